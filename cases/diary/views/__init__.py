"""Pages of tasks, visits and the diary."""
