"""Forms of the information officer."""
