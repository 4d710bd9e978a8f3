"""Handing something over by a link whose code goes another way: what answers to requests and shared records both use.

PostgreSQL itself asks for link and code, so that whoever was sent them needs nobody's account, and the web's plain role
reads nothing without both.
"""
