"""The survey of people who test the website: without names, without sensitive questions, and gone when testing ends."""
