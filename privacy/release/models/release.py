"""One sending of an approved answer, and each time it was opened by its link."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.keys import new_key
from privacy.links.models import SecureLink, link_constraints
from privacy.redaction.models import Review
from privacy.redaction.models.review import OfOfficers


class Way(models.TextChoices):
    """How it goes out (rights-and-retention 4.5)."""

    LINK = "link", "By a secure link"
    POST = "post", "Printed and posted"
    TRACKED = "tracked", "Printed and sent by tracked post"
    COLLECTED = "collected", "Printed and collected in person"


class Release(SecureLink):
    """An answer that was sent, by a link or on paper."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="releases")
    way = models.CharField("how it was sent", max_length=10, choices=Way.choices)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField("sent")
    support = models.CharField("who helps the person to read it", max_length=300, blank=True)

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            *link_constraints("release"),
            models.CheckConstraint(
                condition=Q(way="link", expires_at__isnull=False, expires_at__gt=F("made_at"))
                & ~Q(link_digest="")
                & ~Q(code_hash="")
                | ~Q(way="link") & Q(link_digest="", code_hash="", code_way="", expires_at__isnull=True),
                name="release_link_is_whole",
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

    volume = models.PositiveSmallIntegerField("volume", default=1)

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return f"Opened as {self.what}"
