"""What is due, what keeps it, and everything that goes with it."""
