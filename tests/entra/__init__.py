"""A directory like Entra ID, as a process of its own."""
