"""The referral form as professionals fill it in on the web."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cases.referrals.actions.record import Named, Told
from cases.referrals.forms.referral import SAME, ReferralForm
from cases.referrals.models import ReferrerKind, Way
from cases.referrals.models.referral import LONGEST_CONCERNS
from govuk.fields import LongTextField
from govuk.widgets import TextInput

OF_STAFF = ("way", "source_text", "received_on", "received_time")


class WebReferralForm(ReferralForm):
    """Who refers, about whom, why, and whether the family agrees; what staff alone know is not asked.

    ``website`` is out of sight: whoever fills it in is a program. It is told nothing, and nothing is kept.
    """

    referrer_kind = forms.ChoiceField(
        label="Where do you work?",
        choices=[("", "Select"), *(kind for kind in ReferrerKind.choices if kind[0] != ReferrerKind.FAMILY)],
    )
    referrer_name = forms.CharField(label="Your name", max_length=100, widget=TextInput(autocomplete="name"))
    referrer_role = forms.CharField(label="Your role", max_length=100)
    referrer_organisation = forms.CharField(
        label="Your organisation", max_length=150, widget=TextInput(autocomplete="organization")
    )
    referrer_contact = forms.CharField(
        label="How can we reach you?", max_length=200, help_text="A work telephone number or email"
    )
    concerns = LongTextField(
        label="What are you worried about, and what is going well?",
        max_length=LONGEST_CONCERNS,
        rows=8,
        help_text="Say what you saw yourself and what somebody told you. The family can ask to read this.",
    )
    referral = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Open this form again", "invalid": "Open this form again"},
    )
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, **kwargs)
        for name in OF_STAFF:
            del self.fields[name]

    def told(self) -> Told:
        """What was typed, once it is valid; it arrived just now."""
        said: dict[str, Any] = self.cleaned_data
        fields = {name: said[name] for name in SAME if name in said}
        people: tuple[Named, ...] = (*said["children"], *said["adults"])
        return Told(fields | {"way": Way.WEB, "source_text": "", "received_at": self.now}, people)

    @property
    def is_by_a_program(self) -> bool:
        """Whether something filled in what nobody sees."""
        return bool(self.cleaned_data.get("website"))

    def _received(self) -> datetime.datetime:
        return self.now
