"""What is asked about families and people, and in which words."""
