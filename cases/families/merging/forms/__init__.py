"""What is asked on the pages of pairs and merges."""
