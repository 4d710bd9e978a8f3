"""What changes families and people. Each action is one transaction and leaves who and why in the history."""
