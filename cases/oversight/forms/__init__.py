"""Forms of supervision and quality work."""
