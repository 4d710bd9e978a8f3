"""The retention schedule, holds and disposal: what is kept how long, and how it ends."""
