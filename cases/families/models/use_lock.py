"""Data that is kept and may not be used for now (UK GDPR Article 18)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.families.models.family import Family
from cases.families.models.person import Person
from cases.families.queries import UseLockQuerySet

LONGEST_LOCK_WORDS = 500


class LockReason(models.TextChoices):
    """Why, in words so general that everybody who opens the file may read them."""

    ACCURACY = "accuracy", "Somebody says that it is not right, and we are checking"
    OBJECTION = "objection", "Somebody objects to the use, and we are weighing it"
    UNLAWFUL = "unlawful", "It should not have been used, and the person wants it kept"
    CLAIMS = "claims", "It is kept only because the person needs it for a claim"


class UseLock(Record):
    """An order of an information officer: a family's or a person's data, or one record, is stored and nothing else.

    It stays readable, because a child may need somebody to know; it is not changed, shared, texted about or destroyed.
    The person is told before it is lifted (Article 18(3)).
    """

    family = models.ForeignKey(
        Family, on_delete=models.PROTECT, null=True, blank=True, related_name="use_locks"
    )
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="use_locks"
    )
    record_id = models.UUIDField("the one record it is about", null=True, blank=True)
    reason = models.CharField(max_length=20, choices=LockReason.choices)
    request_reference = models.CharField("request", max_length=20, blank=True)
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    placed_at = models.DateTimeField("placed")
    review_on = models.DateField("look at it again on")
    told_on = models.DateField("told that it will be lifted", null=True, blank=True)
    told_how = models.CharField("how they were told", max_length=200, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField("lifted", null=True, blank=True)
    lift_reason = models.CharField("why it was lifted", max_length=LONGEST_LOCK_WORDS, blank=True)

    objects = UseLockQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["review_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(family__isnull=False) | Q(person__isnull=False), name="use_lock_is_about_somebody"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_reason="")
                | (
                    Q(lifted_at__isnull=False, lifted_by__isnull=False, told_on__isnull=False)
                    & ~Q(lift_reason="")
                ),
                name="use_lock_is_lifted_after_they_were_told",
            ),
            models.CheckConstraint(
                condition=Q(told_on__isnull=True, told_how="") | (Q(told_on__isnull=False) & ~Q(told_how="")),
                name="use_lock_telling_is_whole",
            ),
        ]

    @property
    def covers(self) -> str:
        """How much it takes in, without a name: officers see no file."""
        if self.record_id:
            return "One record, with what hangs on it"
        return "A whole family’s record" if self.person_id is None else "Everything about one person"

    def __str__(self) -> str:
        return str(self.get_reason_display())
