"""Passing a family up to social care or down to others, so that they need not tell their story twice."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from accounts.walls import WallField
from cases.families.models import Family, Involvement
from cases.oversight.queries import OversightQuerySet

LONGEST = 4_000


class Direction(models.TextChoices):
    """Where the work goes; called as the end reasons of an involvement are."""

    STEP_UP = "step_up", "Step up to Children’s Social Care"
    STEP_DOWN = "step_down", "Step down to universal or single-agency help"


class FamilyView(models.TextChoices):
    """What the family says of it. Without consent, only protecting a child is a reason to pass them on."""

    AGREES = "agrees", "They know and agree"
    DISAGREES = "disagrees", "They know and do not agree"
    NOT_TOLD = "not_told", "They were not told, because telling them would put somebody at risk"


class HandOver(Record):
    """One step up or down: to whom, why, what they were given, and what the family says of it."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="hand_overs")
    involvement = models.OneToOneField(Involvement, on_delete=models.PROTECT, related_name="hand_over")
    direction = models.CharField("direction", max_length=20, choices=Direction.choices)
    handed_on = models.DateField("date")
    organisation = models.CharField("team or organisation that takes over", max_length=200)
    contact_name = models.CharField("who there takes it on", max_length=200, blank=True)
    reasons = models.TextField("why, and what should happen next", max_length=LONGEST)
    passed_on = models.TextField("what they were told or given", max_length=LONGEST)
    family_view = models.CharField("the family’s view", max_length=20, choices=FamilyView.choices)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="hand_overs"
    )
    written_at = models.DateTimeField("written down at")
    wall = WallField()

    objects = OversightQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(fields=["family", "-written_at", "-id"], name="hand_over_by_family"),
            models.Index(fields=["family", "written_by"], name="hand_over_by_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(family_view="not_told") | Q(direction="step_up"),
                name="hand_over_untold_only_to_protect",
            )
        ]
