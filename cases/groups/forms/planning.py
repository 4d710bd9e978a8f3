"""Programmes, their runs and their sessions. None of it is about anybody who comes."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.models import Team, User
from cases.families.forms.offering import offer
from cases.families.forms.reason import RowForm
from cases.families.models import Service
from cases.families.models.involvement import ServiceKind
from cases.groups.models import Cohort, Frequency, Programme
from cases.groups.rules import MOST_SESSIONS, days_in, is_bank_holiday, session_days
from govuk.fields import DateField, LongTextField, TimeField
from govuk.forms import ModelForm, declared
from govuk.widgets import Radios, Textarea, TextInput

ENDS_LATER = "End time must be after the start time"


class PlanForm(RowForm):
    """A form about no family: nobody is asked why they change it."""

    said = "Planned"

    @property
    def reason(self) -> str:
        """The one reason there is."""
        return self.said

    def check_hours(self, data: dict[str, Any]) -> None:
        """A session ends after it starts."""
        start, end = data.get("starts_at"), data.get("ends_at")
        if start and end and end <= start:
            self.add_error("ends_at", ENDS_LATER)


class ProgrammeForm(PlanForm, ModelForm):
    """What is offered, by which team."""

    description = LongTextField(label="What it is for", required=False, max_length=2000, rows=4)

    class Meta:
        model = Programme
        fields = ["name", "description", "service", "team", "is_offered"]

    def __init__(self, *args: Any, teams: QuerySet[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", teams)
        offer(self, "service", Service.objects.filter(kind=ServiceKind.GROUPWORK, is_offered=True))
        if not self.instance._state.adding:  # enrolments lean on the work of this service with this team
            del self.fields["team"], self.fields["service"]

    def clean(self) -> dict[str, Any]:
        """One of each name in a team."""
        data = super().clean()
        team = data.get("team") or getattr(self.instance, "team", None)
        same = Programme.objects.filter(team=team, name=data.get("name", "")).exclude(pk=self.instance.pk)
        if team and same.exists():
            self.add_error("name", "The team has a programme of this name already")
        return data


class CohortForm(PlanForm, ModelForm):
    """What can be changed of a run at any time."""

    class Meta:
        model = Cohort
        fields = ["name", "venue", "capacity", "lead_worker"]
        labels = {"capacity": "Number of places"}
        widgets = {"capacity": TextInput(width=3, inputmode="numeric")}

    def __init__(self, *args: Any, workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "lead_worker", workers)
        declared(self, "lead_worker", forms.ModelChoiceField).empty_label = "Nobody yet"


class NewCohortForm(CohortForm):
    """A run and the days on which it meets."""

    starts_on = DateField(label="First session")
    starts_at = TimeField(label="Start time", help_text="For example 9:30am or 14:30")
    ends_at = TimeField(label="End time")
    frequency = forms.TypedChoiceField(
        label="How often does it meet?", choices=Frequency.choices, coerce=int, widget=Radios(small=True)
    )
    sessions = forms.IntegerField(
        label="Number of sessions",
        min_value=1,
        max_value=MOST_SESSIONS,
        widget=TextInput(width=3, inputmode="numeric"),
        help_text="Bank holidays are left out and made up for at the end",
    )
    skip = forms.CharField(
        label="Other days to leave out",
        required=False,
        max_length=1000,
        widget=Textarea(rows=3),
        help_text="One a line, for example 16/2/2027. Half-terms, perhaps",
    )

    class Meta(CohortForm.Meta):
        fields = [*CohortForm.Meta.fields, "starts_on", "starts_at", "ends_at", "frequency"]

    def clean_skip(self) -> frozenset[datetime.date]:
        """Each word a day."""
        return frozenset(_day(word) for word in days_in(self.cleaned_data["skip"]))

    def clean_starts_on(self) -> datetime.date:
        """Nobody comes on a bank holiday."""
        day: datetime.date = self.cleaned_data["starts_on"]
        if is_bank_holiday(day):
            raise ValidationError("First session must not be on a bank holiday")
        return day

    def clean(self) -> dict[str, Any]:
        """The hours stand in order."""
        data = super().clean()
        self.check_hours(data)
        return data

    def days(self) -> list[datetime.date]:
        """On which the group will meet."""
        data = self.cleaned_data
        return session_days(
            data["starts_on"], every=data["frequency"], count=data["sessions"], skip=data["skip"]
        )


class WhyForm(PlanForm):
    """Why a session is called off."""

    state_reason = forms.CharField(
        label="Why?",
        max_length=300,
        widget=TextInput(),
        help_text="Name nobody: every team reads this",
        error_messages={"required": "Enter why"},
    )


class MoveForm(WhyForm):
    """When and where the group meets instead."""

    happens_on = DateField(label="New date")
    starts_at = TimeField(label="Start time")
    ends_at = TimeField(label="End time")
    venue = forms.CharField(label="Venue", max_length=200, widget=TextInput())
    field_order = ["happens_on", "starts_at", "ends_at", "venue", "state_reason"]

    def clean(self) -> dict[str, Any]:
        """The hours stand in order."""
        data = super().clean()
        self.check_hours(data)
        return data


def _day(word: str) -> datetime.date:
    for written in ("%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%Y-%m-%d"):
        try:
            return datetime.datetime.strptime(word, written).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise ValidationError("Other days to leave out must be dates, one a line, like 16/2/2027")
