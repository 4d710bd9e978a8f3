"""Assessments in the chronology of a family."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.assessments.models import Assessment
from cases.families.chronology import Entry, Filters, Key, distinct_users, keyset
from cases.families.models import Family

KIND = "assessment"


class Assessments:
    """The source that ``cases.assessments`` offers."""

    kinds = ((KIND, "Assessment"),)

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
        """A slice of the family's assessments in one query, each where it began."""
        if filters.kinds and KIND not in filters.kinds:
            return []
        rows = Assessment.objects.visible_to(user).filter(family=family)
        if filters.author:
            rows = rows.filter(started_by=filters.author)
        if filters.person:
            rows = rows.filter(parts__person=filters.person).distinct()
        rows = rows.select_related("started_by", "decided_by", "form__definition")
        rows = keyset(rows, at="started_at", filters=filters, before=before, after=after, limit=limit)
        return [_entry(assessment) for assessment in rows]

    def authors(self, *, family: Family, user: User) -> Iterable[User]:
        """Who began assessments of the family."""
        return distinct_users(Assessment, "started_by_id", family)


def _entry(assessment: Assessment) -> Entry:
    return Entry(
        key=Key(assessment.started_at, assessment.pk),
        at=timezone.localtime(assessment.started_at),
        kind=KIND,
        kind_label="Assessment",
        title=str(assessment.form.definition),
        template="assessments/entry.html",
        object=assessment,
        author=assessment.started_by.full_name,
        url=reverse("assessments:assessment", args=[assessment.family_id, assessment.pk]),
    )
