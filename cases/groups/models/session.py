"""One meeting of a group."""

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q

from accounts.records import Record
from cases.groups.models.cohort import Cohort
from cases.groups.queries import SessionQuerySet


class SessionState(models.TextChoices):
    """What became of a session. One that was moved stays on file beside the one that took its place."""

    PLANNED = "planned", "Planned"
    MOVED = "moved", "Moved"
    CANCELLED = "cancelled", "Cancelled"


class Session(Record):
    """A group meets on a day; nobody's name stands here."""

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    happens_on = models.DateField("date")
    starts_at = models.TimeField("start time", help_text="Europe/London")
    ends_at = models.TimeField("end time")
    venue = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=SessionState.choices, default=SessionState.PLANNED)
    state_reason = models.CharField("why", max_length=300, blank=True)
    moved_to = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="moved_from"
    )
    register_taken_at = models.DateTimeField(null=True, blank=True)
    register_taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="registers_taken",
    )
    # Where it stands in a chronology: its date and time in London.
    happened_at = models.GeneratedField(
        expression=Func(
            F("happens_on"),
            F("starts_at"),
            arg_joiner=" + ",
            template="((%(expressions)s) AT TIME ZONE 'Europe/London')",
        ),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["happens_on", "starts_at", "id"]
        indexes = [models.Index(fields=["happens_on"], name="session_day")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(state="planned", state_reason="", moved_to__isnull=True)
                | (Q(state="moved", moved_to__isnull=False) & ~Q(state_reason=""))
                | (Q(state="cancelled", moved_to__isnull=True) & ~Q(state_reason="")),
                name="session_says_what_became_of_it",
            ),
            models.CheckConstraint(
                condition=Q(register_taken_at__isnull=True, register_taken_by__isnull=True)
                | Q(register_taken_at__isnull=False, register_taken_by__isnull=False, state="planned"),
                name="session_register_has_a_taker",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happens_on.day} {self.happens_on:%B %Y}, {self.starts_at:%H:%M}"
