"""What people sent by a public form. Anybody may add one; officers alone may read them."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.keys import new_key
from accounts.models import User
from accounts.permissions import Permission
from privacy.models import DataRequest


class FormKind(models.TextChoices):
    """What somebody wants, as the start page offers it."""

    COPY = "copy", "See what you hold about me"
    CORRECT = "correct", "Put something right"
    OBJECT = "object", "Say no to how you use my information"
    DELETE = "delete", "Delete something, or stop using it"
    COMPLAINT = "complaint", "Complain about how you use my information"
    DETAILS = "details", "Tell you that my details have changed"


class Outcome(models.TextChoices):
    """What became of it."""

    REQUEST = "request", "A data request"
    COMPLAINT = "complaint", "A complaint"
    NOT_HELD = "not_held", "Answered: we hold nothing"


class SubmissionQuerySet(models.QuerySet[Any]):
    """Submissions."""

    def visible_to(self, user: User) -> Self:
        """All of them to information officers, none to anybody else."""
        return self.all() if user.can(Permission.REQUEST_HANDLE) else self.none()

    def waiting(self) -> Self:
        """Those nobody has taken on; each has been running since the day it came."""
        return self.filter(outcome="")


class Submission(models.Model):
    """One form as it was sent. ``id`` is made with the empty form, so that sending it twice sends it once."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    kind = models.CharField("what they want", max_length=20, choices=FormKind.choices)
    received_on = models.DateField("received")
    answers = models.JSONField("what they said")
    outcome = models.CharField("what became of it", max_length=20, choices=Outcome.choices, blank=True)
    taken_on = models.DateField("taken on", null=True, blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    data_request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, null=True, blank=True, related_name="submissions"
    )
    complaint_reference = models.CharField("complaint", max_length=20, blank=True)
    reply = models.TextField("what we answered", blank=True)
    reply_how = models.CharField("how it was sent", max_length=200, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["received_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome="", taken_on__isnull=True, taken_by__isnull=True)
                | (~Q(outcome="") & Q(taken_on__isnull=False, taken_by__isnull=False)),
                name="submission_outcome_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(data_request__isnull=True) | Q(outcome="request"),
                name="submission_request_is_its_outcome",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class FileKind(models.TextChoices):
    """What a file is, by its content."""

    PDF = "pdf", "PDF"
    WORD = "docx", "Word document"
    JPEG = "jpg", "JPG picture"
    PNG = "png", "PNG picture"


class EvidenceQuerySet(models.QuerySet[Any]):
    """Files sent with submissions."""

    def visible_to(self, user: User) -> Self:
        """Those of submissions an officer sees."""
        return self.all() if user.can(Permission.REQUEST_HANDLE) else self.none()


class Evidence(models.Model):
    """A file somebody sent with a form: kept in the database behind row security, under a name of ours.

    It comes before the form it belongs to is sent; what belongs to none after a day goes. Whoever sent it may take it
    back: before the form is sent it is gone then; afterwards, until an officer has opened it, its content goes and the
    row stays and says so.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    submission = models.ForeignKey(
        Submission, on_delete=models.CASCADE, related_name="evidence", db_constraint=False
    )
    kind = models.CharField(max_length=10, choices=FileKind.choices)
    content = models.BinaryField()
    added_at = models.DateTimeField()
    opened_at = models.DateTimeField("opened by an officer", null=True, blank=True)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_at = models.DateTimeField("taken back by whoever sent it", null=True, blank=True)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True, opened_by__isnull=True)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="evidence_says_who_opened_it",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True) | Q(opened_at__isnull=True, content=b""),
                name="evidence_taken_back_is_gone_and_was_not_opened",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
