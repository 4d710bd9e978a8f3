"""Why a change is made, asked on every form that changes a file; the answer goes into the history of the row."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db import models

from govuk.fields import DateField
from govuk.forms import Form, ModelForm
from govuk.widgets import Radios, TextInput


class Why(models.TextChoices):
    """The usual reasons. A correction is told apart from news, because a family may ask what was wrong before."""

    FAMILY = "family", "The person or their family told us"
    PROFESSIONAL = "professional", "Somebody else told us"
    SEEN = "seen", "We saw a document"
    CORRECTION = "correction", "To correct a mistake in the record"
    OTHER = "other", "Another reason"


class RowForm(Form):
    """Questions about a row of the file. It knows today, and the version of the row the writer had before them."""

    version = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, DateField):
                field.today = lambda: today

    def clean(self) -> dict[str, Any]:
        """The answers, whatever forms beneath this one give back."""
        return super().clean() or self.cleaned_data


class ReasonForm(RowForm):
    """The question why."""

    whys: type[models.TextChoices] = Why
    why = forms.ChoiceField(
        label="Why are you making this change?",
        choices=Why.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select why you are making this change"},
    )
    why_detail = forms.CharField(
        label="More about the reason",
        required=False,
        max_length=300,
        help_text="For example who told you, or which document you saw",
        widget=TextInput(),
    )

    def ask_no_reason(self) -> None:
        """A new row needs no reason besides itself: for forms that both add and change."""
        del self.fields["why"], self.fields["why_detail"]

    def clean(self) -> dict[str, Any]:
        """Another reason has to be told."""
        data = super().clean()
        if data.get("why") == self.whys["OTHER"] and not data.get("why_detail"):
            self.add_error("why_detail", "Enter the reason for this change")
        return data

    @property
    def reason(self) -> str:
        """The answer as the history keeps it."""
        label = str(self.whys(self.cleaned_data["why"]).label)
        detail = self.cleaned_data.get("why_detail")
        return f"{label}: {detail}" if detail else label


class RowModelForm(RowForm, ModelForm):
    """A row by its fields. A first and a last day, where the row has them, stand in order."""

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        data = super().clean()
        check_order(self, "started_on", "ended_on")
        return data


class ChangeForm(ReasonForm, RowModelForm):
    """A row and the reason for changing it."""


class EndForm(ReasonForm):
    """The last day of a row that stays on file."""

    ended_on = DateField(label="Last day", not_future=True)
    field_order = ["ended_on"]

    def __init__(self, *args: Any, started_on: datetime.date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.started_on = started_on

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        data = super().clean()
        ended_on = data.get("ended_on")
        if ended_on and self.started_on and ended_on < self.started_on:
            self.add_error("ended_on", f"Last day must be the same as or after {day(self.started_on)}")
        return data


class RemoveForm(ReasonForm):
    """The reason alone: an undated row is taken off the file."""


def check_order(form: forms.BaseForm, first: str, last: str) -> None:
    """Say beside the later date that it stands before the earlier one."""
    start, end = form.cleaned_data.get(first), form.cleaned_data.get(last)
    if start and end and end < start:
        form.add_error(last, f"{form.fields[last].label} must be the same as or after {day(start)}")


def day(date: datetime.date) -> str:
    """A date as people read it."""
    return f"{date.day} {date:%B %Y}"
