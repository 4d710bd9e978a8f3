"""The spine: people, families, how they are related, where they live, and which service works with them."""
