"""Pages about texts, and the address Notify reports to."""
