"""The code of a link, and how long a link opens."""

from __future__ import annotations

from django import forms

from govuk.forms import Form
from govuk.widgets import TextInput

DAYS = [("7", "A week"), ("14", "Two weeks"), ("28", "Four weeks")]


class CodeForm(Form):
    """The code, typed by whoever was sent the link."""

    mark_optional = False
    code = forms.CharField(
        label="Code",
        max_length=20,
        help_text="Eight letters and numbers. We gave it to you apart from the link",
        widget=TextInput(width=10, autocomplete="off"),
    )
