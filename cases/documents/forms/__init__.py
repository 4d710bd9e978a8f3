"""What is asked about a document."""
