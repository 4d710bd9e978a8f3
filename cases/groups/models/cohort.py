"""One run of a programme."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from cases.groups.models.programme import Programme
from cases.groups.queries import CohortQuerySet


class Frequency(models.IntegerChoices):
    """Days from one session to the next."""

    WEEKLY = 7, "Every week"
    FORTNIGHTLY = 14, "Every two weeks"


class Cohort(Record):
    """One run of a programme with its place, hours and room. Its sessions are made when it is planned."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(max_length=100, help_text="For example Spring 2027, Tuesdays")
    venue = models.CharField(max_length=200)
    capacity = models.PositiveSmallIntegerField("places")
    lead_worker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="cohorts_led"
    )
    starts_on = models.DateField("first session")
    starts_at = models.TimeField("start time", help_text="Europe/London")
    ends_at = models.TimeField("end time")
    frequency = models.PositiveSmallIntegerField("how often", choices=Frequency.choices)

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "name", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(capacity__range=(1, 200)), name="cohort_has_places"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="cohort_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(frequency__in=Frequency.values), name="cohort_frequency_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme}: {self.name}"
