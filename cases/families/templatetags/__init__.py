"""Words for what is on file."""
