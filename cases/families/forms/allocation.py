"""Why work goes to somebody else, and giving many families of one worker to others at once."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any

from django import forms
from django.db import models

from accounts.models import User
from cases.families.actions.allocations import Handover
from cases.families.forms.reason import ReasonForm
from cases.families.models import Involvement
from cases.families.models.involvement import Priority
from cases.families.rules.candidates import Candidate, why_not
from govuk.widgets import Checkboxes, Radios, TextInput

NOBODY = "nobody"


class AllocationWhy(models.TextChoices):
    """Why a worker begins or stops working with a family. It ends the old allocation and begins the new one."""

    NEW = "new", "New work, or work that waited"
    LEFT = "left", "The worker has left or is leaving"
    AWAY = "away", "The worker is away for long"
    CASELOAD = "caseload", "To even out caseloads"
    FAMILY = "family", "The family asked for it"
    PRIVATE = "private", "The worker knows the family privately"
    SKILLS = "skills", "Somebody else’s skills or languages fit better"
    PRIORITY = "priority", "Only the priority changes"
    OTHER = "other", "Another reason"


OF_ONE_FAMILY = {AllocationWhy.NEW, AllocationWhy.PRIORITY}
"""Reasons that do not move the work of a worker to others."""


def priority_field() -> forms.ChoiceField:
    """The question for the priority; nothing chosen leaves it as it is."""
    return forms.ChoiceField(
        label="Priority",
        choices=Priority.choices,
        required=False,
        initial=Priority.MEDIUM,
        widget=Radios(small=True, inline=True),
    )


class AllocationReasonForm(ReasonForm):
    """The reasons that allocation has."""

    mark_optional = False

    whys = AllocationWhy
    why = forms.ChoiceField(
        label="Why does the allocation change?",
        choices=AllocationWhy.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select why the allocation changes"},
    )
    why_detail = forms.CharField(
        label="More about the reason (optional)", required=False, max_length=300, widget=TextInput()
    )


class ReallocateForm(AllocationReasonForm):
    """Ticked pieces of one worker's work, each for its own new worker or all for one.

    ``lost`` are ticked pieces of work that the writer can no longer see; they are handed on as they came, so that the
    action refuses the whole.
    """

    everyone = forms.ChoiceField(
        label="Who takes over?",
        required=False,
        help_text="You can choose somebody else for a single family below.",
    )
    work = forms.MultipleChoiceField(
        label="Which families go to somebody else?", required=False, widget=Checkboxes()
    )
    field_order = ["everyone", "work", "why", "why_detail"]

    def __init__(
        self,
        *args: Any,
        work: Sequence[Involvement],
        versions: Mapping[uuid.UUID, uuid.UUID],
        teams: Mapping[uuid.UUID, Sequence[Candidate]],
        named: Mapping[uuid.UUID, Collection[uuid.UUID]],
        lost: Collection[uuid.UUID] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.teams, self.named, self.lost = work, teams, named, lost
        # The version of each row travels beside its tick; the one of a single row has no meaning here.
        del self.fields["version"]
        self.people = {str(found.user.pk): found for team in teams.values() for found in team}
        ordered = sorted((found.label, key) for key, found in self.people.items())
        fields: dict[str, Any] = self.fields
        fields["everyone"].choices = [
            ("", "Select"),
            (NOBODY, "Nobody for now"),
            *((key, label) for label, key in ordered),
        ]
        fields["why"].choices = [choice for choice in AllocationWhy.choices if choice[0] not in OF_ONE_FAMILY]
        fields["work"].widget = Checkboxes(
            hints={str(row.pk): _about(row) for row in work},
            reveals={str(row.pk): f"to-{row.pk}" for row in work},
        )
        fields["work"].choices = [(str(row.pk), str(row.family)) for row in work]
        for row in work:
            self._ask_about(row, versions.get(row.pk))

    def _ask_about(self, row: Involvement, version: uuid.UUID | None) -> None:
        offered = [(str(found.user.pk), found.label) for found in self.teams.get(row.team_id, ())]
        self.fields[f"to-{row.pk}"] = forms.ChoiceField(
            label=f"Who takes {row.family}?",
            required=False,
            choices=[("", "Whoever takes over the rest"), (NOBODY, "Nobody for now"), *offered],
            error_messages={"invalid_choice": f"Select somebody who works in {row.team} today"},
        )
        self.fields[f"version-{row.pk}"] = forms.UUIDField(
            required=False, initial=version, widget=forms.HiddenInput
        )

    def clean(self) -> dict[str, Any]:
        """Something is ticked, and each of it goes to somebody who may have it, or to nobody."""
        data = super().clean()
        ticked = self._ticked(data)
        if not ticked and not self.lost and "work" not in self.errors:
            self.add_error("work", "Select the families that go to somebody else")
        undecided = [
            row for row in ticked if not self._chosen(row, data) and f"to-{row.pk}" not in self.errors
        ]
        if undecided and "everyone" not in self.errors:
            self.add_error("everyone", "Select who takes over")
        for row in ticked:
            chosen = self._chosen(row, data)
            if chosen and chosen != NOBODY and (refused := self._refused(row, chosen)):
                self.add_error(f"to-{row.pk}", refused)
        return data

    def handovers(self) -> list[Handover]:
        """What to write: the work, the version its writer saw, and the new worker."""
        data = self.cleaned_data
        given = [
            Handover(row.pk, data.get(f"version-{row.pk}"), self._worker(self._chosen(row, data)))
            for row in self._ticked(data)
        ]
        return [*given, *(Handover(key, None, None) for key in self.lost)]

    def _ticked(self, data: Mapping[str, Any]) -> list[Involvement]:
        keys = set(data.get("work", ()))
        return [row for row in self.rows if str(row.pk) in keys]

    def _chosen(self, row: Involvement, data: Mapping[str, Any]) -> str:
        return data.get(f"to-{row.pk}") or data.get("everyone") or ""

    def _worker(self, key: str) -> User | None:
        return None if key == NOBODY else self.people[key].user

    def _refused(self, row: Involvement, key: str) -> str:
        team, named = self.teams.get(row.team_id, ()), self.named.get(row.family_id)
        return why_not(row, self.people[key].user.pk, team, named)


def _about(row: Involvement) -> str:
    whom = f", about {row.person.full_name} only" if row.person else ""
    return f"{row.service}, {row.team}, {row.get_priority_display().lower()} priority{whom}"


def as_keys(texts: Iterable[str]) -> set[uuid.UUID]:
    """Keys as a page sent them; nonsense is left out."""
    found = set()
    for text in texts:
        with suppress(ValueError):
            found.add(uuid.UUID(text))
    return found
