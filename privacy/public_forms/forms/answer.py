"""The answer that we hold nothing."""

from django import forms

from govuk.fields import LongTextField
from govuk.forms import Form


class NotHeldForm(Form):
    """The words as they go out, and how they went."""

    reply = LongTextField(label="What we answer", max_length=6_000, rows=16)
    how = forms.CharField(
        label="How was it sent?", max_length=200, help_text="For example: by email to the address they gave"
    )
