"""Texts in the chronology of a family, each with what became of it."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Filters, Key, distinct_users, keyset
from cases.families.models import Family
from cases.texts.models import Text

KIND = "text"


class Texts:
    """The source that ``cases.texts`` offers."""

    kinds = ((KIND, "Text"),)

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
        """A slice of the family's texts in one query."""
        rows = Text.objects.visible_to(user).filter(family=family)
        if filters.author:
            rows = rows.filter(written_by=filters.author)
        if filters.person:
            rows = rows.filter(person=filters.person)
        rows = rows.select_related("delivery", "person", "written_by", "template")
        rows = keyset(rows, at="written_at", filters=filters, before=before, after=after, limit=limit)
        return [_entry(text) for text in rows]

    def authors(self, *, family: Family, user: User) -> QuerySet[User]:
        """Who wrote texts to the family."""
        return distinct_users(Text, "written_by_id", family)


def _entry(text: Text) -> Entry:
    return Entry(
        key=Key(text.written_at, text.pk),
        at=timezone.localtime(text.written_at),
        kind=KIND,
        kind_label="Text",
        title=f"Text: {text.template.name}",
        template="texts/entry.html",
        object=text,
        author=text.written_by.full_name,
        people=(text.person.full_name,),
        url=reverse("texts:list", args=[text.family_id]),
        words=text.body,
    )
