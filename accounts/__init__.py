"""Staff of the council: who they are, which team they work in, what they may do and whom they may see."""
