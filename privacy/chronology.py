"""Sharing in the chronology of a family, on the day it went out."""

from __future__ import annotations

import datetime

from django.db.models import DateTimeField, F, Func, Value
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family
from privacy.models import Disclosure

KIND, LABEL = "disclosure", "Information shared"


class Disclosures:
    """The source that ``privacy`` offers."""

    kinds = ((KIND, LABEL),)

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """What went out; what only waits is no event yet."""
        rows = Disclosure.objects.visible_to(user).filter(family=family).shared()
        moment = Func(
            F("shared_on"), Value(datetime.time(12)), arg_joiner=" + ",
            template="((%(expressions)s) AT TIME ZONE 'Europe/London')", output_field=DateTimeField(),
        )  # fmt: skip
        return [
            Strand(
                code=KIND,
                rows=rows.annotate(shared_at=moment),
                at="shared_at",
                author="written_by",
                words=("organisation", "what", "necessity"),
                in_full=lambda found: found.select_related("written_by", "person"),
                entry=_entry,
                kinds=frozenset({KIND}),
                with_person=lambda found, person: found.filter(person=person),
            )
        ]


def _entry(row: Disclosure) -> Entry:
    return Entry(
        key=Key(row.shared_at, row.pk),  # type: ignore[attr-defined] # worked out by the query
        at=row.shared_on or timezone.localdate(row.written_at),
        kind=KIND,
        kind_label=LABEL,
        title=f"{LABEL}: {row.organisation}",
        template="privacy/disclosures/entry.html",
        object=row,
        author=row.written_by.full_name,
        people=(row.person.full_name,) if row.person else (),
        url=reverse("privacy:disclosures", args=[row.family_id]),
        words=f"{row.what}\n\nWhy: {row.necessity}",
    )
