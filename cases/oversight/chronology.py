"""Oversight in the chronology of a family: managers' notes, and hand-overs."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Filters, Key, distinct_users, keyset
from cases.families.models import Family
from cases.oversight.models import HandOver, OversightNote

NOTE, HAND_OVER = "oversight", "hand_over"


class Oversight:
    """The source that ``cases.oversight`` offers."""

    kinds = ((NOTE, "Supervision and oversight"), (HAND_OVER, "Step up or down"))

    def entries(
        self,
        *,
        family: Family,
        user: User,
        filters: Filters,
        before: Key | None = None,
        after: Key | None = None,
        limit: int,
    ) -> list[Entry]:
        """A slice in one query for each of the two; they are about the whole family, so about no one person."""
        if filters.person:
            return []
        found: list[Entry] = []
        for model, kind in ((OversightNote, NOTE), (HandOver, HAND_OVER)):
            if filters.kinds and kind not in filters.kinds:
                continue
            rows: Any = model._default_manager.all()
            rows = rows.visible_to(user).filter(family=family).select_related("written_by")
            if filters.author:
                rows = rows.filter(written_by=filters.author)
            rows = keyset(rows, at="written_at", filters=filters, before=before, after=after, limit=limit)
            found += [_entry(row, kind) for row in rows]
        return sorted(found, key=lambda entry: entry.key, reverse=after is None)[:limit]

    def authors(self, *, family: Family, user: User) -> QuerySet[User]:
        """Who wrote oversight about the family."""
        ids = [
            distinct_users(model, "written_by_id", family).values("pk") for model in (OversightNote, HandOver)
        ]
        return User.objects.filter(pk__in=ids[0]) | User.objects.filter(pk__in=ids[1])


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
    )


def _words(row: OversightNote | HandOver) -> str:
    if isinstance(row, OversightNote):
        return "\n\n".join(filter(None, (row.words, row.next_actions)))
    return "\n\n".join((row.organisation, row.reasons, row.passed_on, row.get_family_view_display()))
