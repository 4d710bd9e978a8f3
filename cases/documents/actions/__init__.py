"""Writing documents and keeping the folder of their files in step."""
