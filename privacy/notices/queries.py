"""Which version of a notice counts on a day, and the codes it lists."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, QuerySet

from accounts.models import User
from privacy.codes import NoticeCode
from privacy.models import Notice, NoticeSection, Organisation, PublishedContact
from privacy.models.notice import Term, Wording
from privacy.notices.content import KINDS, Content
from privacy.notices.models import ENGLISH, NoticeVersion, State, TranslatedText
from privacy.notices.shown import PublishedNotice, shown


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

    Lines that were taken off the page count as well as those on it: every list and every name of the council is asked.
    """
    found: dict[uuid.UUID, str] = {}
    for rows in _histories(page):
        for key in rows.filter(history_date__gt=since).values_list("history_user", flat=True).distinct():
            if key:
                found[key] = ""
    names = User.objects.filter(pk__in=found).order_by("full_name").values_list("pk", "full_name")
    return dict(names)


def _histories(page: NoticeCode) -> Sequence[QuerySet[Any]]:
    """The earlier versions of every row whose words stand on this page, or did."""
    terms: list[type[Wording]] = [Notice._meta.get_field(kind).related_model for kind in KINDS]  # type: ignore[misc]
    shared: list[type[Wording]] = [Organisation, PublishedContact]
    return [
        *(_only_listed(kind, page) for kind in terms),
        *(model.history.all() for model in shared),
        Notice.history.filter(code=page),
        NoticeSection.history.filter(notice__code=page),
        TranslatedText.history.filter(page=page),
    ]


def _only_listed(kind: Any, page: NoticeCode) -> QuerySet[Any]:
    """Versions of terms, save those that only another page lists."""
    elsewhere: QuerySet[Term] = kind.objects.exclude(notice__code=page).filter(notice__isnull=False)
    rows: QuerySet[Any] = kind.history.exclude(id__in=elsewhere.values("pk"))
    return rows
