"""Makes the first version of each page from the words there are, for whoever had notices before there were versions."""

import datetime
from collections.abc import Callable
from typing import Any

from privacy.codes import NoticeCode
from privacy.notices.draft import rows_content

FIRST = "This is the first version in our list of versions."


def load_first_versions(table: Callable[[str, str], Any], at: datetime.datetime) -> None:
    """A published version of each page that has none, under the number and the day it had; nobody proposed it."""
    versions = table("notices", "NoticeVersion").objects
    for notice in table("privacy", "Notice").objects.order_by("pk"):
        if versions.filter(page=notice.code).exists():
            continue
        versions.create(
            page=notice.code,
            number=notice.version,
            content=rows_content(NoticeCode(notice.code), lambda name: table("privacy", name)),
            what_changed=FIRST,
            effective_from=notice.changed_on,
            proposed_at=at,
            state="published",
            decided_at=at,
        )
