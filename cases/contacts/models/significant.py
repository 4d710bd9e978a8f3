"""Which entries of a chronology matter most: what somebody new to the family has to read first."""

from django.conf import settings
from django.db import models

from accounts.records import Record
from accounts.walls import WallField
from cases.contacts.queries import SignificantEventQuerySet
from cases.families.models import Family


class SignificantEvent(Record):
    """A mark on one entry of a family's chronology. It says nothing of its own: what happened stands in the entry.

    The entry may be a row of any app, so it is named by its strand and the id of its row. A mark taken off stays, no
    longer standing. It is behind the wall the entry is behind.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="significant_events")
    strand = models.CharField("kind of entry", max_length=30)
    entry_id = models.UUIDField("entry")
    is_standing = models.BooleanField("marked now", default=True)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    marked_at = models.DateTimeField("marked at")
    wall = WallField()

    objects = SignificantEventQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-marked_at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["family", "strand", "entry_id"], name="significant_event_once"),
        ]
