"""Narrowing the chronology. Only ids, codes and dates: the address of a filtered page names nobody."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms

from accounts.models import User
from cases.families.chronology import Filters
from cases.families.models import Person
from govuk.fields import DateField
from govuk.forms import Form
from govuk.widgets import Checkboxes


class FilterForm(Form):
    """Kind, person, author and days."""

    mark_optional = False

    kind = forms.MultipleChoiceField(label="Kind", required=False, widget=Checkboxes(small=True))
    person = forms.ChoiceField(label="Person", required=False)
    author = forms.ChoiceField(label="Written by", required=False)
    since = DateField(label="From", required=False, not_future=True)
    until = DateField(label="To", required=False, not_future=True)

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        people: Iterable[Person],
        authors: Iterable[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        everybody = [("", "Everybody")]
        self.fields["person"].choices = everybody + [  # type: ignore[attr-defined]
            (str(person.pk), person.full_name) for person in people
        ]
        self.fields["author"].choices = everybody + [  # type: ignore[attr-defined]
            (str(author.pk), author.full_name) for author in authors
        ]

    def clean(self) -> dict[str, Any]:
        """The first day cannot come after the last."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "To must be the same as or after From")
        return cleaned

    def filters(self) -> Filters | None:
        """What is asked for, or ``None`` while something in it is wrong."""
        if not self.is_bound:
            return Filters()
        if not self.is_valid():
            return None
        asked = self.cleaned_data
        return Filters(
            kinds=frozenset(asked["kind"]),
            person=UUID(asked["person"]) if asked["person"] else None,
            author=UUID(asked["author"]) if asked["author"] else None,
            since=asked["since"],
            until=asked["until"],
        )
