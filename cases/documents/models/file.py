"""The files of a document, as the database knows them: what each is, never what it was called on a computer."""

import uuid

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.documents.models.document import Document
from cases.documents.queries import RowsOfDocumentQuerySet


class FileType(models.TextChoices):
    """What is taken, each with the media type it is sent as: all are opened by a program, none by the browser."""

    PDF = "application/pdf", "PDF"
    WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word document"
    JPEG = "image/jpeg", "JPG picture"
    PNG = "image/png", "PNG picture"


class DocumentVersion(Record):
    """One file of a document. A new version replaces the shown one; older ones stay listed and can be opened.

    ``id`` is drawn at random, for the file is kept under it. ``digest`` is SHA-256 of the file: what is opened years
    later is what was added.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(validators=[MinValueValidator(1)])
    file_type = models.CharField(max_length=100, choices=FileType.choices)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="document_versions_added"
    )
    added_at = models.DateTimeField()

    objects = RowsOfDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="document_version_once"),
            models.CheckConstraint(
                condition=Q(number__gte=1, size__gte=1, file_type__in=FileType.values),
                name="document_version_is_a_file",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of {self.document_id}"


class UnwantedFile(models.Model):
    """The name of a file whose row was deleted, written by the database itself in the very transaction that did it.

    Whatever deletes the row, disposal or anything to come, the file is destroyed soon after (``folder_clean``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    since = models.DateTimeField()

    class Meta:
        ordering = ["since"]

    def __str__(self) -> str:
        return str(self.pk)
