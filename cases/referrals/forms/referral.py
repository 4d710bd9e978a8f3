"""The one long form about a referral: filled in on the telephone, or beside an email."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from accounts.models import Team
from cases.families.forms.reason import ReasonForm
from cases.referrals.actions.record import Named, Told
from cases.referrals.forms.people_lines import PeopleField, as_lines
from cases.referrals.models import Category, Consent, Priority, Referral, ReferrerKind, Way
from cases.referrals.models.people import Child
from cases.referrals.models.referral import LONGEST_ASKED, LONGEST_CONCERNS, LONGEST_SOURCE, LONGEST_WHY
from govuk.fields import DateField, LongTextField, PostcodeField, TimeField
from govuk.forms import Form, declared
from govuk.widgets import Radios

EARLIEST = datetime.date(2000, 1, 1)
OPENING = datetime.time(9)
LINES = "One on each line: name, comma, date of birth if you have it. For example, Sam Lee, 27 3 2015"
SAME = (
    "way", "source_text", "referrer_kind", "referrer_name", "referrer_role", "referrer_organisation",
    "referrer_contact", "address_lines", "postcode", "category", "concerns", "asked_for", "priority", "consent",
    "consent_by", "consent_on", "consent_why_not",
)  # fmt: skip
"""Questions named like the column they fill."""


class ReferralForm(Form):
    """Who refers, about whom, why, and whether the family agrees. ``now`` is the writer's time in London."""

    way = forms.ChoiceField(
        label="How did it reach us?",
        choices=[way for way in Way.choices if way[0] != Way.WEB],
        widget=Radios(small=True, reveals={Way.EMAIL: "source_text"}),
        error_messages={"required": "Select how it reached us"},
    )
    source_text = LongTextField(
        label="The message as it came",
        required=False,
        max_length=LONGEST_SOURCE,
        rows=8,
        help_text="Paste it here and leave it as it is: it is kept as the source of what you type below",
    )
    received_on = DateField(label="Date received", not_future=True, earliest=EARLIEST)
    received_time = TimeField(
        label="Time received",
        required=False,
        help_text="Its age is counted in working hours. For example, 14:30",
    )
    referrer_kind = forms.ChoiceField(
        label="Where does the referrer work?", choices=[("", "Select"), *ReferrerKind.choices]
    )
    referrer_name = forms.CharField(label="Name of the referrer", max_length=100)
    referrer_role = forms.CharField(label="Role", required=False, max_length=100)
    referrer_organisation = forms.CharField(label="Organisation", required=False, max_length=150)
    referrer_contact = forms.CharField(
        label="How to reach the referrer", required=False, max_length=200, help_text="Telephone or email"
    )
    children = PeopleField(label="Children", kind=Child.CHILD, help_text=LINES)
    adults = PeopleField(label="Adults", kind=Child.ADULT, help_text=LINES)
    address_lines = forms.CharField(label="Address", required=False, max_length=300)
    postcode = PostcodeField(label="Postcode", required=False)
    category = forms.ChoiceField(label="Main reason", choices=[("", "Select a reason"), *Category.choices])
    concerns = LongTextField(
        label="Concerns and needs",
        max_length=LONGEST_CONCERNS,
        rows=8,
        help_text="What the referrer told you, and what is going well. The family can ask to read this.",
    )
    asked_for = LongTextField(label="What is asked of us", required=False, max_length=LONGEST_ASKED, rows=3)
    priority = forms.ChoiceField(
        label="Priority",
        choices=Priority.choices,
        widget=Radios(
            small=True,
            hints={
                Priority.URGENT: "Somebody has to look today. A child at risk of harm now goes to social care first",
                Priority.HIGH: "Within a working day",
            },
        ),
        error_messages={"required": "Select the priority"},
    )
    consent = forms.ChoiceField(
        label="Does the family know about this referral and agree to it?",
        choices=Consent.choices,
        widget=Radios(
            reveals={Consent.GIVEN: ("consent_by", "consent_on"), Consent.NOT_NEEDED: "consent_why_not"}
        ),
        error_messages={"required": "Select whether the family agrees"},
    )
    consent_by = forms.CharField(
        label="Who agreed?", required=False, max_length=100, help_text="A parent, or the young person"
    )
    consent_on = DateField(label="When did they agree?", required=False, not_future=True, earliest=EARLIEST)
    consent_why_not = LongTextField(
        label="Why were they not asked?",
        required=False,
        max_length=LONGEST_WHY,
        rows=3,
        help_text="For example, asking would put a child at risk",
    )

    def __init__(self, *args: Any, now: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        for name in ("received_on", "consent_on"):
            declared(self, name, DateField).today = now.date

    def clean(self) -> dict[str, Any]:
        """Check what only shows when answers are put side by side."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"children", "adults"} & self.errors.keys() and not (said["children"] or said["adults"]):
            self.add_error("children", "Enter at least one person the referral is about")
        if said.get("received_on") and "received_time" not in self.errors and self._received() > self.now:
            self.add_error("received_time", "Time received must be in the past")
        self._check_consent(said)
        return said

    def told(self) -> Told:
        """What was typed, once it is valid."""
        said = self.cleaned_data
        fields = {name: said[name] for name in SAME} | {"received_at": self._received()}
        people: tuple[Named, ...] = (*said["children"], *said["adults"])
        return Told(fields, people)

    def _received(self) -> datetime.datetime:
        day, time = self.cleaned_data["received_on"], self.cleaned_data.get("received_time")
        at = timezone.make_aware(datetime.datetime.combine(day, time or OPENING))
        # Without a time it came in when the office opened, or just now if that has not been yet.
        return at if time else min(at, self.now)

    def _check_consent(self, said: dict[str, Any]) -> None:
        given = said.get("consent") == Consent.GIVEN
        if given:
            for name, message in (
                ("consent_by", "Enter who agreed"),
                ("consent_on", "Enter when they agreed"),
            ):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, message)
            said["consent_why_not"] = ""
        elif said.get("consent"):
            if not said.get("consent_why_not") and "consent_why_not" not in self.errors:
                self.add_error("consent_why_not", "Enter why they were not asked")
            said["consent_by"], said["consent_on"] = "", None


class RecordForm(ReferralForm):
    """A new referral. Its key is made with the empty form, so that sending it twice records it once."""

    team = forms.ModelChoiceField(
        label="Which front door receives it?", queryset=Team.objects.none(), empty_label="Select a team"
    )
    referral = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Open this form again", "invalid": "Open this form again"},
    )

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        declared(self, "team", forms.ModelChoiceField).queryset = teams


class CorrectForm(ReferralForm, ReasonForm):
    """The referral as it stands, to be corrected with a reason."""

    def __init__(self, *args: Any, now: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, now=now, today=now.date(), **kwargs)
        if self.initial.get("way") == Way.WEB:  # how it came is no longer a question
            declared(self, "way", forms.ChoiceField).choices = [(Way.WEB, Way.WEB.label)]
        last = [*ReasonForm.base_fields]
        self.order_fields([name for name in self.fields if name not in last] + last)


def as_recorded(referral: Referral) -> dict[str, Any]:
    """A referral as the initial answers of a form."""
    people = list(referral.people.all())
    received = timezone.localtime(referral.received_at)
    return {name: getattr(referral, name) for name in SAME} | {
        "received_on": received.date(),
        "received_time": received.time(),
        "children": as_lines(people, Child.CHILD),
        "adults": as_lines(people, Child.ADULT),
    }


def as_typed(form: Form, post: QueryDict) -> dict[str, Any]:
    """What a draft holds as the initial answers of a form, nonsense included; nothing is checked yet."""
    return {name: field.widget.value_from_datadict(post, {}, name) for name, field in form.fields.items()}
