"""Narrowing lists."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import Team, User
from cases.families.forms.offering import offer
from cases.families.models import Service
from govuk.forms import Form
from govuk.widgets import Radios

STATES = [("open", "Open"), ("closed", "Closed"), ("all", "Open and closed")]


class FamilyFilter(Form):
    """Families by service, worker, and whether work goes on."""

    mark_optional = False

    service = forms.ModelChoiceField(
        queryset=Service.objects.all(), required=False, empty_label="Any service"
    )
    allocated_to = forms.ModelChoiceField(
        label="Worker", queryset=User.objects.none(), required=False, empty_label="Anybody"
    )
    state = forms.ChoiceField(
        label="Work", choices=STATES, required=False, initial="open", widget=Radios(small=True, inline=True)
    )

    def __init__(self, *args: Any, workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "allocated_to", workers)


class DueFilter(Form):
    """What is due, for oneself or for one's teams, of which one or one worker may be picked."""

    mark_optional = False

    whose = forms.ChoiceField(
        label="Whose families",
        choices=[("mine", "Allocated to me"), ("teams", "All of my teams")],
        required=False,
        widget=Radios(small=True),
    )
    team = forms.ModelChoiceField(queryset=Team.objects.none(), required=False, empty_label="Any team")
    worker = forms.ModelChoiceField(queryset=User.objects.none(), required=False, empty_label="Anybody")

    def __init__(self, *args: Any, teams: QuerySet[Team], workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", teams)
        offer(self, "worker", workers)
