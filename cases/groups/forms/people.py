"""Who takes part, who came, and what came of it."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from cases.families.forms.offering import offer
from cases.families.models import Family, Person
from cases.groups.actions.register import Line
from cases.groups.forms.planning import PlanForm
from cases.groups.models import Cohort, Enrolment, Mark, Outcome, State
from cases.groups.models.enrolment import LONGEST_OUTCOME
from cases.groups.models.register import AWAY
from govuk.fields import DateField, LongTextField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput

MARKS = [*Mark.choices, ("", "No mark")]
ENDS = [(State.COMPLETED.value, "Completed"), (State.LEFT.value, "Left early")]


class EnrolForm(Form):
    """Which group, and who of the family."""

    cohort = forms.ModelChoiceField(label="Group", queryset=Cohort.objects.none())
    person = forms.ModelChoiceField(label="Who will take part?", queryset=Person.objects.none())

    def __init__(
        self, *args: Any, cohorts: QuerySet[Cohort], people: QuerySet[Person], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "cohort", cohorts)
        offer(self, "person", people)


class WalkInForm(Form):
    """In which of their families somebody comes to the group."""

    family = forms.ModelChoiceField(label="As part of which family?", queryset=Family.objects.none())

    def __init__(self, *args: Any, families: QuerySet[Family], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "family", families)


class EndEnrolmentForm(PlanForm):
    """How it ended and what came of it."""

    said = "Outcome recorded"

    state = forms.ChoiceField(label="How did it end?", choices=ENDS, widget=Radios(small=True))
    ended_on = DateField(label="Last day", not_future=True)
    outcome = forms.ChoiceField(label="What came of it?", choices=Outcome.choices, widget=Radios(small=True))
    outcome_note = LongTextField(
        label="In your and their words",
        required=False,
        max_length=LONGEST_OUTCOME,
        rows=5,
        help_text="Write about this person alone. The family reads it when they ask for their file",
    )


class RegisterForm(Form):
    """A line for each person: a mark by radios, one stop of the Tab key, and why they were away.

    "No mark" is a choice like the others, so that a mark made by mistake can be taken back.
    """

    mark_optional = False

    version = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, enrolments: Iterable[Enrolment], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.enrolments = list(enrolments)
        self.names = told_apart(self.enrolments)
        for enrolment in self.enrolments:
            name = self.names[enrolment.pk]
            self.fields[f"mark_{enrolment.pk}"] = forms.ChoiceField(
                label=name, choices=MARKS, required=False, widget=Radios(inline=True, small=True)
            )
            self.fields[f"away_{enrolment.pk}"] = forms.CharField(
                label=f"Why {name} was away",
                required=False,
                max_length=200,
                widget=TextInput(width=20),
            )

    def clean(self) -> dict[str, Any]:
        """A reason is for somebody who is away."""
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for enrolment in self.enrolments:
            reason, mark = data.get(f"away_{enrolment.pk}"), data.get(f"mark_{enrolment.pk}")
            if reason and mark not in AWAY:
                said = f"Select excused or absent for {self.names[enrolment.pk]}, or take the reason away"
                self.add_error(f"mark_{enrolment.pk}", said)
        return data

    def rows(self) -> list[tuple[Any, Any, bool]]:
        """The two questions about each person, and whether the second must be seen whatever the first says."""
        told = []
        for enrolment in self.enrolments:
            mark, reason = self[f"mark_{enrolment.pk}"], self[f"away_{enrolment.pk}"]
            told.append((mark, reason, bool(mark.errors or reason.errors)))
        return told

    def lines(self) -> dict[uuid.UUID, Line]:
        """What was marked, by key of enrolment."""
        data = self.cleaned_data
        return {row.pk: Line(data[f"mark_{row.pk}"], data[f"away_{row.pk}"]) for row in self.enrolments}


def told_apart(enrolments: Iterable[Enrolment]) -> dict[uuid.UUID, str]:
    """The name of each, with the family's reference where two on the register have one name."""
    names = {row.pk: row.person.full_name for row in enrolments}
    counted = Counter(names.values())
    return {
        row.pk: f"{names[row.pk]} ({row.family.reference})" if counted[names[row.pk]] > 1 else names[row.pk]
        for row in enrolments
    }


def answers(lines: Mapping[uuid.UUID, Line]) -> dict[str, str]:
    """Lines as the form asks for them."""
    told = {f"mark_{key}": line.mark for key, line in lines.items()}
    return told | {f"away_{key}": line.reason for key, line in lines.items()}
