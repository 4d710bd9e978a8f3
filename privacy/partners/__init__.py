"""Giving a partner organisation what a sharing names: a file behind a link that ends, with its code given apart."""
