"""Forms of the accounts app: signing in, and watching over access."""
