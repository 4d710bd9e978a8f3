"""Clocks and weights."""
