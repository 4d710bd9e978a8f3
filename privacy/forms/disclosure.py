"""Writing down a sharing, agreeing to it, and noting that it went."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from cases.families.forms.reason import RowForm, RowModelForm, day
from cases.families.models import Person
from govuk.fields import DateField, LongTextField
from govuk.widgets import Checkboxes, Radios, TextInput
from privacy.actions.disclosures import NotOnTheNotice
from privacy.models import Disclosure
from privacy.models.disclosure import LONGEST, Decision
from privacy.notices.queries import Line

NOT_LISTED = "nobody"


class DisclosureForm(RowModelForm):
    """With whom, why, what, and whether the family knows. Its choices are those of the live notice."""

    recipient = forms.ChoiceField(
        label="Who gets it?",
        widget=Radios(small=True),
        help_text="This is the list that families read in the privacy notice",
        error_messages={"required": "Select who gets it"},
    )
    purpose = forms.ChoiceField(
        label="What do they need it for?",
        widget=Radios(small=True),
        error_messages={"required": "Select what for"},
    )
    law = forms.ChoiceField(
        label="Under which law?", widget=Radios(small=True), error_messages={"required": "Select a law"}
    )
    what = LongTextField(
        label="What will they be given?", max_length=LONGEST, rows=4, help_text="Only what they need for it"
    )
    chosen = forms.MultipleChoiceField(
        label="Which records go with it?", required=False, widget=Checkboxes(small=True),
        help_text="The newest of the chronology. Name older ones above",
    )  # fmt: skip
    necessity = LongTextField(
        label="Why do they need it, and why would less not do?", max_length=LONGEST, rows=4
    )

    field_order = [
        "recipient", "organisation", "contact_name", "purpose", "law", "person", "what", "chosen", "necessity", "told",
        "is_urgent",
    ]  # fmt: skip

    class Meta:
        model = Disclosure
        fields = [
            "recipient", "organisation", "contact_name", "purpose", "law", "person", "what", "necessity", "told",
            "is_urgent",
        ]  # fmt: skip
        labels = {
            "organisation": "Name of the organisation",
            "contact_name": "Who there gets it?",
            "person": "Whom is it about?",
            "told": "Does the family know?",
            "is_urgent": "A child is at risk of harm if we wait for a manager",
        }
        help_texts = {"is_urgent": "It may go at once. A manager looks at it afterwards"}
        error_messages = {
            "organisation": {"required": "Enter the name of the organisation"},
            "told": {"required": "Select whether the family knows"},
        }
        widgets = {"told": Radios(small=True), "person": Radios(small=True)}

    def __init__(
        self,
        *args: Any,
        people: Iterable[Person],
        listed: tuple[Iterable[Line], Iterable[Line], Iterable[Line]],
        records: Sequence[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        recipients, purposes, laws = listed
        self._choices("recipient", [*_codes(recipients), (NOT_LISTED, "Somebody who is not on this list")])
        self._choices("purpose", _codes(purposes))
        self._choices("law", _codes(laws))
        self._choices("chosen", records)
        self.titles = dict(records)
        person: Any = self.fields["person"]
        person.queryset = Person.objects.filter(pk__in=[found.pk for found in people])
        person.empty_label = "The whole family"
        if not records:
            del self.fields["chosen"]

    def clean_recipient(self) -> str:
        """Whoever is not on the notice gets nothing."""
        code: str = self.cleaned_data["recipient"]
        if code == NOT_LISTED:
            raise forms.ValidationError(str(NotOnTheNotice()))
        return code

    def clean(self) -> dict[str, Any]:
        """Keep the records under the names they have today."""
        data = super().clean()
        self.instance.records = [
            {"key": key, "title": self.titles[key]} for key in data.get("chosen", []) if key in self.titles
        ]
        return data

    def _choices(self, name: str, found: Sequence[tuple[str, str]]) -> None:
        field: Any = self.fields[name]
        field.choices = found


class DecideForm(RowForm):
    """A manager's answer."""

    decision = forms.ChoiceField(
        label="Do you agree?",
        choices=Decision.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select whether you agree"},
    )
    words = forms.CharField(label="Reason", required=False, max_length=500, widget=TextInput())

    def clean(self) -> dict[str, Any]:
        """A refusal says why."""
        data = super().clean()
        if data.get("decision") == Decision.REFUSED and not data.get("words"):
            self.add_error("words", "Enter why it may not be shared")
        return data


class SharedForm(RowForm):
    """When and how it went."""

    shared_on = DateField(label="When was it shared?", not_future=True)
    shared_how = forms.CharField(
        label="How?",
        max_length=200,
        widget=TextInput(),
        help_text="For example: secure email to the school nurse",
        error_messages={"required": "Enter how it was shared"},
    )

    def __init__(self, *args: Any, written_on: datetime.date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.written_on = written_on

    def clean_shared_on(self) -> datetime.date:
        """What is not urgent is not shared before it is written down."""
        on: datetime.date = self.cleaned_data["shared_on"]
        if self.written_on and on < self.written_on:
            raise forms.ValidationError(f"The day must be the same as or after {day(self.written_on)}")
        return on


def _codes(lines: Iterable[Line]) -> list[tuple[str, str]]:
    return [(line.code, line.title) for line in lines]
