"""Referrals: how a family comes to us, and what the front door decides."""
