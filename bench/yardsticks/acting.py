"""Being somebody to the portal and to PostgreSQL, and watching which statements a page sends."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from allauth.account.internal.flows.login import record_authentication
from django.db import connection, transaction
from django.http import HttpRequest
from django.test import Client

from accounts.models import User
from accounts.second_factor import SECOND
from bench.council import key

WEB, WORKER = "familyhubs_web", "familyhubs_worker"
Statement = tuple[str, Any]


@contextmanager
def database_role(role: str | None) -> Iterator[None]:
    """Connect as the portal's processes do; ``None`` is the superuser, whom row security does not bind."""
    options = connection.settings_dict["OPTIONS"]
    before = options.pop("assume_role", None)
    connection.close()
    if role:
        options["assume_role"] = role
    try:
        yield
    finally:
        connection.close()
        options.pop("assume_role", None)
        if before:
            options["assume_role"] = before


@contextmanager
def undone() -> Iterator[None]:
    """Everything inside is rolled back, so that the data stays what it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def made_key(kind: str, number: int) -> uuid.UUID:
    """The key of a row the bench made."""
    return uuid.UUID(key(kind, number))


def worker() -> User:
    """The worker who holds the long family and the pack's family."""
    return User.objects.get(pk=made_key("user", 0))


def signed_in(user: User) -> Client:
    """A browser of theirs, through every middleware, that has taken the second step too."""
    client = Client()
    with database_role(None):
        client.force_login(user)
        request = HttpRequest()
        request.session = client.session
        record_authentication(request, user, SECOND)
        request.session.save()
    return client


def fetched(client: Client, url: str) -> None:
    """A page; anything but a page stops the bench."""
    response = client.get(url)
    if response.status_code != 200:
        raise RuntimeError(f"A page answered {response.status_code} instead of 200")


def statements_of(client: Client, url: str) -> list[Statement]:
    """Every statement that one fetch sends to PostgreSQL, the portal's own frame included."""
    sent: list[Statement] = []

    def note(execute: Any, statement: str, parameters: Any, many: bool, context: Any) -> Any:
        sent.append((statement, parameters))
        return execute(statement, parameters, many, context)

    with connection.execute_wrapper(note):
        fetched(client, url)
    return sent


def plain_connection(*, role: str | None = None) -> psycopg.Connection:
    """PostgreSQL without Django, in one open transaction; parameters are bound as Django binds them."""
    settings = connection.get_connection_params()
    settings.pop("cursor_factory", None)
    settings.pop("context", None)
    opened = psycopg.connect(**settings, cursor_factory=psycopg.ClientCursor)
    if role:
        opened.execute(f"SET ROLE {role}")
    return opened
