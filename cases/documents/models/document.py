"""A document on a family's file: what it is, of when, from whom and about whom."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value

from accounts.records import Record
from accounts.walls import WallField
from cases.documents.queries import DocumentQuerySet, RowsOfDocumentQuerySet
from cases.families.models import Family, Involvement, Person


class DocumentKind(models.TextChoices):
    """What sort of document it is, in the words a worker looks for it by."""

    LETTER = "letter", "Letter or email"
    REPORT = "report", "Report or assessment by others"
    SCHOOL = "school", "School or nursery record"
    HEALTH = "health", "Health record"
    COURT = "court", "Court or police document"
    CONSENT = "consent", "Consent or signed form"
    PICTURE = "picture", "Picture or drawing"
    OTHER = "other", "Something else"


class Document(Record):
    """One document about a family; its files are its versions, the newest of which is shown.

    A removed document stays listed with the reason, and nobody opens it any more. Its files are kept as long as the
    family's file is: what was added by mistake may still have to be shown to whoever asks what we hold.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="documents")
    involvement = models.ForeignKey(
        Involvement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="documents",
        verbose_name="as part of",
    )
    title = models.CharField(max_length=150)
    kind = models.CharField("kind of document", max_length=20, choices=DocumentKind.choices)
    dated_on = models.DateField("date of the document")
    source = models.CharField("who it came from", max_length=150)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="documents_added"
    )
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    removal_reason = models.CharField(max_length=300, blank=True)
    wall = WallField()
    # Where the document stands in the chronology: the beginning of its day in London.
    stands_at = models.GeneratedField(
        expression=Func(
            F("dated_on"),
            Value(datetime.time.min),
            arg_joiner=" + ",
            template="((%(expressions)s) AT TIME ZONE 'Europe/London')",
        ),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects = DocumentQuerySet.as_manager()

    class Meta:
        ordering = ["-stands_at", "-id"]
        indexes = [
            models.Index("family", F("stands_at").desc(), F("id").desc(), name="document_chronology"),
            models.Index(fields=["family", "added_by"], name="document_authors"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title="") & ~Q(source=""), name="document_is_described"),
            models.CheckConstraint(condition=Q(kind__in=DocumentKind.values), name="document_kind_is_known"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True, removal_reason="")
                | (Q(removed_at__isnull=False) & ~Q(removal_reason="")),
                name="document_removed_with_a_reason",
            ),
        ]

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the values; a document that is part of some work stands behind the wall of that work."""
        if self.involvement is not None:
            self.wall = self.involvement.wall
        super().clean_fields(exclude=exclude)

    def __str__(self) -> str:
        return self.title


class DocumentAbout(Record):
    """A person of the family whom a document is about."""

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="about")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="documents_about")

    objects = RowsOfDocumentQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["document", "person"], name="document_about_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.document_id}"
