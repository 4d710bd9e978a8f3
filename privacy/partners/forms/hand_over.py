"""Handing a file over to a partner."""

from __future__ import annotations

from django import forms

from govuk.forms import Form
from govuk.widgets import Checkboxes, Radios
from privacy.links.forms import DAYS
from privacy.links.models import CodeWay


class HandOverForm(Form):
    """Where the link goes, how the code goes, and that somebody looked at the file."""

    sent_to = forms.CharField(
        label="Where does the link go?",
        max_length=300,
        help_text="The work email of the person who gets it",
        error_messages={"required": "Enter where the link goes"},
    )
    code_way = forms.ChoiceField(
        label="How do you give them the code?",
        choices=CodeWay.choices,
        widget=Radios(small=True),
        help_text="Never in the same message as the link. Ring a number you know, not one from their message",
        error_messages={"required": "Select how you give them the code"},
    )
    days = forms.TypedChoiceField(
        label="How long does the link open it?", choices=DAYS, coerce=int, initial="7",
        error_messages={"required": "Select how long the link opens it"},
    )  # fmt: skip
    looked = forms.MultipleChoiceField(
        label="Did you look at the file?",
        choices=[("yes", "Yes. It holds what they need and nothing about anybody else")],
        widget=Checkboxes(small=True),
        error_messages={"required": "Look at the file before you hand it over, and say so"},
    )
