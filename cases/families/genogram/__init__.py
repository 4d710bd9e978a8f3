"""The picture of a family: who is drawn, in which row and column, and which lines join them."""
