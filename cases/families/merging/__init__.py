"""Two records of one person or family: found, put together without losing anything, and taken apart again."""
