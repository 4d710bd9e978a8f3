"""Writes of the accounts app, a noun a module."""
