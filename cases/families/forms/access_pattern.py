"""What came of asking a member of staff about looks."""

from django import forms

from cases.families.models.access_pattern import Outcome
from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Radios


class DecidePatternForm(Form):
    """The outcome and what was said."""

    outcome = forms.ChoiceField(
        label="What came of it?",
        choices=Outcome.choices,
        widget=Radios(),
        error_messages={"required": "Select what came of it"},
    )
    reason = LongTextField(
        label="What did you ask, and what were you told?",
        help_text="Do not name the family. What you write is about your colleague, who may ask to read it.",
        max_length=500,
        rows=4,
        error_messages={"required": "Enter what you asked and what you were told"},
    )
