"""Sending an answer."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.forms import Form
from govuk.widgets import Radios, TextInput
from privacy.links.forms import DAYS
from privacy.links.models import CodeWay
from privacy.release.models.release import Way


class ReleaseForm(Form):
    """How the answer goes out."""

    way = forms.ChoiceField(
        label="How does it go out?",
        choices=Way.choices,
        widget=Radios(reveals={"link": ("days", "code_way")}),
        help_text="As they asked; who asked by email or on a form gets a link unless they asked otherwise",
    )
    days = forms.TypedChoiceField(
        label="How long does the link open it?",
        choices=DAYS,
        coerce=int,
        required=False,
        initial="14",
    )
    code_way = forms.ChoiceField(
        label="How do you give them the code?",
        choices=[("", "Choose a way"), *CodeWay.choices],
        required=False,
        help_text="Never in the same message as the link. Choose a way that is safe for them",
    )
    sent_to = forms.CharField(
        label="Where does it go?", max_length=300, help_text="The address or email that they said is safe"
    )
    support = forms.CharField(
        label="Who helps them to read it?",
        max_length=300,
        required=False,
        help_text="For example a worker they know. Reading one’s own file can be hard",
        widget=TextInput(width=20),
    )

    def clean(self) -> dict[str, Any]:
        """A link needs a way for its code."""
        cleaned = super().clean() or {}
        if cleaned.get("way") == Way.LINK:
            if not cleaned.get("code_way"):
                self.add_error("code_way", "Choose how you give them the code")
            cleaned["days"] = cleaned.get("days") or 14
        else:
            cleaned["days"], cleaned["code_way"] = 14, ""
        return cleaned
