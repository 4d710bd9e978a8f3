"""Handing the draft to a second person, and that person's answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models

from govuk.fields import DateField, LongTextField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput

LONGEST = 2_000


class ProposeForm(Form):
    """What changed, as the public will read it, and from when."""

    what_changed = LongTextField(
        label="What changed, in plain words?",
        max_length=LONGEST,
        rows=5,
        help_text="Everybody reads this beside the new version. Say what is different for a family, and why",
        error_messages={"required": "Enter what changed, in plain words"},
    )
    effective_from = DateField(
        label="From which day does it count?",
        help_text="Today or later. Until then the public reads the version before it",
    )


class Answer(models.TextChoices):
    """What the second person says."""

    PUBLISH = "publish", "Publish it"
    RETURN = "return", "Send it back to its writer"


class PublishForm(Form):
    """The second person's answer."""

    decision = forms.ChoiceField(
        label="What do you decide?",
        choices=Answer.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select whether it is published"},
    )
    words = forms.CharField(
        label="What has to change first?",
        required=False,
        max_length=500,
        widget=TextInput(),
        help_text="Only if you send it back",
    )

    def clean(self) -> dict[str, Any]:
        """Whoever sends it back says why."""
        data = super().clean() or self.cleaned_data
        if data.get("decision") == Answer.RETURN and not data.get("words"):
            self.add_error("words", "Enter what has to change first")
        return data
