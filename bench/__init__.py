"""`make bench`: how fast the portal is, each figure beside its floor measured in the same run (design.md, 10)."""
