"""Pages about contacts and the chronology."""
