"""Telling those who were given data that it was corrected, deleted or locked (UK GDPR Article 19)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from privacy import codes
from privacy.models.notice import choices
from privacy.rights.models.decision import Decision
from privacy.rights.queries import RecipientNoticeQuerySet


class WhyNot(models.TextChoices):
    """The two reasons the law knows for telling a recipient nothing."""

    IMPOSSIBLE = "impossible", "It is impossible: they are gone, or nobody can find out who they were"
    TOO_MUCH = "too_much", "It would take an effort out of all proportion"


class RecipientNotice(Record):
    """One sharing on the log that a completed change is told to; it repeats what the log says, and outlives it."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="recipients")
    disclosure_id = models.UUIDField("sharing on the log")
    recipient = models.CharField("kind of recipient", max_length=40, choices=choices(codes.Recipient))
    organisation = models.CharField(max_length=200)
    contact_name = models.CharField("who there got it", max_length=200, blank=True)
    what = models.TextField("what was shared", max_length=2_000)
    shared_on = models.DateField("shared")
    told_on = models.DateField("told", null=True, blank=True)
    why_not = models.CharField("why they are not told", max_length=20, choices=WhyNot.choices, blank=True)
    words = models.CharField("how they were told, or what makes it so", max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = RecipientNoticeQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["shared_on", "id"]
        verbose_name = "recipient to tell"
        verbose_name_plural = "recipients to tell"
        constraints = [
            models.UniqueConstraint(fields=["decision", "disclosure_id"], name="recipient_notice_once"),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, why_not="", words="")
                | (Q(told_on__isnull=False, why_not="") & ~Q(words=""))
                | (Q(told_on__isnull=True) & ~Q(why_not="") & ~Q(words="")),
                name="recipient_is_told_or_there_is_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.organisation
