"""What the council offers, and which family is open to it: the ground of access and of the retention clock."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.keys import new_key
from accounts.models import Team
from accounts.records import Record
from accounts.walls import Wall, WallField
from cases.families.models.family import Family
from cases.families.models.person import Person
from cases.families.queries import InvolvementQuerySet, ServiceQuerySet


class ServiceKind(models.TextChoices):
    """The kinds of service the notice covers. The retention schedule has a rule for each."""

    HUB = "hub", "Family hub, open to all"
    TARGETED_SUPPORT = "targeted_support", "Targeted family support"
    GROUPWORK = "groupwork", "Groupwork"
    YOUTH_JUSTICE = "youth_justice", "Youth justice"
    VICTIM_SERVICE = "victim_service", "Victim service"
    FUNDED_PROGRAMME = "funded_programme", "Government-funded programme"
    SURVEY = "survey", "Survey and user testing"


class Service(models.Model):
    """Something the council offers to families."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=ServiceKind.choices)
    is_offered = models.BooleanField("offered now", default=True)

    history = HistoricalRecords(
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )
    objects = ServiceQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EndReason(models.TextChoices):
    """Why work with a family ended, in early help's own words."""

    NEEDS_MET = "needs_met", "Needs met"
    STEP_DOWN = "step_down", "Stepped down to universal services"
    STEP_UP = "step_up", "Stepped up to Children's Social Care"
    CONSENT_WITHDRAWN = "consent_withdrawn", "Family withdrew"
    MOVED = "moved", "Moved away"
    NO_ENGAGEMENT = "no_engagement", "No engagement"
    TRANSFERRED = "transferred", "Passed to another team"
    DIED = "died", "Death"


class Priority(models.TextChoices):
    """How soon a family needs somebody; what each counts for is in ``cases.families.rules.caseload``."""

    HIGH = "high", "High"
    MEDIUM = "medium", "Medium"
    LOW = "low", "Low"


class Involvement(Record):
    """A family, or one person of it, open to a service from one day to another, held by a team.

    PostgreSQL keeps one more column, ``is_restricted``, by trigger from the family's restriction, so that a policy
    finds the answer on the row itself (migration 0007).
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="involvements")
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="involvements",
        verbose_name="about one person",
    )
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="involvements")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="involvements")
    allocated_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="involvements"
    )
    priority = models.CharField(
        max_length=10, choices=Priority.choices, default=Priority.MEDIUM, db_default=Priority.MEDIUM
    )
    started_on = models.DateField("open from")
    ended_on = models.DateField("closed on", null=True, blank=True)
    end_reason = models.CharField("why it closed", max_length=20, choices=EndReason.choices, blank=True)
    wall = WallField()

    objects = InvolvementQuerySet.as_manager()

    class Meta:
        ordering = [F("ended_on").desc(nulls_first=True), "-started_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="involvement_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
                name="involvement_end_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(priority__in=Priority.values), name="involvement_priority_is_known"
            ),
        ]

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the values; the work stands behind the wall of its service."""
        if self.service_id is not None:
            kind = self.service.kind
            self.wall = kind if kind in Wall else ""
        super().clean_fields(exclude=exclude)

    def __str__(self) -> str:
        return f"{self.service} from {self.started_on:%d %b %Y}"
