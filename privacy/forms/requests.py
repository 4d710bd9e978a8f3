"""Logging a data request, its clock events and its answer."""

import datetime
from typing import Any

from django import forms

from govuk.fields import DateField, LongTextField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput
from privacy.models import DataRequest
from privacy.models.data_request import LONGEST_NOTE, Asker, Channel, EventKind, RequestRight
from privacy.rules.asked import NO_PAUSE, QUESTIONS, event_kinds
from privacy.rules.events import NEEDS_WORDS


class RequestForm(Form):
    """A request as it came in. The key is made when the form is first shown, so that sending it twice logs it once."""

    key = forms.UUIDField(widget=forms.HiddenInput, required=False)
    right = forms.ChoiceField(
        label="What do they want?",
        choices=RequestRight.choices,
        initial=RequestRight.ACCESS,
        widget=Radios,
        error_messages={"required": "Select what they want"},
    )
    received_on = DateField(
        label="When did it first reach the council?",
        not_future=True,
        help_text="The day anybody at the council got it, whatever form it took. For example 27 3 2027",
    )
    channel = forms.ChoiceField(label="How did it come?", choices=Channel.choices, widget=Radios)
    asked_by = forms.ChoiceField(label="Who is asking?", choices=Asker.choices, widget=Radios)
    asker_name = forms.CharField(
        label="Name of the person asking", max_length=200, widget=TextInput(width=20)
    )
    asker_contact = forms.CharField(
        label="Where should the answer go?",
        max_length=300,
        required=False,
        help_text="An address or email that is safe for them",
    )
    authority = forms.CharField(
        label="What shows they may ask?",
        max_length=500,
        required=False,
        help_text="Parental responsibility is needed and not enough. Say what you saw, and what the child thinks",
    )
    details = LongTextField(label="What do they ask for?", max_length=2000, required=False)

    def clean(self) -> dict[str, Any]:
        """Somebody else's request needs its ground."""
        cleaned = super().clean() or {}
        if cleaned.get("asked_by") not in (None, Asker.SELF) and not cleaned.get("authority"):
            self.add_error("authority", "Say what shows that they may ask for somebody else")
        return cleaned


class EventForm(Form):
    """Something that happened to the clock."""

    kind = forms.ChoiceField(label="What happened?", choices=EventKind.choices, widget=Radios(small=True))
    happened_on = DateField(label="On which day?", not_future=True)
    note = LongTextField(
        label="Note",
        max_length=LONGEST_NOTE,
        rows=4,
        required=False,
        help_text="What you asked for or saw, why you decided so, and the reason for an extension. Keep no copy of an"
        " identity document",
    )

    def __init__(self, *args: Any, request: DataRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request
        kind: Any = self.fields["kind"]
        kind.choices = event_kinds(request.right)
        if not QUESTIONS & dict(kind.choices).keys():
            kind.help_text = NO_PAUSE
            kind.error_messages["invalid_choice"] = NO_PAUSE

    def clean_happened_on(self) -> datetime.date:
        """Nothing happens to a request before it came."""
        day: datetime.date = self.cleaned_data["happened_on"]
        if day < self.request.received_on:
            raise forms.ValidationError(
                f"The day must be the same as or after {self.request.received_on:%-d %B %Y}, when the request came"
            )
        return day

    def clean(self) -> dict[str, Any]:
        """An extension tells the person why, and a decision about a child has its reasons."""
        cleaned = super().clean() or {}
        if cleaned.get("kind") in NEEDS_WORDS and not cleaned.get("note"):
            self.add_error("note", NEEDS_WORDS[EventKind(cleaned["kind"])])
        return cleaned


class CloseForm(Form):
    """The answer went out."""

    sent_on = DateField(label="When was the answer sent?", not_future=True)
    sent_how = forms.CharField(
        label="How was it sent?",
        max_length=200,
        help_text="For example: secure link, code given by telephone",
    )

    def __init__(self, *args: Any, request: DataRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_sent_on(self) -> datetime.date:
        """No answer goes out before its question came."""
        day: datetime.date = self.cleaned_data["sent_on"]
        if day < self.request.received_on:
            raise forms.ValidationError(
                f"The day must be the same as or after {self.request.received_on:%-d %B %Y}, when the request came"
            )
        return day
