"""What a manager chooses between two records, and why they are one or two."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db import models

from cases.families.changes import words
from cases.families.merging.models import called
from cases.families.merging.rules.details import DETAILS, differing
from cases.families.merging.rules.kinds import OF_FAMILIES, Kind, kind_of
from cases.families.models import Family, Person
from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput

FIRST, SECOND = "first", "second"
LONGEST = 500


class ChooseForm(Form):
    """Which record stays, and from which one each detail is taken that is not the same in both."""

    first_version = forms.UUIDField(required=False, widget=forms.HiddenInput)
    second_version = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, first: Person | Family, second: Person | Family, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.first, self.second = first, second
        records = {FIRST: first, SECOND: second}
        self.fields["leader"] = _choice(
            "Which record stays?",
            [(side, called(record)) for side, record in records.items()],
            "Its reference stays. Links to the other one will lead to it.",
        )
        for name in differing(first, second):
            label, columns = DETAILS[name]
            told = [(side, _said(record, columns)) for side, record in records.items()]
            self.fields[name] = _choice(label, told)

    @property
    def records(self) -> tuple[Person | Family, Person | Family]:
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

    def __init__(self, *args: Any, first: Person | Family, second: Person | Family, **kwargs: Any) -> None:
        super().__init__(*args, first=first, second=second, **kwargs)
        for name in ("leader", *DETAILS):
            if name in self.fields:
                self.fields[name].widget = forms.HiddenInput()
        one = kind_of(first).one
        who = "The family" if one == "family" else "The person"
        hint = f"It is kept with the record. {who} may ask to read it."
        self.fields["reason"] = _why(f"they are one {one}", hint)


class NotSameForm(Form):
    """Why they are two, so that nobody puts them side by side again."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = "For example: twins, a father and son of one name, cousins at one address."
        if kind is OF_FAMILIES:
            hint = "For example: parents who live apart, and their children belong to both families."
        self.fields["why"] = _why(f"they are {kind.two}", hint)


class UnmergeForm(Form):
    """Why a merge is taken apart."""

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"] = _why(f"they are {kind.two}", "", after_all=True)


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


class OtherFamilyForm(Form):
    """The other record of a family, by its reference."""

    other = forms.CharField(
        label="Reference of the other record",
        help_text="Like FH-1234. It stands on the other record’s page.",
        max_length=20,
        widget=TextInput(width=10),
        error_messages={"required": "Enter the reference of the other record"},
    )

    def __init__(self, *args: Any, family: Family, families: models.QuerySet[Family], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.family, self.families = family, families

    def clean_other(self) -> Family:
        """Find it, among the families this member of staff sees."""
        reference = self.cleaned_data["other"].strip()
        found: Family | None = self.families.filter(reference__iexact=reference).first()
        if found is None:
            raise forms.ValidationError(
                "Enter the reference of a family whose record you may open, like FH-1234"
            )
        if found == self.family:
            raise forms.ValidationError("Enter the reference of another record than this one")
        return found


def _why(told: str, hint: str, *, after_all: bool = False) -> LongTextField:
    return LongTextField(
        label=f"How do you know that {told}{' after all' if after_all else ''}?",
        help_text=hint,
        max_length=LONGEST,
        rows=3,
        error_messages={"required": f"Enter how you know that {told}"},
    )


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


def _said(record: Person | Family, columns: tuple[str, ...]) -> str:
    told = [words(record._meta.get_field(name), getattr(record, name)) for name in reversed(columns)]  # type: ignore[arg-type]
    return ", ".join(filter(None, told)) or "Not on record"
