"""Forms of the rights."""
