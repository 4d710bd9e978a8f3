"""Who is concerned, where was searched, who was asked, who was reminded."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms

from cases.families.forms.reason import ChangeForm, RowForm, RowModelForm, day
from govuk.fields import DateField
from govuk.widgets import Radios, TextInput
from privacy.workbench.models import Party, PartyRole, RecordsAsked, Search


class PartyForm(ChangeForm):
    """Somebody concerned by the request."""

    field_order = ["role", "name", "relationship", "contact"]

    class Meta:
        model = Party
        fields = ["role", "name", "relationship", "contact"]
        labels = {
            "role": "What are they in this request?",
            "name": "Name",
            "relationship": "What are they to the person it is about?",
            "contact": "How can they be reached safely?",
        }
        help_texts = {
            "relationship": "For example father, with parental responsibility by a court order of 2019"
        }
        error_messages = {"role": {"required": "Select what they are in this request"}}
        widgets = {"role": Radios(small=True)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        role: Any = self.fields["role"]
        role.choices = PartyRole.choices
        if self.instance._state.adding:
            self.ask_no_reason()


class SearchForm(RowModelForm):
    """A place where somebody looked, or did not and why."""

    searched_on = DateField(label="On which day?", not_future=True)
    searched = forms.ChoiceField(
        label="Was it searched?",
        choices=[("yes", "Yes"), ("no", "No, we decided not to")],
        widget=Radios(reveals={"yes": ["found"], "no": ["why_not"]}),
        error_messages={"required": "Select whether it was searched"},
    )
    found = forms.IntegerField(
        label="How many records were found?",
        required=False,
        min_value=0,
        widget=TextInput(width=5, inputmode="numeric"),
    )
    why_not = forms.CharField(label="Why was it not searched?", required=False, max_length=500)
    field_order = ["place", "terms", "searched_on", "searched", "found", "why_not"]

    class Meta:
        model = Search
        fields = ["place", "terms", "searched_on", "found", "why_not"]
        labels = {"place": "Where?", "terms": "What was searched for?"}
        help_texts = {
            "place": "For example: case system, shared mailbox of the north hub, paper store",
            "terms": "Names, dates and numbers you typed in",
        }

    def clean(self) -> dict[str, Any]:
        """How many, or why not."""
        data = super().clean()
        if data.get("searched") == "yes":
            data["why_not"] = ""
            if data.get("found") is None and "found" not in self.errors:
                self.add_error("found", "Enter how many records were found, 0 if none")
            if not data.get("terms"):
                self.add_error("terms", "Enter what was searched for")
        if data.get("searched") == "no":
            data["found"] = None
            if not data.get("why_not"):
                self.add_error("why_not", "Enter why it was not searched")
        return data


class AskForm(RowModelForm):
    """A colleague is asked for records that are not in the portal."""

    asked_on = DateField(label="When did you ask?", not_future=True)
    field_order = ["whom", "what", "asked_on"]

    class Meta:
        model = RecordsAsked
        fields = ["whom", "what", "asked_on"]
        labels = {"whom": "Who was asked?", "what": "For what?"}


class OnForm(RowForm):
    """Something that happened on a day, not before another day."""

    def __init__(self, *args: Any, earliest: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earliest = earliest

    def check_day(self, name: str) -> datetime.date:
        """The day, when it is not too early."""
        on: datetime.date = self.cleaned_data[name]
        if on < self.earliest:
            raise forms.ValidationError(f"The day must be the same as or after {day(self.earliest)}")
        return on


class AnsweredForm(OnForm):
    """What a colleague sent."""

    answered_on = DateField(label="When did it come?", not_future=True)
    answer = forms.CharField(
        label="What did they send?", max_length=500, help_text="Say so if they hold nothing"
    )

    def clean_answered_on(self) -> datetime.date:
        """Not before it was asked for."""
        return self.check_day("answered_on")


class ChaseForm(OnForm):
    """A reminder."""

    whom = forms.CharField(label="Who was reminded?", max_length=200)
    how = forms.CharField(label="How?", max_length=200, help_text="For example: by telephone, left a message")
    chased_on = DateField(label="When?", not_future=True)

    def clean_chased_on(self) -> datetime.date:
        """Not before the request came."""
        return self.check_day("chased_on")


class SentForm(OnForm):
    """A letter went out."""

    sent_on = DateField(label="When was it sent?", not_future=True)
    sent_how = forms.CharField(
        label="How was it sent?", max_length=200, help_text="For example: by post to the safe address"
    )

    def clean_sent_on(self) -> datetime.date:
        """Not before it was written."""
        return self.check_day("sent_on")
