"""Somebody who takes part in a group, or waits for a place."""

from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.families.models import Family, Involvement, Person
from cases.groups.models.cohort import Cohort
from cases.groups.queries import EnrolmentQuerySet

LONGEST_OUTCOME = 2000


class State(models.TextChoices):
    """Where somebody stands with a group."""

    WAITING = "waiting", "On the waiting list"
    ENROLLED = "enrolled", "Takes part"
    LEFT = "left", "Left early"
    COMPLETED = "completed", "Completed"


class Outcome(models.TextChoices):
    """What came of it, as the worker and the person see it at the end."""

    GOAL_REACHED = "goal_reached", "Reached what they came for"
    SOME_PROGRESS = "some_progress", "Some progress"
    NO_CHANGE = "no_change", "No change"
    MORE_HELP = "more_help", "Needs more or other help"
    NOT_KNOWN = "not_known", "Not known"


ENDED = (State.LEFT, State.COMPLETED)


class Enrolment(Record):
    """One person of one family in one cohort, as part of work that the group's team holds with the family.

    That work is the ground on which the team reads the name: there is no other way onto a register.
    """

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="enrolments")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="enrolments")
    involvement = models.ForeignKey(Involvement, on_delete=models.PROTECT, related_name="enrolments")
    state = models.CharField(max_length=10, choices=State.choices)
    asked_at = models.DateTimeField("asked for at")
    ended_on = models.DateField("last day", null=True, blank=True)
    outcome = models.CharField(max_length=20, choices=Outcome.choices, blank=True)
    outcome_note = models.TextField(max_length=LONGEST_OUTCOME, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_name", "id"]
        constraints = [
            models.UniqueConstraint(  # somebody who left may come again: a row for each time, each with its outcome
                fields=["cohort", "person"],
                condition=Q(ended_on__isnull=True),
                name="enrolment_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(
                    state__in=["waiting", "enrolled"], ended_on__isnull=True, outcome="", outcome_note=""
                )
                | (Q(state__in=["left", "completed"], ended_on__isnull=False) & ~Q(outcome="")),
                name="enrolment_end_has_a_day_and_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=["", *Outcome.values]), name="enrolment_outcome_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.cohort_id}"
