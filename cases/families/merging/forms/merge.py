"""What a manager chooses between two records, and why they are one person or two."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db import models

from cases.families.changes import words
from cases.families.merging.rules.details import DETAILS, differing
from cases.families.models import Person
from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput

FIRST, SECOND = "first", "second"
LONGEST = 500


class ChooseForm(Form):
    """Which record stays, and from which one each detail is taken that is not the same in both."""

    first_version = forms.UUIDField(required=False, widget=forms.HiddenInput)
    second_version = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, first: Person, second: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        people = {FIRST: first, SECOND: second}
        self.fields["leader"] = _choice(
            "Which record stays?",
            [(side, f"{person.full_name}, {person.reference}") for side, person in people.items()],
            "Its reference stays. Links to the other one will lead to it.",
        )
        for name in differing(first, second):
            label, columns = DETAILS[name]
            told = [(side, _said(person, columns)) for side, person in people.items()]
            self.fields[name] = _choice(label, told)

    @property
    def people(self) -> tuple[Person, Person]:
        """The record that stays, and the one that goes into it."""
        both = (self.first, self.second)
        return both if self.cleaned_data["leader"] == FIRST else both[::-1]

    @property
    def versions(self) -> tuple[uuid.UUID | None, uuid.UUID | None]:
        """What the manager had before them, in the same order."""
        both = (self.cleaned_data["first_version"], self.cleaned_data["second_version"])
        return both if self.cleaned_data["leader"] == FIRST else both[::-1]

    @property
    def taken(self) -> list[str]:
        """The details taken from the record that goes."""
        leader = self.cleaned_data["leader"]
        return [name for name in DETAILS if self.cleaned_data.get(name, leader) != leader]


class ConfirmForm(ChooseForm):
    """The same choices once more, out of sight, and the reason."""

    reason = LongTextField(
        label="How do you know that they are one person?",
        help_text="It is kept with the record. The person may ask to read it.",
        max_length=LONGEST,
        rows=3,
        error_messages={"required": "Enter how you know that they are one person"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("leader", *DETAILS):
            if name in self.fields:
                self.fields[name].widget = forms.HiddenInput()


class NotSameForm(Form):
    """Why they are two people, so that nobody puts them side by side again."""

    why = LongTextField(
        label="How do you know that they are two people?",
        help_text="For example: twins, a father and son of one name, cousins at one address.",
        max_length=LONGEST,
        rows=3,
        error_messages={"required": "Enter how you know that they are two people"},
    )


class UnmergeForm(Form):
    """Why a merge is taken apart."""

    reason = LongTextField(
        label="How do you know that they are two people after all?",
        max_length=LONGEST,
        rows=3,
        error_messages={"required": "Enter how you know that they are two people"},
    )


class CompareForm(Form):
    """Two people by the references on their records."""

    first = forms.CharField(label="Reference of one record", max_length=20, widget=TextInput(width=10))
    second = forms.CharField(label="Reference of the other record", max_length=20, widget=TextInput(width=10))

    def __init__(self, *args: Any, people: models.QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = people

    def clean(self) -> dict[str, Any]:
        """Find both, among the people this member of staff sees."""
        data = super().clean() or self.cleaned_data
        for name in (FIRST, SECOND):
            if reference := data.get(name):
                found = self.people.filter(reference__iexact=reference.strip()).first()
                if found is None:
                    self.add_error(
                        name, "Enter the reference of a person whose record you may open, like PN-1234"
                    )
                data[name] = found
        if data.get(FIRST) and data.get(FIRST) == data.get(SECOND):
            self.add_error(SECOND, "Enter the reference of another record than the first")
        return data


def _choice(label: str, choices: list[tuple[str, str]], hint: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=Radios(small=True),
        error_messages={
            "required": f"Select an answer to “{label}”" if label.endswith("?") else f"Select {label.lower()}"
        },
    )


def _said(person: Person, columns: tuple[str, ...]) -> str:
    told = [words(person._meta.get_field(name), getattr(person, name)) for name in reversed(columns)]  # type: ignore[arg-type]
    return ", ".join(filter(None, told)) or "Not on record"
