"""Whether a link still opens, and what a link and a code are made of."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from privacy.release.models import Release
from privacy.release.models.release import MOST_TRIES, Way

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


def plain_code(typed: str) -> str:
    """A code as it was made, however it was typed."""
    return "".join(letter for letter in typed.upper() if letter.isalnum())


def still_opens(release: Release, at: datetime.datetime) -> bool:
    """Not after its end, not when it was taken back, not after too many wrong codes."""
    return (
        release.way == Way.LINK
        and release.expires_at is not None
        and at < release.expires_at
        and release.recalled_at is None
        and release.tries < MOST_TRIES
    )
