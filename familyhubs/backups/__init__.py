"""Backups: the encrypted database and documents with a manifest beside them, and the check that they can be restored.

The dump goes from PostgreSQL through age to the file without touching a disk on its way. It is encrypted to a public
key alone, so whoever takes that folder cannot read a single name.
"""


class BackupError(Exception):
    """Nothing was backed up, or the backup does not hold; the message is one sentence for whoever runs the command."""
