"""Deciding what is locked for use (UK GDPR Article 18): a person, a family or one record, until a day."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from cases.families.forms.reference import ReferenceField
from govuk.fields import DateField
from govuk.widgets import Radios, TextInput
from privacy.models.data_request import RequestRight
from privacy.rights.forms.decide import DecideForm
from privacy.rights.queries import lockable_family, lockable_record
from privacy.rights.rules.choices import Reach


class RestrictionForm(DecideForm):
    """What is locked, and when somebody looks at it again."""

    right = RequestRight.RESTRICTION.value
    reach = forms.ChoiceField(
        label="If yes, what is locked?",
        required=False,
        choices=Reach.choices,
        widget=Radios(small=True, reveals={Reach.FAMILY: "family", Reach.RECORD: "record"}),
    )
    family = ReferenceField(label="Reference of the family", help_text="For example FH-100001")
    record = forms.CharField(
        label="Address of the record’s page",
        required=False,
        max_length=500,
        widget=TextInput(),
        help_text="A worker of the family copies it from their browser: a contact, a document, an assessment or a plan",
    )
    review_on = DateField(label="If yes, when do we look at it again?", required=False)
    field_order = ["what", "is_granted", "ground", "reach", "family", "record", "review_on", "reasons"]

    def clean(self) -> dict[str, Any]:
        """A lock says what it is about, and has a day to look at it again."""
        data = super().clean()
        self.key: uuid.UUID | None = None
        if data.get("is_granted"):
            self._reach(data)
        review = data.get("review_on")
        if data.get("is_granted") and "review_on" not in self.errors and (not review or review < self.today):
            self.add_error("review_on", "Enter a day from today on")
        return data

    def _reach(self, data: dict[str, Any]) -> None:
        """Whether what is named is about this person: a wrong reference would lock somebody else's file."""
        reach = data.get("reach")
        if not reach and "reach" not in self.errors:
            self.add_error("reach", "Select what is locked")
        if reach == Reach.FAMILY and "family" not in self.errors:
            self.key = lockable_family(data.get("family") or "", self.subject)
            if self.key is None:
                self.add_error("family", "Enter the reference of a family this person is or was in")
        if reach == Reach.RECORD and "record" not in self.errors:
            self.key = lockable_record(data.get("record") or "", self.subject)
            if self.key is None:
                self.add_error("record", "Enter the address of a record of a family this person is or was in")

    def chosen(self) -> dict[str, Any]:
        """What is locked, by key, and the day."""
        said = self.cleaned_data
        if not said["is_granted"]:
            return {}
        locked = {said["reach"]: str(self.key)} if self.key else {}
        return {"review_on": said["review_on"].isoformat(), **locked}
