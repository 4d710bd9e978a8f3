"""Which notice each member of a family had, beside everything else on their page; and whom the reader has to tell."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from cases.families.models import Family, FamilyMembership, Person
from cases.families.panels import BESIDE, Asked, Shown
from privacy.codes import NoticeCode
from privacy.notices.models import NoticeVersion
from privacy.telling.models import Given, Told
from privacy.telling.queries import version_counting

MOST = 50
PROOF = ("telling__version", "text__delivery", "printed_by", "told_by")


@dataclass(frozen=True)
class Line:
    """A member: what counted when they were first written down, and what they were given last."""

    person: Person
    first_on: datetime.date | None
    version: NoticeVersion | None
    given: Given | None


class NoticesGiven:
    """For each member of the family, the notice that counted at first and the one they were given last."""

    place = BESIDE

    def asked(self, *, family: Family, user: User, today: datetime.date) -> Asked:
        """Members, when each was first written down, what they were given, and the versions there are."""
        members = FamilyMembership.objects.visible_to(user).current(today).filter(family=family)
        people = members.order_by().values("person")
        first: Any = Person.history
        return [
            members.select_related("person"),
            first.filter(id__in=people, history_type="+").order_by("history_date").only("id", "history_date"),
            Given.objects.visible_to(user).filter(person__in=people).order_by("-given_on", "-id"),
            NoticeVersion.objects.published().filter(page=NoticeCode.SERVICE).defer("content"),
        ]

    def shown(
        self, rows: Sequence[list[Any]], *, family: Family, user: User, today: datetime.date
    ) -> Shown | None:
        """A line for each member."""
        members, first, given, versions = rows
        if not members:
            return None
        began = {row.id: timezone.localdate(row.history_date) for row in reversed(first)}
        last = {row.person_id: row for row in reversed(given)}
        by_key = {version.pk: version for version in versions}
        for row in given:
            if row.version_id in by_key:
                row.version = by_key[row.version_id]
        lines = [
            Line(
                member.person,
                on := began.get(member.person_id),
                version_counting(versions, on) if on else None,
                last.get(member.person_id),
            )
            for member in members
        ]
        context = {"lines": lines, "family": family, "may_edit": user.can(Permission.FAMILY_EDIT)}
        return Shown("telling/panel.html", context)


class NoticesOfPerson:
    """On somebody's own page: which notice they were told of, when, how, and what shows it."""

    def shown(self, *, person: Person, user: User, today: datetime.date) -> Shown | None:
        """What they were given, and where telling them of each change stands."""
        told = Told.objects.visible_to(user).with_state().filter(person=person)
        given = Given.objects.visible_to(user).filter(person=person)
        context = {
            "told": told.select_related(*PROOF).order_by("-telling__version__number", "id")[:MOST],
            "given": given.select_related("version", "given_by").defer("version__content")[:MOST],
        }
        return Shown("telling/person.html", context)


class PeopleToTell:
    """How many people of the reader's families wait to be told that the notice changed."""

    order = 19

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """Letters and people, up to a page of them."""
        if not user.can(Permission.FAMILY_VIEW):
            return None
        rows = Told.objects.visible_to(user).for_work_of(user).order_by("id")
        return [rows.letters_to_print()[:MOST], rows.to_tell()[:MOST]]

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """The two numbers, and the way to the list; nothing when nobody waits."""
        letters, people = map(len, rows)
        if not letters and not people:
            return None
        headline = f"{letters + people}{'+' if MOST in (letters, people) else ''} to tell about the notice"
        return Shown("telling/waiting.html", {"letters": letters, "people": people}, headline=headline)
