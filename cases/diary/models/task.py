"""Something to do for a family, by somebody and by a day."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from accounts.walls import WallField
from cases.diary.queries import TaskQuerySet
from cases.families.models import Family

LONGEST = 500


class Task(Record):
    """What one member of staff has promised to do for a family, and by when.

    It is part of the family's file. ``source`` and ``source_key`` name the record it came from, a contact say, by the
    word under which that record's app offers it (``cases.diary.sources``); a task written by hand has none.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="tasks")
    what = models.TextField("what has to be done", max_length=LONGEST)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks")
    due_on = models.DateField("by when")
    done_at = models.DateTimeField("done at", null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="tasks_done"
    )
    source = models.CharField("kind of record it came from", max_length=20, blank=True)
    source_key = models.UUIDField("record it came from", null=True, blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="tasks_given"
    )
    given_at = models.DateTimeField("written down at")
    wall = WallField()

    objects = TaskQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(fields=["owner", "due_on"], condition=Q(done_at__isnull=True), name="task_to_do"),
            models.Index(fields=["family", "due_on"], name="task_by_family"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="task_says_what"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True, done_by__isnull=True)
                | Q(done_at__isnull=False, done_by__isnull=False),
                name="task_done_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(source="", source_key__isnull=True)
                | (~Q(source="") & Q(source_key__isnull=False)),
                name="task_source_has_a_key",
            ),
        ]

    @property
    def is_done(self) -> bool:
        """Whether somebody has done it."""
        return self.done_at is not None
