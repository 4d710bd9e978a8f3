"""Builders of test data, one file per app. Call them inside ``as_owner()``."""
