"""Finding what a hold is about by the reference an officer was given."""

import uuid

from django.db import connection


def hold_target(reference: str) -> tuple[str, uuid.UUID] | None:
    """``("family", key)`` or ``("person", key)``; ``None`` for a reference nobody has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT scope, key FROM hold_target(%s)", [reference])
        found: tuple[str, uuid.UUID] | None = cursor.fetchone()
    return found
