"""What may happen when: pure functions of what is on file and a date."""
