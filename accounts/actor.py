"""Naming to PostgreSQL who is asking. No actor, no rows.

The name is set for one transaction (``set_config(…, true)``) and read by the policies of ``accounts.row_security``.
A member of staff is named by key; a task or command by ``system:`` and the name of the job, which the database believes
only from the worker's role.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from accounts.models import User

SETTING = "familyhubs.actor"
SYSTEM = "system:"


@contextmanager
def acting_as(user: User | None) -> Iterator[None]:
    """Do everything inside as this member of staff, in one transaction; ``None`` names nobody and sees nothing."""
    with transaction.atomic(), _named(str(user.pk) if user else ""):
        yield


@contextmanager
def acting_as_system(job: str) -> Iterator[None]:
    """Do everything inside as a named job of the system, in one transaction; only the worker's role is believed."""
    with transaction.atomic(), _named(SYSTEM + job):
        yield


@contextmanager
def _named(actor: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s, true)", [SETTING])
        (before,) = cursor.fetchone()
        cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, actor])
    yield
    # After an error the transaction is undone, and the name with it. Otherwise a transaction around this one goes on.
    if not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config(%s, %s, true)", [SETTING, before or ""])
