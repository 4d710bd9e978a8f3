"""What came of a group for everybody in it, asked on one page."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from cases.groups.actions.places import End
from cases.groups.forms.people import told_apart
from cases.groups.models import Enrolment, Outcome
from cases.groups.models.enrolment import LONGEST_OUTCOME
from govuk.fields import DateField, LongTextField
from govuk.forms import Form

NOT_YET = ("", "Not yet")


class OutcomesForm(Form):
    """One last day, and for each person what came of it; whoever has no answer yet goes on taking part."""

    mark_optional = False

    ended_on = DateField(label="Last day of the group", not_future=True)

    def __init__(self, *args: Any, enrolments: Iterable[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enrolments = list(enrolments)
        self.names = told_apart(self.enrolments)
        for row in self.enrolments:
            name = self.names[row.pk]
            self.fields[f"version_{row.pk}"] = forms.UUIDField(required=False, widget=forms.HiddenInput)
            self.fields[f"outcome_{row.pk}"] = forms.ChoiceField(
                label=f"What came of it for {name}?", choices=[NOT_YET, *Outcome.choices], required=False
            )
            self.fields[f"note_{row.pk}"] = LongTextField(
                label=f"In your and {name}’s words", required=False, max_length=LONGEST_OUTCOME, rows=2
            )

    def clean(self) -> dict[str, Any]:
        """Words without an outcome would be lost."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for row in self.enrolments:
            if data.get(f"note_{row.pk}") and not data.get(f"outcome_{row.pk}"):
                said = f"Select what came of it for {self.names[row.pk]}, or take the words away"
                self.add_error(f"outcome_{row.pk}", said)
        return data

    def people(self) -> list[tuple[Any, Any, Any]]:
        """The three fields of each person."""
        return [
            (self[f"version_{row.pk}"], self[f"outcome_{row.pk}"], self[f"note_{row.pk}"])
            for row in self.enrolments
        ]

    def ends(self) -> list[End]:
        """Those for whom something was selected."""
        data = self.cleaned_data
        return [
            End(row, data[f"version_{row.pk}"], data[f"outcome_{row.pk}"], data[f"note_{row.pk}"])
            for row in self.enrolments
            if data[f"outcome_{row.pk}"]
        ]

    def changed_meanwhile(self, key: uuid.UUID) -> None:
        """Say beside the person whose outcome somebody else recorded that nothing was saved."""
        said = (
            f"Somebody else changed what is on file for {self.names[key]}, so nothing is saved yet. "
            "Select “Not yet” to leave it as it is"
        )
        self.add_error(f"outcome_{key}", said)
