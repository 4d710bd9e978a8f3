"""The project: settings, entry points, and the parts a development machine runs by itself."""
