"""What a manager writes on a family's file about the work."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from accounts.walls import WallField
from cases.families.models import Family
from cases.oversight.queries import OversightQuerySet

LONGEST = 8_000


class NoteKind(models.TextChoices):
    """The occasions on which a manager writes on a file."""

    SUPERVISION = "supervision", "Supervision with the worker"
    OVERSIGHT = "oversight", "Management oversight"
    DECISION = "decision", "Management decision"


class OversightNote(Record):
    """A manager's reflection and decision on the work with a family (Working Together 2023, on supervision).

    It is part of the family's file: the worker acts on it and the family may read it.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="oversight_notes")
    kind = models.CharField(max_length=20, choices=NoteKind.choices)
    talked_on = models.DateField("date")
    words = models.TextField("what was discussed and decided, and why", max_length=LONGEST)
    next_actions = models.TextField(
        "what happens next, who does it and by when", max_length=LONGEST, blank=True
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="oversight_notes"
    )
    written_at = models.DateTimeField("written down at")
    wall = WallField()

    objects = OversightQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(fields=["family", "-written_at", "-id"], name="oversight_by_family"),
            models.Index(fields=["family", "written_by"], name="oversight_by_author"),
        ]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="oversight_note_says_something")]
