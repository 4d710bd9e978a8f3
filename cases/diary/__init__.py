"""Tasks with an owner and a date, visits planned ahead, and the calendar feed of both kinds of appointment."""
