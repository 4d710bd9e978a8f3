"""Writing complaints and breaches."""
