"""Visits that did not take place, in the chronology: nobody in, again and again, is a sign that reviews look for."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.diary.models import CallOff, Visit
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family

KIND, LABEL = "visit_called_off", "Visit that did not take place"


class CalledOff:
    """The source that ``cases.diary`` offers. A visit planned by mistake is no event of the family's."""

    kinds = ((KIND, LABEL),)

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """A visit is to the whole family, so about no one person."""
        rows = Visit.objects.visible_to(user).filter(family=family, called_off_at__isnull=False)
        return [
            Strand(
                code=KIND,
                rows=rows.exclude(call_off=CallOff.MISTAKE),
                at="called_off_at",
                author="called_off_by",
                words=("call_off_detail", "worker__full_name"),
                in_full=lambda found: found.select_related("called_off_by", "worker"),
                entry=_entry,
                kinds=frozenset({KIND}),
            )
        ]


def _entry(visit: Visit) -> Entry:
    at, by = visit.called_off_at, visit.called_off_by
    if at is None or by is None:
        raise ValueError("Only a visit that was called off stands in the chronology")
    return Entry(
        key=Key(at, visit.pk),
        at=timezone.localtime(at),
        kind=KIND,
        kind_label=LABEL,
        title=LABEL,
        template="diary/entry.html",
        object=visit,
        author=by.full_name,
        url=reverse("diary:visit", args=[visit.family_id, visit.pk]),
        words=_words(visit),
    )


def _words(visit: Visit) -> str:
    planned = f"Planned for {visit.visit_on:%d/%m/%Y} at {visit.starts_at:%H:%M} with {visit.worker}"
    return ". ".join(filter(None, (planned, visit.get_call_off_display(), visit.call_off_detail)))
