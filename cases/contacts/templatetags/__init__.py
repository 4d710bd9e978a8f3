"""Template tags of the chronology."""
