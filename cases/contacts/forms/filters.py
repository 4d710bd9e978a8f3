"""Narrowing the chronology. Words are posted and kept in the session; the address of a filtered page names nobody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms

from accounts.models import User
from cases.contacts.viewpoints import STAFF_ALIKE, VIEWPOINTS, Viewpoint
from cases.families.chronology import Filters
from cases.families.models import Person
from govuk.fields import DateField
from govuk.forms import Form, declared
from govuk.widgets import Checkboxes


class FilterForm(Form):
    """Words, marks, kind, person, author, days, and through whose eyes."""

    mark_optional = False

    words = forms.CharField(
        label="Search the chronology",
        help_text="Entries with all of these words",
        max_length=100,
        required=False,
    )
    significant = forms.MultipleChoiceField(
        label="Marks",
        choices=[("yes", "Only significant events")],
        required=False,
        widget=Checkboxes(small=True),
    )
    kind = forms.MultipleChoiceField(label="Kind", required=False, widget=Checkboxes(small=True))
    person = forms.ChoiceField(label="Person", required=False)
    author = forms.ChoiceField(label="Written by", required=False)
    since = DateField(label="From", required=False, not_future=True)
    until = DateField(label="To", required=False, not_future=True)
    view = forms.ChoiceField(label="As seen by", required=False, choices=VIEWPOINTS, help_text=STAFF_ALIKE)

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        people: Iterable[Person],
        authors: Iterable[User],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        declared(self, "kind", forms.MultipleChoiceField).choices = kinds
        everybody = [("", "Everybody")]
        declared(self, "person", forms.ChoiceField).choices = everybody + [
            (str(person.pk), person.full_name) for person in people
        ]
        declared(self, "author", forms.ChoiceField).choices = everybody + [
            (str(author.pk), author.full_name) for author in authors
        ]

    def clean(self) -> dict[str, Any]:
        """The first day cannot come after the last."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and since > until:
            self.add_error("until", "To must be the same as or after From")
        return cleaned

    def filters(self, marked: Callable[[], frozenset[tuple[str, UUID]]]) -> Filters | None:
        """What is asked for, or ``None`` while something in it is wrong; ``marked`` fetches the marked entries."""
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
            words=asked["words"],
            only=marked() if asked["significant"] else None,
        )

    @property
    def viewpoint(self) -> Viewpoint:
        """Through whose eyes; one's own while something is wrong."""
        return Viewpoint(self.cleaned_data["view"] if self.is_bound and self.is_valid() else "")
