"""How soon each step of the work is to be done, as the council decided: data, looked after by administrators."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.keys import new_key
from cases.families.models.involvement import ServiceKind

LONGEST = 999


class Step(models.TextChoices):
    """What has to happen in time. From which day each counts is said in ``cases.families.rules.timescales``."""

    SEARCH = "search", "Search of our records"
    FIRST_CONTACT = "first_contact", "First contact"
    FIRST_VISIT = "first_visit", "First visit"
    CONTACT_GAP = "contact_gap", "Next contact"
    ASSESSMENT = "assessment", "Assessment"
    FAMILY_COPY = "family_copy", "Copy of the assessment to the family"
    FIRST_REVIEW = "first_review", "First review"
    LATER_REVIEW = "later_review", "Next review"
    REASSESSMENT = "reassessment", "New assessment"


class Unit(models.TextChoices):
    """In what a timescale is counted. Working days leave out weekends and bank holidays of England and Wales."""

    HOURS = "hours", "hours"
    WORKING_DAYS = "working_days", "working days"
    WEEKS = "weeks", "weeks"
    MONTHS = "months", "months"


class Timescale(models.Model):
    """One step of one kind of service, and how long it may take. A step without a row has no due date.

    Councils differ (casework.md, section 7), so nothing in the code knows a number.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    service_kind = models.CharField("kind of service", max_length=20, choices=ServiceKind.choices)
    step = models.CharField(max_length=20, choices=Step.choices)
    amount = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=20, choices=Unit.choices)
    is_used = models.BooleanField("used", default=True, help_text="Without a tick the step has no due date.")

    history = HistoricalRecords(
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        ordering = ["service_kind", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["service_kind", "step"],
                name="timescale_once",
                violation_error_message="There is a timescale for this step of this kind of service",
            ),
            models.CheckConstraint(
                condition=Q(amount__range=(1, LONGEST)),
                name="timescale_amount_in_range",
                violation_error_message=f"The amount must be between 1 and {LONGEST}",
            ),
            models.CheckConstraint(
                condition=Q(step__in=Step.values) & Q(unit__in=Unit.values),
                name="timescale_step_and_unit_are_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}, {self.get_service_kind_display()}"
