"""Pages of disposal, holds and the schedule."""
