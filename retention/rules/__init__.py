"""Pure rules of the schedule."""
