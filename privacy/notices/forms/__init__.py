"""Forms of the notices."""
