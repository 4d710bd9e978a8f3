"""The parts of a person's record that may have many rows: one form for each model."""

import datetime
from typing import Any

from django import forms
from django.db.models import Q

from cases.families.forms.reason import ChangeForm
from cases.families.models import (
    Address,
    Email,
    EqualityProfile,
    FamilyMembership,
    HealthNeed,
    PersonLanguage,
    PersonName,
    Phone,
    SchoolAttendance,
    SpecialRequirement,
)
from govuk.fields import DateField, LongTextField, PostcodeField, UKPhoneField
from govuk.widgets import Radios, TextInput

CONFIDENTIAL = ["is_confidential", "confidential_from"]
CONFIDENTIAL_LABELS = {
    "is_confidential": "This must be kept from somebody",
    "confidential_from": "Who must not learn it, and why",
}
CONFIDENTIAL_HELP = {
    "is_confidential": "It is marked for staff and left out of letters, prints, texts and packs for others",
}

LEFT_BEFORE = "This person had left your families by then. The team that works with them now records it"


class DatedForm(ChangeForm):
    """A row with a first and a last day, both in the past or today; either may be unknown."""

    started_on = DateField(label="From", required=False, not_future=True)
    ended_on = DateField(
        label="To", required=False, not_future=True, help_text="Leave empty if it is still so"
    )


class ContactPointForm(DatedForm):
    """A way to find or reach a person; what is confidential says from whom."""

    def clean(self) -> dict[str, Any]:
        """Ask from whom, and do not keep an answer that has lost its question."""
        data = super().clean()
        if data.get("is_confidential") and not data.get("confidential_from"):
            self.add_error("confidential_from", "Enter who must not learn it, and why")
        if data.get("confidential_from") and not data.get("is_confidential"):
            self.add_error(
                "is_confidential", "Select that this must be kept from somebody, or remove the name"
            )
        if not self.instance._state.adding and "started_on" in data and self._vanishes(data["started_on"]):
            self.add_error("started_on", LEFT_BEFORE)
        return data

    def _vanishes(self, started_on: datetime.date | None) -> bool:
        """Whether the writer would no longer see the row: what began after somebody left is hidden from them."""
        reaches = Q(ended_on__isnull=True)
        if started_on:
            reaches |= Q(ended_on__gte=started_on)
        return not FamilyMembership.objects.filter(reaches, person=self.instance.person).exists()


class AddressForm(ContactPointForm):
    """An address."""

    lines = forms.CharField(
        label="Address", max_length=300, help_text="House number or name, street, town", widget=TextInput()
    )
    postcode = PostcodeField(label="Postcode", required=False)

    class Meta:
        model = Address
        fields = ["lines", "postcode", "started_on", "ended_on", *CONFIDENTIAL]
        labels = CONFIDENTIAL_LABELS
        help_texts = CONFIDENTIAL_HELP | {"postcode": ""}


class PhoneForm(ContactPointForm):
    """A phone, and what is safe to do with it. What is not ticked is not done."""

    number = UKPhoneField(label="Telephone number")

    class Meta:
        model = Phone
        fields = [
            "number", "may_call", "may_text", "may_leave_message", "is_shared", "safe_times",
            "started_on", "ended_on", *CONFIDENTIAL,
        ]  # fmt: skip
        labels = CONFIDENTIAL_LABELS | {
            "may_call": "Safe to call",
            "may_text": "Safe to text",
            "may_leave_message": "Safe to leave a message",
            "is_shared": "Others answer or read this phone",
            "safe_times": "When it is safe",
        }
        help_texts = CONFIDENTIAL_HELP | {"number": "", "safe_times": "For example weekdays before 3pm"}


class EmailForm(ContactPointForm):
    """An email address, and whether it is safe to write to it."""

    class Meta:
        model = Email
        fields = ["address", "may_email", "is_shared", "started_on", "ended_on", *CONFIDENTIAL]
        labels = CONFIDENTIAL_LABELS | {
            "address": "Email address",
            "may_email": "Safe to email",
            "is_shared": "Others read this mailbox",
        }
        help_texts = CONFIDENTIAL_HELP


class NameForm(ChangeForm):
    """Another name."""

    class Meta:
        model = PersonName
        fields = ["name", "kind"]
        labels = {"name": "Other name", "kind": "What kind of name is it?"}
        widgets = {"kind": Radios(small=True)}


class SchoolForm(DatedForm):
    """A school, nursery or college."""

    notes = LongTextField(label="Education notes", required=False, max_length=1000, rows=4)

    class Meta:
        model = SchoolAttendance
        fields = ["school", "started_on", "ended_on", "notes"]
        labels = {"school": "School, nursery or college"}


class LanguageForm(ChangeForm):
    """A language."""

    class Meta:
        model = PersonLanguage
        fields = ["language", "is_preferred", "needs_interpreter"]
        labels = {
            "language": "Language, spoken or signed",
            "is_preferred": "Preferred language",
            "needs_interpreter": "Needs an interpreter",
        }

    def clean(self) -> dict[str, Any]:
        """Each language once."""
        data = super().clean()
        others = PersonLanguage.objects.filter(person=self.instance.person).exclude(pk=self.instance.pk)
        if data.get("language") and others.filter(language__iexact=data["language"]).exists():
            self.add_error("language", "This language is on the record already")
        return data


class RequirementForm(ChangeForm):
    """What a person needs so that they can use a service."""

    requirement = LongTextField(label="What do they need?", max_length=500, rows=3)

    class Meta:
        model = SpecialRequirement
        fields = ["requirement"]


class EqualityForm(ChangeForm):
    """Gender and ethnicity in the person's own words."""

    class Meta:
        model = EqualityProfile
        fields = ["gender", "ethnicity", "declined"]
        labels = {"declined": "Prefers not to say"}
        help_texts = {"gender": "In their own words", "ethnicity": "In their own words"}

    def clean(self) -> dict[str, Any]:
        """An answer or none, not both."""
        data = super().clean()
        if data.get("declined") and (data.get("gender") or data.get("ethnicity")):
            self.add_error("declined", "Remove the answers, or do not select “Prefers not to say”")
        return data


class HealthForm(DatedForm):
    """A health or disability need."""

    started_on = DateField(label="Since", required=False, not_future=True)
    ended_on = DateField(label="Until", required=False, not_future=True)
    description = LongTextField(label="Description", max_length=1000, rows=4)

    class Meta:
        model = HealthNeed
        fields = ["kind", "description", "started_on", "ended_on"]
        labels = {"kind": "What kind of need is it?"}
        error_messages = {"kind": {"required": "Select health or disability"}}
        widgets = {"kind": Radios(small=True)}
