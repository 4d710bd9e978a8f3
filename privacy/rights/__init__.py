"""What is done when somebody uses a right other than to see a copy (UK GDPR Articles 16 to 21)."""
