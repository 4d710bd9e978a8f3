"""Pages of the public forms, and of whoever reads what was sent."""
