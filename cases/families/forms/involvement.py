"""Opening, allocating, passing on and closing work with a family."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Team, User
from cases.families.forms.allocation import AllocationReasonForm, priority_field
from cases.families.forms.offering import offer
from cases.families.forms.reason import ChangeForm, EndForm, ReasonForm, day
from cases.families.models import Involvement, Person, Service
from cases.families.models.involvement import EndReason, Priority
from cases.families.rules.candidates import Candidate, why_not
from govuk.fields import DateField
from govuk.forms import declared
from govuk.widgets import Radios

CLOSING_REASONS = [choice for choice in EndReason.choices if choice[0] != EndReason.TRANSFERRED]


class OpenInvolvementForm(ChangeForm):
    """The service, the team that will hold the work, and from when."""

    started_on = DateField(label="Open from", not_future=True)
    priority = priority_field()

    class Meta:
        model = Involvement
        fields = ["service", "person", "team", "started_on", "priority"]
        labels = {"person": "About one person only"}

    def __init__(
        self, *args: Any, user: User, people: QuerySet[Person], teams: QuerySet[Team], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: dict[str, QuerySet[Any]] = {
            "service": Service.objects.offered_to(user),
            "person": people,
            "team": teams,
        }
        for name, choices in offered.items():
            offer(self, name, choices)
        declared(self, "person", forms.ModelChoiceField).empty_label = "The whole family"

    def clean_priority(self) -> str:
        """Medium unless somebody chose."""
        return self.cleaned_data["priority"] or Priority.MEDIUM

    def clean(self) -> dict[str, Any]:
        """Open once for each service, team and person."""
        data = super().clean()
        if not self.errors:
            same = Involvement.objects.filter(
                family=self.instance.family,
                ended_on__isnull=True,
                **{name: data.get(name) for name in ("service", "team", "person") if data.get(name)},
            )
            if not data.get("person"):
                same = same.filter(person__isnull=True)
            if same.exists():
                self.add_error("service", "The family is open to this service with this team already")
        return data


class AllocateForm(AllocationReasonForm):
    """Who in the team works with the family."""

    allocated_to = forms.ModelChoiceField(
        label="Who will work with the family?",
        queryset=User.objects.none(),
        required=False,
        empty_label="Nobody for now",
    )
    priority = priority_field()
    field_order = ["allocated_to", "priority"]

    def __init__(
        self,
        *args: Any,
        work: Involvement,
        team: Sequence[Candidate],
        named: Collection[uuid.UUID] | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.work, self.team, self.named = work, team, named
        field: Any = self.fields["allocated_to"]
        labels = {found.user.pk: found.label for found in team}
        field.queryset = User.objects.filter(pk__in=labels).order_by("full_name", "pk")
        field.label_from_instance = lambda user: labels[user.pk]
        field.error_messages["invalid_choice"] = f"Select somebody who works in {work.team} today"

    def clean_allocated_to(self) -> User | None:
        """Somebody who could open the file."""
        chosen: User | None = self.cleaned_data["allocated_to"]
        if chosen and (refused := why_not(self.work, chosen.pk, self.team, self.named)):
            raise forms.ValidationError(refused)
        return chosen


class TransferForm(ReasonForm):
    """Which team takes over, and when."""

    team = forms.ModelChoiceField(label="Team that takes over", queryset=Team.objects.none())
    ended_on = DateField(label="Day of the transfer", not_future=True)
    field_order = ["team", "ended_on"]

    def __init__(self, *args: Any, teams: QuerySet[Team], started_on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.started_on = started_on
        offer(self, "team", teams)

    def clean_ended_on(self) -> datetime.date:
        """Not before the work began."""
        on: datetime.date = self.cleaned_data["ended_on"]
        if on < self.started_on:
            raise forms.ValidationError(
                f"Day of the transfer must be the same as or after {day(self.started_on)}"
            )
        return on


class CloseForm(EndForm):
    """When and why the work ended."""

    end_reason = forms.ChoiceField(
        label="Why is it closing?",
        choices=CLOSING_REASONS,
        widget=Radios(small=True),
        error_messages={"required": "Select why it is closing"},
    )
    field_order = ["ended_on", "end_reason"]
