"""Which version of a notice counts on a day, and the codes it lists."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max

from accounts.models import User
from privacy.codes import ContactPoint, NoticeCode
from privacy.notices.content import Contact, Content
from privacy.notices.models import ENGLISH, NoticeVersion, State
from privacy.notices.shown import Council, PublishedNotice, shown


@dataclass(frozen=True)
class Line:
    """One line of a list of the live notice: its code, and its words with the names of the council filled in."""

    code: str
    title: str
    detail: str


def live_version(page: NoticeCode, on: datetime.date) -> NoticeVersion:
    """The version that counts on a day. Raises ``NoticeVersion.DoesNotExist`` before the first."""
    found: NoticeVersion = NoticeVersion.objects.live_on(on).get(page=page)
    return found


def live_versions(on: datetime.date) -> dict[NoticeCode, NoticeVersion]:
    """The version of each page that counts on a day."""
    return {NoticeCode(version.page): version for version in NoticeVersion.objects.live_on(on)}


def published_notice(page: NoticeCode, on: datetime.date, language: str = ENGLISH) -> PublishedNotice:
    """The page as it counts on a day. Raises ``NoticeVersion.DoesNotExist`` before the first version."""
    return version_shown(live_version(page, on), language)


def version_shown(version: NoticeVersion, language: str = ENGLISH) -> PublishedNotice:
    """One version as a page."""
    return shown(
        version.content, number=version.number, effective_from=version.effective_from, language=language
    )


def lines_of(content: Content, kind: str) -> list[Line]:
    """The lines of one list, ``"recipients"`` say, in their order."""
    groups = (group for section in content["sections"] for group in section["lists"])
    return [Line(**item) for group in groups if group["kind"] == kind for item in group["items"]]


def live_lines(page: NoticeCode, on: datetime.date, *kinds: str) -> tuple[list[Line], ...]:
    """Lists of the live notice, in one query."""
    content = live_version(page, on).content
    return tuple(lines_of(content, kind) for kind in kinds)


def live_titles(kind: str, on: datetime.date) -> dict[str, str]:
    """The lines of one list over all live pages: title by code. The families' page comes first."""
    live = live_versions(on)
    titles: dict[str, str] = {}
    for line in (line for page in NoticeCode if page in live for line in lines_of(live[page].content, kind)):
        titles.setdefault(line.code, line.title)
    return titles


def council_on(on: datetime.date) -> Council:
    """The council as the families' notice named it on a day; before the first version, as the first names it."""
    return Council(**_first_to_name("content__organisation", on))


def live_contacts(on: datetime.date) -> dict[ContactPoint, Contact]:
    """Whom the families' notice that counts on a day tells people to turn to; before the first version, as the first.

    A letter of a day before it may still have to be read, or written down.
    """
    sections = _first_to_name("content__sections", on)
    told = [contact for section in sections for contact in section["contacts"]]
    return {
        ContactPoint(one["code"]): Contact(
            **one | {"phones": tuple(one["phones"]), "address": tuple(one["address"])}
        )
        for one in told
    }


def _first_to_name(part: str, on: datetime.date) -> Any:
    rows = NoticeVersion.objects.filter(page=NoticeCode.SERVICE, state=State.PUBLISHED)
    named = rows.values_list(part, flat=True)
    begun = named.filter(effective_from__lte=on).order_by("-number").first()
    return begun or named.order_by("number")[0]


def waiting_version(page: NoticeCode) -> NoticeVersion | None:
    """The version of this page that waits for a second person, if there is one."""
    found: NoticeVersion | None = NoticeVersion.objects.filter(page=page, state=State.WAITING).first()
    return found


def newest_published(page: NoticeCode) -> NoticeVersion | None:
    """The version of this page with the highest number, whether or not it has begun."""
    found: NoticeVersion | None = NoticeVersion.objects.published().filter(page=page).first()
    return found


def next_number(page: NoticeCode) -> int:
    """The number of the next version of this page."""
    return (NoticeVersion.objects.filter(page=page).aggregate(last=Max("number"))["last"] or 0) + 1


def authors_since(page: NoticeCode, since: datetime.datetime) -> dict[uuid.UUID, str]:
    """Everybody who changed words this page shows, or translations of it, after a moment: key and name.

    Lines that were taken off the page count as well as those on it. The database knows them (migration 0002), and puts
    them into a version whatever it is told.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT notice_authors(%s, %s)", [page.value, since])
        keys = [key for (key,) in cursor.fetchall()]
    return dict(User.objects.filter(pk__in=keys).order_by("full_name").values_list("pk", "full_name"))
