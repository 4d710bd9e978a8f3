"""What somebody says about an opinion on them: it stands beside the opinion wherever that is shown (Article 16)."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from accounts.records import Record
from cases.families.models import Family, Person
from privacy.rights.queries import StatementQuerySet


class About(models.TextChoices):
    """Kinds of record that hold opinions."""

    CONTACT = "contact", "A contact"
    ASSESSMENT = "assessment", "An assessment"


class Statement(Record):
    """The person's own words, never shortened; the opinion stays as it was."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="statements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="statements")
    about = models.CharField("beside", max_length=20, choices=About.choices)
    record_id = models.UUIDField("record it stands beside")
    words = models.TextField("what they say", max_length=4_000)
    said_on = models.DateField("said")
    request_reference = models.CharField("request", max_length=20, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("written down")

    objects = StatementQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["said_on", "id"]
        indexes = [models.Index(fields=["family", "record_id"], name="statement_by_record")]

    def __str__(self) -> str:
        return "Statement"
