"""Looking through one pack: where it stands, who may be named in it, and what came of it."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.keys import new_key
from accounts.models import User
from accounts.permissions import Permission
from privacy.models import Pack


class ReviewState(models.TextChoices):
    """How far the looking through has come."""

    PREPARING = "preparing", "Being prepared"
    REVIEWING = "reviewing", "Being looked through"
    SECOND = "second", "With a second reader"
    APPROVED = "approved", "Approved, being checked by the program"
    READY = "ready", "Ready to be sent"
    FAILED = "failed", "Stopped by a fault"


class OfOfficers(models.QuerySet[Any]):
    """Rows of the officers who answer requests."""

    def visible_to(self, user: User) -> Self:
        """All of them to information officers, none to anybody else."""
        return self.all() if user.can(Permission.REQUEST_HANDLE) else self.none()


class Review(models.Model):
    """One pack being looked through. ``people`` are those who may be named in it, ``secrets`` what must never be told.

    ``files`` are the documents that belong to the pack, laid out as one more section of it. A second officer reads
    what the first decided (ICO guidance, 31 July 2025): the database refuses the same one twice.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    pack = models.OneToOneField(Pack, on_delete=models.CASCADE, related_name="review")
    state = models.CharField(max_length=10, choices=ReviewState.choices, default=ReviewState.PREPARING)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    people = models.JSONField(default=list)
    secrets = models.JSONField(default=list)
    files = models.JSONField(default=list)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    read_at = models.DateTimeField(null=True)
    read_words = models.CharField("what the second reader said", max_length=1000, blank=True)

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(read_by__isnull=True)
                | Q(submitted_by__isnull=False) & ~Q(read_by=F("submitted_by")),
                name="review_is_read_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["approved", "ready"])
                | Q(read_by__isnull=False, read_at__isnull=False, submitted_by__isnull=False),
                name="review_is_approved_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Looking through {self.pack_id}"


class Picture(models.Model):
    """A page of a document, or a photo, as pixels alone. ``words`` are those the page shows, each with its place."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="pictures")
    image = models.BinaryField("JPEG")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    words = models.JSONField(default=list)

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Picture {self.pk}"


class Output(models.Model):
    """What goes out, as it was set once: the files, and everything needed to set the very same bytes again.

    ``frame`` is all that stands around the records, ``template`` how it is laid out, ``made_with`` the versions of
    the programs that set it. ``hits`` are places where the program still found something that was to be held back.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="output")
    frame = models.JSONField()
    template = models.TextField()
    made_with = models.CharField(max_length=200)
    document = models.BinaryField("PDF, or its first volume")
    data = models.BinaryField("JSON")
    digest = models.CharField("SHA-256 of the PDF", max_length=64)
    data_digest = models.CharField("SHA-256 of the JSON", max_length=64)
    last_decision = models.PositiveIntegerField("number of the last decision in it")
    made_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True)
    hits = models.JSONField(default=list)

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"Output of {self.review_id}"

    @property
    def digests(self) -> tuple[str, ...]:
        """SHA-256 of PDF, JSON and further volumes, in the order in which they are set again."""
        return self.digest, self.data_digest, *(volume.digest for volume in self.volumes.all())


class Volume(models.Model):
    """The second or a further volume of an answer too large for one file."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="volumes")
    number = models.PositiveSmallIntegerField()
    document = models.BinaryField("PDF")
    digest = models.CharField("SHA-256 of the PDF", max_length=64)

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["output", "number"]
        constraints = [
            models.UniqueConstraint(fields=["output", "number"], name="volume_once"),
            models.CheckConstraint(condition=Q(number__gte=2), name="volume_is_a_further_one"),
        ]

    def __str__(self) -> str:
        return f"Volume {self.number}"
