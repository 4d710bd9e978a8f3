"""Naming to PostgreSQL who is asking. No actor, no rows.

The name, and with it the actor's teams, is set for one transaction and read by the policies of
``accounts.row_security``.
A member of staff is named by key; a task or command by ``system:`` and the name of the job, which the database believes
only from the worker's role.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from accounts.models import User

SYSTEM = "system:"


@contextmanager
def acting_as(user: User | None) -> Iterator[None]:
    """Do everything inside as this member of staff, in one transaction; ``None`` names nobody and sees nothing."""
    with _named(str(user.pk) if user else ""):
        yield


@contextmanager
def acting_as_system(job: str) -> Iterator[None]:
    """Do everything inside as a named job of the system, in one transaction; only the worker's role is believed."""
    with _named(SYSTEM + job):
        yield


def act_as(user: User) -> None:
    """Go on as this member of staff, who has just signed in, to the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_actor(%s)", [str(user.pk)])


@contextmanager
def _named(actor: str) -> Iterator[None]:
    is_inner = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name_actor(%s)", [actor])
        (before,) = cursor.fetchone()
        yield
        # The end of the transaction takes the name with it. Within another one the outer actor goes on, unless an
        # error undoes everything anyway.
        if is_inner and not connection.needs_rollback:
            cursor.execute("SELECT name_actor(%s)", [before])
