"""The casework apps: one folder a noun, standing on families."""
