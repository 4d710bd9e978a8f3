"""Naming to PostgreSQL who is asking. No actor, no rows.

The name, and with it the actor's teams, is set for one transaction and read by the policies of
``accounts.row_security``.
A member of staff is named by key; a task or command by ``system:`` and the name of the job, which the database believes
only from the worker's role.
"""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from accounts.models import User

SYSTEM = "system:"


@contextmanager
def acting_as(
    user: User | None, *, family: uuid.UUID | None = None, person: uuid.UUID | None = None
) -> Iterator[None]:
    """Do everything inside as this member of staff, in one transaction; ``None`` names nobody and sees nothing.

    Of a family or person named here the ground is worked out once, instead of for each row that a page reads.
    """
    with _named(str(user.pk) if user else "", family, person):
        yield


@contextmanager
def acting_as_system(job: str) -> Iterator[None]:
    """Do everything inside as a named job of the system, in one transaction; only the worker's role is believed."""
    with _named(SYSTEM + job):
        yield


def name_again(user: User) -> None:
    """Go on as this member of staff: they have just signed in, or what they see has changed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_actor(%s)", [str(user.pk)])


@contextmanager
def _named(actor: str, family: uuid.UUID | None = None, person: uuid.UUID | None = None) -> Iterator[None]:
    is_inner = connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT name_actor(%s, %s, %s)", [actor, family, person])
        (before,) = cursor.fetchone()
        yield
        # The end of the transaction takes the name with it. Within another one the outer actor goes on, unless an
        # error undoes everything anyway.
        if is_inner and not connection.needs_rollback:
            cursor.execute("SELECT name_actor(%s)", [before])
