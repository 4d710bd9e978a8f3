"""What was shared about a family: with whom, why, by which law, which records, and who agreed."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from accounts.permissions import Permission
from accounts.records import Record, RecordQuerySet
from accounts.walls import WallField
from cases.families.models import Family, Person
from cases.families.queries import family_is_seen
from privacy import codes
from privacy.models.notice import choices

LONGEST = 2_000


class Told(models.TextChoices):
    """Whether the family knows. Sharing to protect a child does not need their consent, yet they are told where it is
    safe."""

    TOLD = "told", "They know"
    ASKED = "asked", "They asked us to"
    NOT_TOLD = "not_told", "They were not told, because telling them would put somebody at risk"


class Decision(models.TextChoices):
    """What a manager said."""

    APPROVED = "approved", "Agreed"
    REFUSED = "refused", "Not agreed"


class DisclosureQuerySet(RecordQuerySet[Any]):
    """Disclosures."""

    def seen_by(self, user: User) -> Self:
        """Those about families this person sees; for information officers, who answer for the log, all."""
        if user.can(Permission.REQUEST_HANDLE):
            return self
        return self.filter(family_is_seen(user, "family_id"))

    def waiting(self) -> Self:
        """Those nobody has decided, whether or not they were so urgent that they went at once."""
        return self.filter(decision="")

    def shared(self) -> Self:
        """Those that went out: the others are no sharing."""
        return self.filter(shared_on__isnull=False)


class Disclosure(Record):
    """Sharing with somebody on the notice's list, and nobody else (UK GDPR Articles 5(2), 19 and 30).

    Somebody other than the writer agrees before it goes; to protect a child it may go first and be looked at after.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="disclosures")
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="disclosures"
    )
    recipient = models.CharField("kind of recipient", max_length=40, choices=choices(codes.Recipient))
    organisation = models.CharField("organisation", max_length=200)
    contact_name = models.CharField("who there gets it", max_length=200, blank=True)
    purpose = models.CharField("what for", max_length=40, choices=choices(codes.Purpose))
    law = models.CharField("law", max_length=40, choices=choices(codes.Law))
    what = models.TextField("what is shared", max_length=LONGEST)
    records = models.JSONField("records that go with it", default=list, blank=True)
    necessity = models.TextField("why they need it, and why no less would do", max_length=LONGEST)
    told = models.CharField("whether the family knows", max_length=20, choices=Told.choices)
    is_urgent = models.BooleanField("too urgent to wait", default=False)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="disclosures"
    )
    written_at = models.DateTimeField("written down")
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decision_words = models.CharField("reason", max_length=500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    shared_on = models.DateField("shared", null=True, blank=True)
    shared_how = models.CharField("how it was sent", max_length=200, blank=True)
    wall = WallField()

    objects = DisclosureQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(fields=["family", "-written_at", "-id"], name="disclosure_by_family"),
            models.Index(fields=["family", "written_by"], name="disclosure_by_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("written_by")),
                name="disclosure_is_agreed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(decision=""),
                name="disclosure_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(shared_on__isnull=True, shared_how="")
                | (
                    Q(shared_on__isnull=False)
                    & ~Q(shared_how="")
                    & (Q(decision="approved") | Q(is_urgent=True))
                ),
                name="disclosure_is_agreed_or_urgent",
            ),
        ]

    def __str__(self) -> str:
        return f"Sharing with {self.organisation}"

    @property
    def state(self) -> str:
        """Where it stands, in words for staff."""
        if self.shared_on:
            return "Shared" if self.decision else "Shared at once: a manager has still to look at it"
        return {"": "Waits for a manager", "approved": "Agreed, not sent yet", "refused": "Not agreed"}[
            self.decision
        ]
