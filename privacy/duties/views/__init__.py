"""Pages of complaints and breaches, for information officers."""
