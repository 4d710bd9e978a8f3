"""When a visit is, who goes and how they stay safe; and why one did not take place."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from cases.diary.forms.because import BecauseForm
from cases.diary.models import CallOff, Visit
from cases.diary.models.visit import LONGEST_NOTE
from cases.diary.rules import FURTHEST, is_on_the_clock
from cases.families.forms.offering import offer
from cases.families.forms.reason import RowForm, RowModelForm
from govuk.fields import DateField, LongTextField, TimeField
from govuk.forms import declared
from govuk.widgets import Radios

NO_SUCH_TIME = "The clocks go forward that night, so there is no such time. Enter another"


class ChangeVisitForm(BecauseForm, RowModelForm):
    """A visit as it stands, and why it changes. Times are London's."""

    visit_on = DateField(label="Date of visit")
    starts_at = TimeField(label="From", help_text="For example, 14:30 or 2.30pm")
    ends_at = TimeField(label="Until")
    lone_working = LongTextField(
        label="How you stay safe",
        required=False,
        max_length=LONGEST_NOTE,
        rows=3,
        help_text="For example who you ring before and after, and by when somebody looks for you",
    )

    class Meta:
        model = Visit
        fields = [
            "visit_on", "starts_at", "ends_at", "place", "worker", "second_worker", "purpose", "lone_working",
        ]  # fmt: skip
        labels = {
            "place": "Where?",
            "worker": "Who goes?",
            "second_worker": "Who goes along?",
            "purpose": "What is it for?",
        }
        error_messages = {
            "place": {"required": "Select where"},
            "worker": {"required": "Select who goes"},
        }
        widgets = {"place": Radios(small=True)}

    def __init__(self, *args: Any, workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "worker", workers)
        offer(self, "second_worker", workers)
        declared(self, "second_worker", forms.ModelChoiceField).empty_label = "Nobody"
        self.fields["worker"].error_messages["invalid_choice"] = "Select who goes"
        self.fields["second_worker"].error_messages["invalid_choice"] = "Select who goes along, or nobody"
        self.was_on = self.instance.visit_on
        declared(self, "visit_on", DateField).latest = self.today + FURTHEST

    def clean_visit_on(self) -> datetime.date:
        """A visit is planned ahead; what has taken place is recorded as a contact."""
        on: datetime.date = self.cleaned_data["visit_on"]
        if on < self.today and on != self.was_on:
            raise forms.ValidationError("Date of visit must be today or in the future")
        return on

    def clean(self) -> dict[str, Any]:
        """It ends after it begins, at times there are, and nobody goes along with themselves."""
        data = super().clean()
        day, start, end = (data.get(name) for name in ("visit_on", "starts_at", "ends_at"))
        if start and end and end <= start:
            self.add_error("ends_at", f"Until must be after {start:%H:%M}")
        for name, time in (("starts_at", start), ("ends_at", end)):
            if day and time and name not in self.errors and not is_on_the_clock(day, time):
                self.add_error(name, NO_SUCH_TIME)
        if data.get("worker") and data.get("worker") == data.get("second_worker"):
            self.add_error("second_worker", "Select somebody else, or nobody")
        return data


class VisitForm(ChangeVisitForm):
    """A new visit, which needs no reason besides itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["because"]


class CallOffForm(RowForm):
    """Why a visit did not, or will not, take place."""

    call_off = forms.ChoiceField(
        label="Why does it not take place?",
        choices=CallOff.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select why it does not take place"},
    )
    call_off_detail = forms.CharField(
        label="More about why",
        required=False,
        max_length=300,
        help_text="For example whether a card was left, and what happens next",
    )

    @property
    def reason(self) -> str:
        """The answer itself."""
        return str(CallOff(self.cleaned_data["call_off"]).label)
