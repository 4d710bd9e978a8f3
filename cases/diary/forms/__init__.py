"""Forms of tasks and visits."""
