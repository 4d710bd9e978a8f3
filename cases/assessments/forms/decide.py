"""Beginning an assessment, and the manager's decision."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.assessments.models import FormVersion
from cases.assessments.models.assessment import LONGEST_COMMENTS
from cases.families.models import Involvement
from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Radios


class StartForm(Form):
    """Which form, and as part of which work; asked only where there is a choice."""

    form = forms.ChoiceField(label="Which assessment?", widget=Radios())
    involvement = forms.ChoiceField(label="As part of which work?", widget=Radios())

    def __init__(
        self, *args: Any, versions: list[FormVersion], work: list[Involvement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered: dict[str, dict[str, Any]] = {
            "form": {str(row.pk): row for row in versions},
            "involvement": {str(row.pk): row for row in work},
        }
        for name, rows in self.offered.items():
            field: Any = self.fields[name]
            field.choices = [
                (key, str(row.definition if name == "form" else row)) for key, row in rows.items()
            ]
            if len(rows) == 1:
                field.initial = next(iter(rows))

    def chosen(self, name: str) -> Any:
        """The row somebody picked."""
        return self.offered[name][self.cleaned_data[name]]


class DecideForm(Form):
    """Approve, or return and say what is missing."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=[("approve", "Approve it"), ("return", "Return it to the worker")],
        widget=Radios(hints={"approve": "It can no longer be changed after this"}),
        error_messages={"required": "Select what you decide"},
    )
    comments = LongTextField(
        label="Comments",
        max_length=LONGEST_COMMENTS,
        rows=6,
        required=False,
        help_text="The worker reads them, and the family may ask to. Needed when you return it.",
    )

    def clean(self) -> dict[str, Any]:
        """Nobody gets an assessment back without a word."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("decision") == "return" and not cleaned.get("comments"):
            self.add_error("comments", "Enter what the worker should change")
        return cleaned
