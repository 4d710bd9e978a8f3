"""A visit planned with a family."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from accounts.walls import WallField
from cases.diary.queries import VisitQuerySet
from cases.families.models import Family

LONGEST_NOTE = 500


class Place(models.TextChoices):
    """Where a visit is, by kind: the address stays on the family's page, where it is protected."""

    HOME = "home", "At home"
    HUB = "hub", "At the hub"
    SCHOOL = "school", "At school"
    ELSEWHERE = "elsewhere", "Somewhere else"


class CallOff(models.TextChoices):
    """Why a visit did not take place. That nobody was in may matter later (“was not brought”, “no access”)."""

    NOBODY_IN = "nobody_in", "Nobody was in, or they did not come"
    FAMILY = "family", "The family called it off"
    WORKER = "worker", "We called it off"
    MISTAKE = "mistake", "It was planned by mistake"


class Visit(Record):
    """When somebody means to see a family, where by kind of place, and how they stay safe. Times are London's.

    A contact recorded from it takes over its key (``cases.diary.visits.contact_of_visit``): that is how the diary
    knows that the visit is written up, and why the same visit is never recorded twice.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="visits")
    worker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="visits")
    second_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits_with",
        verbose_name="who goes along",
    )
    visit_on = models.DateField("date")
    starts_at = models.TimeField("from", help_text="Europe/London")
    ends_at = models.TimeField("until", help_text="Europe/London")
    place = models.CharField("where", max_length=20, choices=Place.choices)
    purpose = models.CharField("what it is for", max_length=200, blank=True)
    lone_working = models.TextField("how you stay safe", max_length=LONGEST_NOTE, blank=True)
    called_off_at = models.DateTimeField("called off at", null=True, blank=True)
    called_off_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits_called_off",
    )
    call_off = models.CharField(
        "why it did not take place", max_length=20, choices=CallOff.choices, blank=True
    )
    call_off_detail = models.CharField("more about why", max_length=300, blank=True)
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="visits_planned"
    )
    planned_at = models.DateTimeField("planned at")
    wall = WallField()

    objects = VisitQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["visit_on", "starts_at", "id"]
        indexes = [
            models.Index(fields=["worker", "visit_on"], name="visit_by_worker"),
            models.Index(fields=["second_worker", "visit_on"], name="visit_by_second_worker"),
            models.Index(fields=["family", "visit_on"], name="visit_by_family"),
            models.Index(
                "family", F("called_off_at").desc(), F("id").desc(), name="visit_called_off",
                condition=Q(called_off_at__isnull=False),
            ),
            models.Index(fields=["family", "called_off_by"], name="visit_called_off_by"),
        ]  # fmt: skip
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="visit_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(second_worker__isnull=True) | ~Q(second_worker=F("worker")),
                name="visit_by_two_is_by_two",
            ),
            models.CheckConstraint(
                condition=Q(called_off_at__isnull=True, called_off_by__isnull=True, call_off="")
                | (Q(called_off_at__isnull=False, called_off_by__isnull=False) & ~Q(call_off="")),
                name="visit_called_off_has_a_reason",
            ),
        ]

    @property
    def is_called_off(self) -> bool:
        """Whether it did not, or will not, take place."""
        return self.called_off_at is not None
