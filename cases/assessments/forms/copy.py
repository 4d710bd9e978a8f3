"""What goes into the copy a family gets."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.assessments.models import AssessmentPart, CopyWay
from govuk.forms import Form
from govuk.widgets import Checkboxes, Radios

THINK_TWICE = ("domestic_abuse", "exploitation")
"""Sections that are in a copy only when somebody says so: they may be read by whom they are about."""


class CopyForm(Form):
    """The sections, all but the dangerous ones chosen to begin with."""

    parts = forms.MultipleChoiceField(
        label="Which sections go into the copy?",
        widget=Checkboxes(small=True),
        help_text="Think who will read it. Leave out what one of them said in confidence, and what could put anybody in"
        " danger.",
        error_messages={"required": "Select which sections go into the copy"},
    )

    way = forms.ChoiceField(
        label="How does the family get it?",
        choices=CopyWay.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select how the family gets it"},
    )

    def __init__(self, *args: Any, parts: list[AssessmentPart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all = {str(part.pk): part for part in parts}
        field: Any = self.fields["parts"]
        field.choices = [(str(part.pk), part.title) for part in parts]
        field.initial = [str(part.pk) for part in parts if part.section.key not in THINK_TWICE]

    def chosen(self) -> list[AssessmentPart]:
        """The sections that go into it."""
        return [part for key, part in self.all.items() if key in self.cleaned_data["parts"]]

    def left_out(self) -> list[AssessmentPart]:
        """The sections that were not chosen."""
        return [part for key, part in self.all.items() if key not in self.cleaned_data["parts"]]
