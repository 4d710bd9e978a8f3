"""Writing tasks, visits and the key of a calendar feed."""
