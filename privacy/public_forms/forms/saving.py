"""Saving a form for later, and coming back to it."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.fields import UKPhoneField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput
from privacy.public_forms.models import SendBy


class SaveForm(Form):
    """Where the code goes."""

    send_by = forms.ChoiceField(
        label="How should we send you the code?",
        choices=SendBy.choices,
        widget=Radios(reveals={"text": ["mobile"], "email": ["email"]}),
        error_messages={"required": "Choose how we should send you the code"},
    )
    mobile = UKPhoneField(label="Mobile number", mobile_only=True, required=False)
    email = forms.EmailField(label="Email address", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """The way that was chosen needs where to."""
        data = super().clean() or {}
        if data.get("send_by") == SendBy.TEXT and not data.get("mobile") and "mobile" not in self.errors:
            self.add_error("mobile", "Enter your mobile number")
        if data.get("send_by") == SendBy.EMAIL and not data.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter your email address")
        return data

    @property
    def send_to(self) -> str:
        """The number or address that was given."""
        name = "mobile" if self.cleaned_data["send_by"] == SendBy.TEXT else "email"
        return str(self.cleaned_data[name])


class ReturnForm(Form):
    """The reference and the code."""

    reference = forms.CharField(
        label="Reference", max_length=20, widget=TextInput(width=10), help_text="It begins with GO-"
    )
    code = forms.CharField(
        label="Code", max_length=20, widget=TextInput(width=10, autocomplete="one-time-code"),
        help_text="We sent it to your phone or your email",
    )  # fmt: skip
