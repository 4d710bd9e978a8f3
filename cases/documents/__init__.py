"""Letters, reports, pictures and forms on a family's file."""
