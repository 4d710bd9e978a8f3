"""Everything that writes: the schedule, holds, lists and destruction itself."""
