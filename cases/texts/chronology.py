"""Texts in the chronology of a family, each with what became of it."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family
from cases.texts.models import Text

KIND = "text"


class Texts:
    """The source that ``cases.texts`` offers."""

    kinds = ((KIND, "Text"),)

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """The family's texts."""
        return [
            Strand(
                code=KIND,
                rows=Text.objects.visible_to(user).filter(family=family),
                at="written_at",
                author="written_by",
                words=("body", "template__name"),
                in_full=lambda rows: rows.select_related("delivery", "person", "written_by", "template"),
                entry=_entry,
                kinds=frozenset({KIND}),
                with_person=lambda rows, person: rows.filter(person=person),
                is_being_in_touch=True,
            )
        ]


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
