"""What may be asked, and what of the answers may be shown."""
