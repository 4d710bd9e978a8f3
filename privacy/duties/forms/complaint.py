"""Logging a complaint, and what happens to it."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cases.families.forms.reason import RowForm, day
from govuk.fields import DateField, LongTextField
from govuk.widgets import Radios, TextInput
from privacy.duties.forms.plain import PersonField
from privacy.duties.models.complaint import LONGEST, ComplaintKind, Outcome, StepKind
from privacy.models import DataRequest
from privacy.models.data_request import Asker, Channel


class ComplaintForm(RowForm):
    """A complaint as it came in, in whatever form."""

    kind = forms.ChoiceField(
        label="What is it about?",
        choices=ComplaintKind.choices,
        widget=Radios(
            hints={
                ComplaintKind.CHILDREN_ACT: "Log it here, then hand it over",
                ComplaintKind.CORPORATE: "Log it here, then hand it over",
            }
        ),
        error_messages={"required": "Select what it is about"},
    )
    received_on = DateField(
        label="When did it first reach the council?",
        not_future=True,
        help_text="The day anybody at the council got it, whatever form it took",
    )
    channel = forms.ChoiceField(label="How did it come?", choices=Channel.choices, widget=Radios(small=True))
    complainant_name = forms.CharField(label="Who complains?", max_length=200, widget=TextInput(width=20))
    relation = forms.ChoiceField(label="Who are they?", choices=Asker.choices, widget=Radios(small=True))
    is_child = forms.BooleanField(
        label="They are under 18",
        required=False,
        help_text="A child may complain. Write to them in their own words",
    )
    complainant_contact = forms.CharField(
        label="Where should we answer?",
        max_length=300,
        required=False,
        help_text="An address, email or telephone number that is safe for them",
    )
    person_id = PersonField(label="Reference of the person it is about, if they are on file")
    request_reference = forms.CharField(
        label="Number of the data request it is about, if any",
        required=False,
        max_length=20,
        help_text="For example DR-1001",
        widget=TextInput(width=10),
    )
    words = LongTextField(label="What do they complain about?", max_length=LONGEST, rows=6)

    def clean_request_reference(self) -> str:
        """A number that there is."""
        number = str(self.cleaned_data["request_reference"]).strip().upper()
        if number and not DataRequest.objects.filter(reference=number).exists():
            raise forms.ValidationError("No data request has this number")
        return number


class _Dated(RowForm):
    """Something that happened on a day, not before the complaint came."""

    dated = ""

    def __init__(self, *args: Any, received_on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.received_on = received_on

    def clean(self) -> dict[str, Any]:
        """Nothing happens to a complaint before it came."""
        data = super().clean()
        on = data.get(self.dated)
        if on and on < self.received_on:
            self.add_error(
                self.dated, f"The day must be the same as or after {day(self.received_on)}, when it came"
            )
        return data


class StepForm(_Dated):
    """Something that was done."""

    dated = "happened_on"
    kind = forms.ChoiceField(label="What happened?", choices=StepKind.choices, widget=Radios())
    happened_on = DateField(label="On which day?", not_future=True)
    words = LongTextField(label="What was said or found?", max_length=LONGEST, rows=4)


class HandOverForm(_Dated):
    """It is for somebody else to answer."""

    dated = "on"
    kind = forms.ChoiceField(
        label="What is it about?",
        choices=[c for c in ComplaintKind.choices if c[0] != ComplaintKind.DATA_PROTECTION],
        widget=Radios(),
    )
    to = forms.CharField(
        label="Who answers it now?",
        max_length=200,
        help_text="For example: the complaints manager for children’s services",
    )
    on = DateField(label="When was it handed over?", not_future=True)


class AnswerForm(_Dated):
    """The answer that went out."""

    dated = "closed_on"
    outcome = forms.ChoiceField(label="What did we find?", choices=Outcome.choices, widget=Radios())
    outcome_words = LongTextField(
        label="Why?", max_length=LONGEST, rows=4, help_text="As it was explained to the person"
    )
    done = LongTextField(
        label="What was done?",
        max_length=LONGEST,
        rows=4,
        help_text="For them, and so that it does not happen again",
    )
    told_how = forms.CharField(
        label="How were they told?",
        max_length=200,
        help_text="The answer also says that they may go to the Information Commissioner",
    )
    closed_on = DateField(label="When did the answer go out?", not_future=True)
