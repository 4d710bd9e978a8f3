"""What is typed about groups."""
