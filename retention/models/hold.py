"""Holds: written orders that nothing is destroyed for now, even after its period is over."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record, RecordQuerySet
from cases.families.models import Family, Person
from cases.families.models.involvement import ServiceKind
from retention.schedule import BY_CODE, CODES


class HoldScope(models.TextChoices):
    """What a hold is about."""

    PERSON = "person", "One person, and the files they are in"
    FAMILY = "family", "One family"
    SERVICE = "service", "All files of a kind of service"
    RULE = "rule", "Everything under one rule of the schedule"
    EVERYTHING = "everything", "Everything"


class HoldReason(models.TextChoices):
    """Why records must not be destroyed, in the words HMPPS and councils use (reference, 3)."""

    REQUEST = "request", "Subject access or freedom of information request"
    LITIGATION = "litigation", "Litigation or dispute"
    COMPLAINT = "complaint", "Open complaint"
    LGSCO = "lgsco", "Local Government and Social Care Ombudsman"
    POLICE = "police", "Police request"
    INQUEST = "inquest", "Inquest"
    PRACTICE_REVIEW = "practice_review", "Child safeguarding practice review"
    INQUIRY = "inquiry", "Public inquiry (Inquiries Act 2005)"
    ABUSE = "abuse", "Child sexual abuse moratorium"
    LOOKED_AFTER = "looked_after", "Looked after child"
    MAPPA = "mappa", "Multi-agency public protection arrangements"
    CCRC = "ccrc", "Criminal Cases Review Commission"
    INSURANCE = "insurance", "Insurance claim"
    GRANT_AUDIT = "grant_audit", "Audit of a grant"
    RELATED_CASE = "related_case", "Open case of a brother, sister or household"
    HIGH_PROFILE = "high_profile", "High profile"
    OTHER = "other", "Another reason"


class HoldQuerySet(RecordQuerySet[Any]):
    """Holds."""

    def visible_to(self, user: Any) -> Self:
        """All of them, for whoever may see disposal at all; row security asks for that permission."""
        return self.all()

    def standing(self) -> Self:
        """Those not released. A review date that has passed lifts nothing."""
        return self.filter(released_on__isnull=True)

    def overdue(self, on: datetime.date) -> Self:
        """Standing holds whose review date has passed."""
        return self.standing().filter(review_on__lt=on)


class Hold(Record):
    """An order that suspends destruction until another officer than the one who gave it releases it.

    Hiding or destroying what an inquiry or a request is about is an offence (Inquiries Act 2005 s35, DPA 2018 s173,
    FOIA 2000 s77). One hold is there from the start: the Independent Inquiry into Grooming Gangs covers files that
    passed to Children's Social Care (rule ``stepped_up``) until the council's legal services say otherwise. A child
    protection class of its own will join it; files of services open to everybody are not touched by it.
    """

    scope = models.CharField("what it covers", max_length=10, choices=HoldScope.choices)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="holds")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="holds")
    target_reference = models.CharField("reference", max_length=20, blank=True)
    service_kind = models.CharField("kind of service", max_length=20, choices=ServiceKind.choices, blank=True)
    rule_code = models.CharField(
        "rule", max_length=40, choices=[(code, code) for code in sorted(CODES)], blank=True
    )
    reason = models.CharField(max_length=20, choices=HoldReason.choices)
    detail = models.CharField("more about the reason", max_length=500, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="holds_opened"
    )
    opened_on = models.DateField("placed on")
    review_on = models.DateField("look at it again on")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="holds_released"
    )
    released_on = models.DateField(null=True, blank=True)
    release_reason = models.CharField("why it is released", max_length=500, blank=True)

    objects = HoldQuerySet.as_manager()

    class Meta:
        ordering = ["review_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(scope="person", person__isnull=False, family=None, service_kind="", rule_code="")
                | Q(scope="family", person=None, family__isnull=False, service_kind="", rule_code="")
                | (Q(scope="service", person=None, family=None, rule_code="") & ~Q(service_kind=""))
                | (Q(scope="rule", person=None, family=None, service_kind="") & ~Q(rule_code=""))
                | Q(scope="everything", person=None, family=None, service_kind="", rule_code=""),
                name="hold_names_what_it_covers",
            ),
            models.CheckConstraint(
                condition=Q(released_on__isnull=True, released_by__isnull=True, release_reason="")
                | (Q(released_on__isnull=False, released_by__isnull=False) & ~Q(release_reason="")),
                name="hold_release_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True)
                | Q(opened_by__isnull=True)
                | ~Q(released_by=F("opened_by")),
                name="hold_is_released_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"Hold on {self.covers}"

    @property
    def covers(self) -> str:
        """What it covers, by reference and never by name: officers have no casework access."""
        if self.scope in (HoldScope.PERSON, HoldScope.FAMILY):
            return self.target_reference
        if self.scope == HoldScope.SERVICE:
            return self.get_service_kind_display()
        if self.scope == HoldScope.RULE:
            return f"Rule “{BY_CODE[self.rule_code].title}”"
        return "Everything"
