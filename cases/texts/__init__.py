"""Text messages to families through GOV.UK Notify: what was sent, to whom, and what became of it."""
