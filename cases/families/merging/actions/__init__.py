"""Writing: pairs and merges."""
