"""Pages of pairs and merges."""
