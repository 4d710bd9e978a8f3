"""Pages about one's own account, and the home page."""
