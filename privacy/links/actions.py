"""Making a link, trying one, and taking one back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db import connection, transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.links.models import SecureLink
from privacy.links.rules import code_digest, link_digest, new_code, new_link


@dataclass(frozen=True)
class Secrets:
    """What is shown once."""

    link: str = field(default="", repr=False)
    code: str = field(default="", repr=False)


@dataclass(frozen=True)
class Held:
    """What somebody holds up: digests of a link and of a code, as the database keeps them."""

    link: str = field(repr=False)
    code: str = field(repr=False)


def link_set(row: SecureLink, *, at: datetime.datetime, days: int, code_way: str) -> Secrets:
    """Give the row a new link; whoever calls it saves the row."""
    made = Secrets(new_link(), new_code())
    row.link_digest, row.code_hash = link_digest(made.link), code_digest(made.link, made.code)
    row.expires_at, row.code_way, row.tries = at + datetime.timedelta(days=days), code_way, 0
    return made


def link_end(row: SecureLink, *, at: datetime.datetime, by: User) -> None:
    """Take it back: from now on it opens nothing. Give a row that is locked. Raises ``Refused`` where there is none."""
    if not row.link_digest or row.recalled_at is not None:
        raise Refused("Only a link can be taken back, and only once. Nothing was changed")
    row.recalled_at, row.recalled_by = at, by
    row.save(update_fields=["recalled_at", "recalled_by"])


@transaction.atomic
def link_try(*, asks: str, held: Held, at: datetime.datetime) -> datetime.datetime | None:
    """When the link ends, if the code is right and it still opens; a wrong code counts, a right one clears them.

    ``asks`` is the statement that calls the function of ``privacy.links.sql`` for a kind of link.
    """
    with connection.cursor() as cursor:
        cursor.execute(asks, [held.link, held.code, at])
        found: tuple[datetime.datetime | None] = cursor.fetchone()
    return found[0]
