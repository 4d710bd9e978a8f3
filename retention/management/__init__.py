"""Commands of the retention schedule."""
