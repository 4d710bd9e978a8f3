"""Families that only named members of staff may see, and who those are."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.families.models.family import Family
from cases.families.queries import NamedStaffQuerySet, RestrictionQuerySet


class RestrictionReason(models.TextChoices):
    """Why a family is restricted: the usual grounds of a case lock procedure."""

    SAFETY = "safety", "Somebody who could reach our records must not find them"
    STAFF = "staff", "They are, or are related to, a member of staff"
    ADOPTION = "adoption", "An adoption would be at risk"
    PUBLIC_INTEREST = "public_interest", "The family is in the public eye"
    REVIEW = "review", "A child safeguarding practice review or an inquest"
    DEATH = "death", "A child has died"
    SENIOR_DECISION = "senior_decision", "A senior manager decided so"


class Restriction(Record):
    """From placing to lifting, nobody but the named staff finds the family or anybody in it: no search, no index card.

    It outranks every other ground: teams, allocation, management. One at a time stands on a family.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="restrictions")
    reason = models.CharField("why", max_length=20, choices=RestrictionReason.choices)
    detail = models.CharField("more about the reason", max_length=500, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField()
    review_on = models.DateField("look again on")
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering = ["-placed_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(lifted_at__isnull=True), name="restriction_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | Q(lifted_at__isnull=False, lifted_by__isnull=False, lifted_at__gte=models.F("placed_at")),
                name="restriction_is_lifted_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Restriction of {self.family_id}"


class NamedStaff(Record):
    """One member of staff who sees a restricted family, from when to when."""

    restriction = models.ForeignKey(Restriction, on_delete=models.PROTECT, related_name="named")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="named_for")
    named_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = NamedStaffQuerySet.as_manager()

    class Meta:
        ordering = ["named_at", "id"]
        verbose_name_plural = "named staff"
        constraints = [
            models.UniqueConstraint(
                fields=["restriction", "user"], condition=Q(removed_at__isnull=True), name="named_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=models.F("named_at")),
                name="named_until_after_named_since",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} named for {self.restriction_id}"
