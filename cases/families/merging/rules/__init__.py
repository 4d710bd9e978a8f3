"""What a merge does with each row, and what stands in its way."""
