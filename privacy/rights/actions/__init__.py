"""Deciding on rights and carrying the decisions out."""
