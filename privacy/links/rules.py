"""Whether a link still opens, and what a link and a code are made of."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.utils.crypto import salted_hmac

from privacy.links.models import MOST_TRIES, SecureLink

LETTERS = "BCDFGHJKMNPQRTVWXY346789"  # none that is taken for another, none that makes words
GROUPS, IN_A_GROUP = 2, 4


def new_link() -> str:
    """256 bits: nobody guesses it."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """Eight letters to be read out, in two groups: five tries among a hundred thousand million."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(IN_A_GROUP)) for _ in range(GROUPS))


def link_digest(link: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(link.encode()).hexdigest()


def code_digest(link: str, code: str) -> str:
    """What is kept of a code: good for this link alone, and for nothing without the portal's own key."""
    return salted_hmac(f"privacy.links.{link_digest(link)}", plain_code(code), algorithm="sha256").hexdigest()


def plain_code(typed: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def still_opens(row: SecureLink, at: datetime.datetime) -> bool:
    """Not after its end, not when it was taken back, not after too many wrong codes. PostgreSQL asks the same."""
    return (
        row.expires_at is not None
        and at < row.expires_at
        and row.recalled_at is None
        and row.tries < MOST_TRIES
    )


def is_locked(row: SecureLink) -> bool:
    """Whether wrong codes closed it."""
    return row.tries >= MOST_TRIES
