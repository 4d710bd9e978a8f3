"""What may be decided, and on what ground."""
