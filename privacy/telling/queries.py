"""Who is concerned by a new version, and which version counted when somebody was first written down."""

from __future__ import annotations

import datetime
import itertools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from cases.families.models import (
    Address,
    Email,
    FamilyMembership,
    Involvement,
    Person,
    Phone,
    Restriction,
)
from cases.texts.queries import phone_texts
from privacy.codes import NoticeCode
from privacy.notices.models import NoticeVersion
from privacy.telling.concerned import OWN_NOTICE_FROM, Concerned, touches
from privacy.telling.models import Telling, TellingState, Told


def touching_versions() -> list[tuple[NoticeVersion, list[str]]]:
    """Published versions of the families' notice that change something for people, the newest first, with what."""
    published = list(NoticeVersion.objects.published().filter(page=NoticeCode.SERVICE))
    pairs = itertools.pairwise(published)
    told = [(after, touches(before.content, after.content)) for after, before in pairs]
    return [(version, what) for version, what in told if what]


def next_concerned(telling: Telling, *, on: datetime.date, at_most: int) -> list[Concerned]:
    """The next people with open work whom the run has no way for yet. Asked by a job that sees every row."""
    open_work = Involvement.objects.open_on(on).filter(
        Q(person__isnull=True) | Q(person=OuterRef("person_id")), family=OuterRef("family_id")
    )
    theirs = (
        FamilyMembership.objects.current(on)
        .filter(Exists(open_work), person__date_of_death__isnull=True)
        .exclude(person__birth_date_kind="unborn")
        .exclude(person__date_of_birth__gt=_years_before(on, OWN_NOTICE_FROM))
        .filter(~Exists(Told.objects.filter(telling=telling, person=OuterRef("person_id"))))
    )
    people = list(theirs.order_by("person_id").values_list("person_id", flat=True).distinct()[:at_most])
    return concerned_of(people, on)


def concerned_of(people: Sequence[UUID], on: datetime.date) -> list[Concerned]:
    """What decides how each of these people may be told, in a handful of questions for all of them."""
    memberships: dict[UUID, list[FamilyMembership]] = defaultdict(list)
    for row in FamilyMembership.objects.current(on).filter(person__in=people).order_by("family_id"):
        memberships[row.person_id].append(row)
    families = {row.family_id for rows in memberships.values() for row in rows}
    work: dict[UUID, list[Involvement]] = defaultdict(list)
    for involvement in Involvement.objects.open_on(on).filter(family__in=families):
        work[involvement.family_id].append(involvement)
    restricted = set(
        Restriction.objects.standing().filter(family__in=families).values_list("family_id", flat=True)
    )
    phones, addresses = _current(Phone, people, on), _current(Address, people, on)
    hidden = _hidden(people)
    broken = phone_texts().broken_phones([phone.pk for rows in phones.values() for phone in rows])
    found = []
    for person in Person.objects.filter(pk__in=people).order_by("pk"):
        homes = [row.family_id for row in memberships[person.pk]]
        if not homes:
            continue  # they have left since they were found
        own = [row for family in homes for row in _theirs(work[family], person.pk)]
        kept_from_others = [family for family in homes if family in restricted]
        family, wall = _place(own, homes, kept_from_others)
        found.append(
            Concerned(
                person=person,
                family=family,
                is_restricted=bool(kept_from_others),
                wall=wall,
                has_confidential=person.pk in hidden,
                phones=phones[person.pk],
                addresses=addresses[person.pk],
                broken=broken,
            )
        )
    return found


def _place(
    own: Sequence[Involvement], homes: Sequence[UUID], kept_from_others: Sequence[UUID]
) -> tuple[UUID, str]:
    """Through which family somebody is told, and behind which wall that stands, so that whoever may know of it can.

    A restricted family hides its people from the workers of all their other families: its named staff alone can tell
    them. Work in sight comes before work behind a wall; where there is only the latter, its own side tells them.
    """
    work = [row for row in own if not row.wall] or list(own)
    here = [row for row in work if row.family_id in kept_from_others] or work
    if kept_from_others and not any(row.family_id in kept_from_others for row in here):
        return kept_from_others[0], here[0].wall if here else ""
    return (here[0].family_id, here[0].wall) if here else (homes[0], "")


def counts(telling: Telling) -> dict[str, int]:
    """How many people of a run stand where; names nobody, and counts only whom the reader's side of each wall may know
    of (migration 0002)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, people FROM telling_counts(%s)", [telling.pk])
        return dict(cursor.fetchall())


@dataclass(frozen=True)
class Proof:
    """What shows how one person of a run was told, without a word of who they are."""

    state: str
    text: UUID | None
    """The key of the text, which is its reference at GOV.UK Notify too."""
    sent_at: datetime.datetime | None
    completed_at: datetime.datetime | None
    printed_on: datetime.date | None
    told_on: datetime.date | None

    @property
    def label(self) -> str:
        """Where they stand, in words."""
        return TellingState(self.state).label

    @property
    def is_delivered(self) -> bool:
        """Whether the network confirmed that the text arrived."""
        return self.state == TellingState.DELIVERED


def proofs(telling: Telling, state: str, *, after: int, at_most: int) -> list[Proof]:
    """A page of them, those in one state or all, for whoever publishes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT state, text, sent_at, completed_at, printed_on, told_on FROM telling_proofs(%s, %s, %s, %s)",
            [telling.pk, state, after, at_most],
        )
        return [Proof(*row) for row in cursor.fetchall()]


def version_counting(versions: Iterable[NoticeVersion], on: datetime.date) -> NoticeVersion | None:
    """Of these versions of one page, the one that counted on a day."""
    begun = [version for version in versions if version.effective_from <= on and version.number]
    return max(begun, key=lambda version: version.number or 0, default=None)


def _theirs(work: Iterable[Involvement], person: UUID) -> list[Involvement]:
    return [row for row in work if row.person_id in (None, person)]


def _current(model: Any, people: Sequence[UUID], on: datetime.date) -> dict[UUID, list[Any]]:
    rows: QuerySet[Any] = model.objects.current(on).filter(person__in=people)
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows.order_by(F("started_on").desc(nulls_last=True), "id"):
        found[row.person_id].append(row)
    return found


def _hidden(people: Sequence[UUID]) -> set[UUID]:
    """People of whom any address, phone or email is kept from somebody, whether or not it is still in use."""
    found: set[UUID] = set()
    for model in (Address, Phone, Email):
        rows: QuerySet[Any] = model.objects.filter(person__in=people, is_confidential=True)
        found.update(rows.values_list("person_id", flat=True))
    return found


def _years_before(on: datetime.date, years: int) -> datetime.date:
    """The birthday of whoever becomes that old on this day; 29 February counts as 1 March."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return datetime.date(on.year - years, 3, 1)
