"""Keys of rows: UUID version 7 (RFC 9562), unguessable enough for a URL and ordered by time for the index."""

import uuid

import uuid_utils


def new_key() -> uuid.UUID:
    """A fresh key, made by us and not by the database: an INSERT need not read back a row it may not yet see."""
    return uuid.UUID(int=uuid_utils.uuid7().int)
