"""Oversight in the chronology of a family: managers' notes, and hand-overs."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family
from cases.oversight.models import HandOver, OversightNote

FOR_STAFF = "Written between manager and worker: the family reads it when they ask for their data"
NOTE, HAND_OVER = "oversight", "hand_over"


class Oversight:
    """The source that ``cases.oversight`` offers."""

    kinds = ((NOTE, "Supervision and oversight"), (HAND_OVER, "Step up or down"))

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """Both are about the whole family, so about no one person."""
        return [
            _strand(OversightNote, NOTE, ("words", "next_actions"), family, user),
            _strand(
                HandOver, HAND_OVER, ("organisation", "contact_name", "reasons", "passed_on"), family, user
            ),
        ]


def _strand(
    model: type[OversightNote | HandOver], kind: str, words: tuple[str, ...], family: Family, user: User
) -> Strand:
    rows: Any = model._default_manager.all()
    return Strand(
        code=kind,
        rows=rows.visible_to(user).filter(family=family),
        at="written_at",
        author="written_by",
        words=words,
        in_full=lambda rows: rows.select_related("written_by"),
        entry=lambda row: _entry(row, kind),
        kinds=frozenset({kind}),
    )


def _entry(row: OversightNote | HandOver, kind: str) -> Entry:
    label = row.get_kind_display() if isinstance(row, OversightNote) else row.get_direction_display()
    return Entry(
        key=Key(row.written_at, row.pk),
        at=timezone.localtime(row.written_at),
        kind=kind,
        kind_label=label,
        title=label,
        template="oversight/entry.html",
        object=row,
        author=row.written_by.full_name,
        url=reverse("oversight:file", args=[row.family_id]),
        words=_words(row),
        kept_from_family=FOR_STAFF if kind == NOTE else "",
    )


def _words(row: OversightNote | HandOver) -> str:
    if isinstance(row, OversightNote):
        return "\n\n".join(filter(None, (row.words, row.next_actions)))
    return "\n\n".join((row.organisation, row.reasons, row.passed_on, row.get_family_view_display()))
