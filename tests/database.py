"""Whom the test is to PostgreSQL. A test begins as the web's plain role with no actor: it sees no personal row.

``as_owner`` steps past row security, to build what a test needs and to look at what is really there; ``as_worker`` is
the role that tasks and commands run under.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def as_owner() -> Iterator[None]:
    """The superuser of the test server: sees and writes everything."""
    with _role("NONE"):
        yield


@contextmanager
def as_worker() -> Iterator[None]:
    """The worker's plain role, under which a job of the system is believed."""
    with _role("familyhubs_worker"):
        yield


@contextmanager
def as_web() -> Iterator[None]:
    """The web's plain role."""
    with _role("familyhubs_web"):
        yield


@contextmanager
def _role(name: str) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user")
        before, session_user = cursor.fetchone()
        cursor.execute(f"SET ROLE {name}")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            with connection.cursor() as cursor:
                cursor.execute(f"SET ROLE {'NONE' if before == session_user else before}")
