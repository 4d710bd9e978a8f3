"""Pages of supervision and quality work."""
