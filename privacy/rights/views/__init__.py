"""Pages of the rights other than to see a copy."""
