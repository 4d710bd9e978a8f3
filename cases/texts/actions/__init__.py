"""Everything that writes texts, one noun a file."""
