"""Keeping a row whose key was made with the empty form, so that a form sent twice is kept once."""

from __future__ import annotations

from django.db import IntegrityError, models, transaction

from accounts.database_errors import broken_constraint


def keep_once(row: models.Model) -> bool:
    """Put the row in; ``False`` when one with its key is there already, which nobody need be able to look up."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if broken_constraint(error) != f"{row._meta.db_table}_pkey":
            raise
        return False
    return True
