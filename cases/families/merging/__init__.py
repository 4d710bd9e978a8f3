"""Two records of one person: found, put together without losing anything, and taken apart again."""
