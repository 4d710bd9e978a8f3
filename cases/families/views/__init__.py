"""Pages about families and people."""
