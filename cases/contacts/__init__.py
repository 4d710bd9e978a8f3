"""Every contact with a family, and the chronology."""
