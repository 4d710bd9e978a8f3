"""The question before all others: does the family agree?"""

from django import forms

from cases.referrals.models import Consent
from govuk.forms import Form
from govuk.widgets import Radios

REFUSED = "refused"


class ConsentForm(Form):
    """Asked before anything is typed, so that nothing has to be forgotten when the answer is no."""

    consent = forms.ChoiceField(
        label="Does the family know about this referral and agree to it?",
        choices=[*Consent.choices, (REFUSED, "No, they do not agree")],
        widget=Radios(),
        error_messages={"required": "Select whether the family agrees"},
    )
