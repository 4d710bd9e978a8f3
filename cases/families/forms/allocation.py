"""Why work goes to somebody else, and giving many families of one worker to others at once."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db import models

from accounts.models import User
from cases.families.forms.reason import ReasonForm
from cases.families.models import Involvement
from cases.families.models.involvement import Priority
from govuk.widgets import Radios

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

    whys = AllocationWhy
    why = forms.ChoiceField(
        label="Why does the work go to somebody else, or to nobody?",
        choices=AllocationWhy.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select why the allocation changes"},
    )


class ReallocateForm(AllocationReasonForm):
    """Ticked pieces of one worker's work, each for its own new worker or all for one."""

    everyone = forms.ChoiceField(
        label="Who takes the families you tick?",
        required=False,
        help_text="You can choose somebody else for a single family below.",
    )
    field_order = ["everyone", "why", "why_detail"]

    def __init__(
        self,
        *args: Any,
        work: Sequence[Involvement],
        versions: Mapping[uuid.UUID, uuid.UUID],
        workers: Mapping[uuid.UUID, Sequence[tuple[User, str]]],
        today: datetime.date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, today=today, **kwargs)
        self.work, self.workers = work, workers
        # The version of each row travels with its tick; the one of a single row has no meaning here.
        del self.fields["version"]
        everybody = {str(user.pk): label for offered in workers.values() for user, label in offered}
        ordered = sorted(everybody.items(), key=lambda choice: choice[1])
        self.fields["everyone"].choices = [  # type: ignore[attr-defined]
            ("", "Select"), (NOBODY, "Nobody for now"), *ordered,
        ]  # fmt: skip
        for row in work:
            self._ask_about(row, versions.get(row.pk))

    def _ask_about(self, row: Involvement, version: uuid.UUID | None) -> None:
        about = f"{row.family}: {row.service}, {row.team}, {row.get_priority_display().lower()} priority"
        offered = [(str(user.pk), label) for user, label in self.workers.get(row.team_id, ())]
        self.fields[f"tick-{row.pk}"] = forms.BooleanField(label=about, required=False)
        self.fields[f"to-{row.pk}"] = forms.ChoiceField(
            label=f"Who takes {row.family}, {row.service}?",
            required=False,
            choices=[("", "Whoever takes the ticked ones"), (NOBODY, "Nobody for now"), *offered],
        )
        self.fields[f"version-{row.pk}"] = forms.UUIDField(
            required=False, initial=version, widget=forms.HiddenInput
        )

    def rows(self) -> list[dict[str, Any]]:
        """Each piece of work with its questions, for the page."""
        return [
            {"work": row} | {name: self[f"{name}-{row.pk}"] for name in ("tick", "to", "version")}
            for row in self.work
        ]

    def clean(self) -> dict[str, Any]:
        """Somebody is ticked, and each of them goes to a member of the team that holds the work, or to nobody."""
        data = super().clean()
        ticked = [row for row in self.work if data.get(f"tick-{row.pk}")]
        if self.work and not ticked:
            self.add_error(f"tick-{self.work[0].pk}", "Select the families that go to somebody else")
        everyone = data.get("everyone")
        if not everyone and any(not data.get(f"to-{row.pk}") for row in ticked):
            if "everyone" not in self.errors:
                self.add_error("everyone", "Select who takes the families you tick")
            return data
        for row in ticked:
            chosen = data.get(f"to-{row.pk}") or everyone
            if chosen != NOBODY and chosen not in {
                str(user.pk) for user, _ in self.workers.get(row.team_id, ())
            }:
                self.add_error(f"to-{row.pk}", f"Select somebody of {row.team} for {row.family}")
        return data

    def handovers(self) -> list[tuple[Involvement, uuid.UUID | None, User | None]]:
        """What to write: the work, the version its writer saw, and the new worker."""
        data = self.cleaned_data
        by_key = {str(user.pk): user for offered in self.workers.values() for user, _ in offered}
        return [
            (
                row,
                data.get(f"version-{row.pk}"),
                by_key.get(data.get(f"to-{row.pk}") or data.get("everyone", "")),
            )
            for row in self.work
            if data.get(f"tick-{row.pk}")
        ]
