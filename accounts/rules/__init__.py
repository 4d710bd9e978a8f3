"""What follows from given facts alone: no database, no clock."""
