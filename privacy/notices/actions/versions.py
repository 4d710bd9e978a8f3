"""Proposing a version of a notice, and publishing it by somebody else."""

from __future__ import annotations

import datetime

from django.db import connection, transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.codes import NoticeCode
from privacy.notices.draft import draft_content
from privacy.notices.drift import Difference, drift
from privacy.notices.models import NoticeVersion, State
from privacy.notices.queries import authors_since, newest_published, next_number, waiting_version
from privacy.notices.rules import first_day_fault, second_person_fault, told_authors
from privacy.notices.uses import all_uses

ONE_AT_A_TIME = 7406005  # any number: the key of the lock under which versions get their numbers


class Drifted(Refused):
    """The notice does not say what the portal does."""

    def __init__(self, differences: list[Difference]) -> None:
        super().__init__(
            "This cannot be published: it does not say what the portal does. Each difference is listed on the page of"
            " the draft"
        )
        self.differences = differences


@transaction.atomic
def version_propose(
    *,
    page: NoticeCode,
    what_changed: str,
    effective_from: datetime.date,
    at: datetime.datetime,
    on: datetime.date,
    by: User,
) -> NoticeVersion:
    """Freeze the draft and hand it to a second person.

    Raises ``Refused`` when one waits already, when nothing changed, or the day is not possible, ``Drifted`` when the
    draft and the portal differ.
    """
    one_at_a_time()
    newest = newest_published(page)
    if waiting_version(page):
        raise Refused("A version of this page waits for a second person already. Nothing was sent")
    if fault := first_day_fault(effective_from, on=on, newest=newest):
        raise Refused(fault)
    content = draft_content(page)
    if newest and content == newest.content:
        raise Refused("The draft says the same as the newest version, so there is nothing to publish")
    if differences := drift(content, all_uses()):
        raise Drifted(differences)
    names = authors_since(page, newest.proposed_at) if newest else {}
    version = NoticeVersion(
        page=page,
        content=content,
        what_changed=what_changed,
        effective_from=effective_from,
        authors=told_authors(names, by),
        proposed_by=by,
        proposed_at=at,
    )
    version.full_clean(exclude=["authors"])
    version.save()
    return version


@transaction.atomic
def version_publish(
    *, version: NoticeVersion, at: datetime.datetime, on: datetime.date, by: User
) -> NoticeVersion:
    """Publish it from its day on.

    Raises ``Refused`` for somebody with a part in it or when it was decided meanwhile, ``Drifted`` when the portal has
    changed and the version no longer says what it does.
    """
    one_at_a_time()
    held = _held(version)
    if fault := second_person_fault(held, by):
        raise Refused(fault)
    if fault := first_day_fault(held.effective_from, on=on, newest=newest_published(NoticeCode(held.page))):
        raise Refused(f"{fault}. Send it back: its writer can propose it again for another day")
    if differences := drift(held.content, all_uses()):
        raise Drifted(differences)
    held.number, held.state = next_number(NoticeCode(held.page)), State.PUBLISHED
    held.decided_by, held.decided_at = by, at
    held.save()
    return held


@transaction.atomic
def version_return(*, version: NoticeVersion, words: str, at: datetime.datetime, by: User) -> None:
    """Send it back with the reason; its writer may take it back too. Raises ``Refused`` if it was decided meanwhile."""
    held = _held(version)
    held.state, held.decided_by, held.decided_at, held.decision_words = State.RETURNED, by, at, words
    held.save()


def _held(version: NoticeVersion) -> NoticeVersion:
    held: NoticeVersion | None = (
        NoticeVersion.objects.select_for_update().filter(pk=version.pk).order_by().first()
    )
    if held is None or held.state != State.WAITING:
        raise Refused("Somebody decided this meanwhile. Nothing was changed")
    return held


def one_at_a_time() -> None:
    """Wait for whoever changes words or versions at this moment, and let nobody else begin (migration 0002)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [ONE_AT_A_TIME])
