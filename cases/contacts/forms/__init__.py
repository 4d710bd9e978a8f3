"""The forms about contacts: recording, correcting, and narrowing the chronology."""
