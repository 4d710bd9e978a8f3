"""Stepping up or down, and opening work again."""

import datetime
from typing import Any

from django import forms

from cases.families.forms.reason import ReasonForm, RowModelForm, day
from cases.oversight.models import Direction, FamilyView, HandOver
from cases.oversight.models.hand_over import LONGEST
from govuk.fields import DateField, LongTextField
from govuk.widgets import Radios

TELL_THEM = (
    "Tell the family first: without that, work may only step up to Children’s Social Care to protect a child"
)


class HandOverForm(RowModelForm):
    """Where the work goes, to whom, with what, and what the family says."""

    handed_on = DateField(label="Date", not_future=True)
    reasons = LongTextField(label="Why, and what should happen next", max_length=LONGEST, rows=5)
    passed_on = LongTextField(
        label="What they were told or given",
        max_length=LONGEST,
        rows=4,
        help_text="Only what they need. For example the assessment of 3 May, and how to reach the mother safely",
    )

    class Meta:
        model = HandOver
        fields = [
            "direction", "handed_on", "organisation", "contact_name", "reasons", "passed_on", "family_view",
        ]  # fmt: skip
        labels = {
            "direction": "Where does the work go?",
            "organisation": "Team or organisation that takes over",
            "contact_name": "Who there takes it on",
            "family_view": "Does the family know, and do they agree?",
        }
        error_messages = {
            "direction": {"required": "Select where the work goes"},
            "family_view": {"required": "Select whether the family knows and agrees"},
        }
        widgets = {"direction": Radios(small=True), "family_view": Radios(small=True)}

    def __init__(self, *args: Any, started_on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.started_on = started_on

    def clean(self) -> dict[str, Any]:
        """Not before the work began; and nobody is passed on behind their back but to protect a child."""
        data = super().clean()
        on = data.get("handed_on")
        if on and on < self.started_on:
            self.add_error("handed_on", f"Date must be the same as or after {day(self.started_on)}")
        if data.get("family_view") == FamilyView.NOT_TOLD and data.get("direction") == Direction.STEP_DOWN:
            self.add_error("family_view", TELL_THEM)
        return data

    @property
    def reason(self) -> str:
        """What the history of the closed work says."""
        return str(Direction(self.cleaned_data["direction"]).label)


class ReopenForm(ReasonForm):
    """From when the family is open again, and why."""

    started_on = DateField(label="Open again from", not_future=True)
    field_order = ["started_on"]

    def __init__(self, *args: Any, ended_on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ended_on = ended_on

    def clean_started_on(self) -> datetime.date:
        """Not before the work was closed."""
        on: datetime.date = self.cleaned_data["started_on"]
        if on < self.ended_on:
            raise forms.ValidationError(f"Open again from must be the same as or after {day(self.ended_on)}")
        return on
