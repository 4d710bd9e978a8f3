"""Letters to whoever asked: the wording a council may change, and each letter as it was sent."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.keys import new_key
from accounts.models import User
from accounts.permissions import Permission
from accounts.records import Record, RecordQuerySet
from privacy.models import DataRequest


class LetterKind(models.TextChoices):
    """What a letter is for."""

    ACKNOWLEDGE = "acknowledge", "Tell them that we have their request"
    IDENTITY = "identity", "Ask for proof of identity"
    AUTHORITY = "authority", "Ask for proof that they may act for somebody else"
    CLARIFY = "clarify", "Ask what they want"
    EXTEND = "extend", "Tell them that we need two more months"
    UPDATE = "update", "Tell them how far we are"
    PART_REFUSE = "part_refuse", "Send a part, and say that some is held back"
    REFUSE = "refuse", "Refuse"
    NOTHING_HELD = "nothing_held", "Say that we hold nothing"


class Reader(models.TextChoices):
    """Whom a letter is written for."""

    ADULT = "adult", "An adult"
    CHILD = "child", "A child or young person"


class LetterTemplateQuerySet(RecordQuerySet[Any]):
    """Wordings."""

    def visible_to(self, user: User) -> Self:
        """All of them to information officers and to whoever edits our wording."""
        may = user.can(Permission.REQUEST_HANDLE) or user.can(Permission.NOTICE_EDIT)
        return self.all() if may else self.none()


class LetterTemplate(Record):
    """The wording of one kind of letter. Each change is a new version; letters say which one they were made with."""

    kind = models.CharField(max_length=20, choices=LetterKind.choices)
    reader = models.CharField("written for", max_length=10, choices=Reader.choices, default=Reader.ADULT)
    title = models.CharField("heading of the letter", max_length=200)
    body = models.TextField(max_length=8_000)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["kind", "reader"]
        constraints = [models.UniqueConstraint(fields=["kind", "reader"], name="letter_template_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} ({self.get_reader_display().lower()})"


class LetterQuerySet(models.QuerySet[Any]):
    """Letters."""

    def visible_to(self, user: User) -> Self:
        """All of them to information officers, none to anybody else."""
        return self.all() if user.can(Permission.REQUEST_HANDLE) else self.none()


class Letter(models.Model):
    """A letter as it was made, words and PDF. Never changed: one that was not sent is thrown away and made anew."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="letters")
    kind = models.CharField(max_length=20, choices=LetterKind.choices)
    reader = models.CharField("written for", max_length=10, choices=Reader.choices)
    template_version = models.PositiveIntegerField()
    to_name = models.CharField("to whom", max_length=200)
    to_address = models.CharField("where it goes", max_length=300, blank=True)
    title = models.CharField(max_length=200)
    body = models.TextField("words")
    reason = models.TextField("reason or question", max_length=2_000, blank=True)
    grounds = models.JSONField("grounds for holding back", default=list, blank=True)
    written_on = models.DateField("written")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    document = models.BinaryField("PDF")
    digest = models.CharField("SHA-256 of the PDF", max_length=64)
    sent_on = models.DateField("sent", null=True, blank=True)
    sent_how = models.CharField("how it was sent", max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["written_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True, sent_how="") | (Q(sent_on__isnull=False) & ~Q(sent_how="")),
                name="letter_sent_says_how",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()
