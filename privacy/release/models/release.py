"""One sending of an approved answer, and each time it was opened by its link."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.keys import new_key
from privacy.redaction.models import Review
from privacy.redaction.models.review import OfOfficers

MOST_TRIES = 5


class Way(models.TextChoices):
    """How it goes out (rights-and-retention 4.5)."""

    LINK = "link", "By a secure link"
    POST = "post", "Printed and posted"
    TRACKED = "tracked", "Printed and sent by tracked post"
    COLLECTED = "collected", "Printed and collected in person"


class CodeWay(models.TextChoices):
    """How the code goes out: never in the same message as the link."""

    PHONE = "phone", "Read out by telephone"
    LETTER = "letter", "By letter"
    PERSON = "person", "In person"


class Release(models.Model):
    """An answer that was sent. Of a link only digests are kept: link and code are shown once, to one officer."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="releases")
    way = models.CharField("how it was sent", max_length=10, choices=Way.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("sent")
    sent_to = models.CharField("where it was sent", max_length=300, blank=True)
    support = models.CharField("who helps the person to read it", max_length=300, blank=True)
    code_way = models.CharField("how the code was given", max_length=10, choices=CodeWay.choices, blank=True)
    link_digest = models.CharField(max_length=64, blank=True)
    code_hash = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField("link ends", null=True)
    tries = models.PositiveSmallIntegerField("wrong codes since the last right one", default=0)
    recalled_at = models.DateTimeField("taken back", null=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["link_digest"], condition=~Q(link_digest=""), name="release_link_once"
            ),
            models.CheckConstraint(
                condition=Q(way="link", expires_at__isnull=False, expires_at__gt=F("made_at"))
                & ~Q(link_digest="")
                & ~Q(code_hash="")
                | ~Q(way="link") & Q(link_digest="", code_hash="", code_way="", expires_at__isnull=True),
                name="release_link_is_whole",
            ),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="release_tries_end"),
            models.CheckConstraint(
                condition=Q(recalled_at__isnull=True, recalled_by__isnull=True)
                | Q(recalled_at__isnull=False, recalled_by__isnull=False),
                name="release_is_taken_back_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Release {self.pk}"


class Fetch(models.Model):
    """Somebody opened the answer with link and code. Where from is not kept: it would tell where they are."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="fetches")
    at = models.DateTimeField("opened")
    what = models.CharField(
        max_length=4, choices=[("pdf", "To read (PDF)"), ("json", "For a machine to read (JSON)")]
    )

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"Opened as {self.what}"
