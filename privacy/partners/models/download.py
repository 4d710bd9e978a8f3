"""One file made for one sharing, the link that opens it, and each time it was opened."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.keys import new_key
from accounts.models import User
from cases.families.queries import family_is_seen
from privacy.links.models import SecureLink, link_constraints
from privacy.models import Disclosure


class DownloadQuerySet(models.QuerySet[Any]):
    """Downloads."""

    def visible_to(self, user: User) -> Self:
        """Those of the sharings this person sees."""
        return self.filter(disclosure__in=Disclosure.objects.visible_to(user))


class RowsOfDownloadQuerySet(models.QuerySet[Any]):
    """What hangs on downloads."""

    def visible_to(self, user: User) -> Self:
        """Those of the sharings this person sees."""
        return self.filter(download__disclosure__in=Disclosure.objects.visible_to(user))


class FileQuerySet(models.QuerySet[Any]):
    """Files."""

    def visible_to(self, user: User) -> Self:
        """Those made from files of families this person sees; an information officer sees that there is one."""
        sharings = Disclosure.objects.visible_to(user).filter(family_is_seen(user, "family_id"))
        return self.filter(download__disclosure__in=sharings)


class Download(SecureLink):
    """A file made of exactly the records that a sharing names; it goes once an officer looked at it.

    ``pictures`` are pages that show only a picture, in which no program can look for an address. The file itself is
    destroyed when the link has ended; what was given stays known by its records and its SHA-256.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.CASCADE, related_name="downloads")
    prepared_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField("put together")
    records = models.JSONField("records in it", default=list)
    pictures = models.PositiveIntegerField("pages that are pictures", default=0)
    digest = models.CharField("SHA-256 of the file", max_length=64)
    handed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    handed_at = models.DateTimeField("handed over", null=True)

    objects = DownloadQuerySet.as_manager()

    class Meta:
        ordering = ["-prepared_at", "-id"]
        constraints = [
            *link_constraints("download"),
            models.UniqueConstraint(
                fields=["disclosure"], condition=Q(handed_at__isnull=True), name="download_waits_once"
            ),
            models.CheckConstraint(
                condition=Q(handed_at__isnull=False, handed_by__isnull=False, expires_at__gt=F("handed_at"))
                & ~Q(link_digest="")
                & ~Q(code_hash="")
                | Q(handed_at__isnull=True, handed_by__isnull=True, expires_at__isnull=True)
                & Q(link_digest="", code_hash="", code_way="", recalled_at__isnull=True),
                name="download_link_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"Download {self.pk}"


class DownloadFile(models.Model):
    """The file, for as long as its link opens: the row goes when the link ends or is taken back."""

    download = models.OneToOneField(Download, on_delete=models.CASCADE, primary_key=True, related_name="file")
    document = models.BinaryField("PDF")

    objects = FileQuerySet.as_manager()

    class Meta:
        ordering = ["download"]

    def __str__(self) -> str:
        return f"File of {self.download_id}"


class Opening(models.Model):
    """Somebody at the partner opened the file with link and code."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    download = models.ForeignKey(Download, on_delete=models.CASCADE, related_name="openings")
    at = models.DateTimeField("opened")

    objects = RowsOfDownloadQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return "Opened"
