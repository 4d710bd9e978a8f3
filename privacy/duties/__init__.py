"""What the law asks of whoever holds data: to answer complaints about it, and to log every breach."""
