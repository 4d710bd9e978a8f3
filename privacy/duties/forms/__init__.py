"""Forms of complaints and breaches."""
