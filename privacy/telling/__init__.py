"""Who was given which notice, and telling the people concerned when a published version changes something for them."""
