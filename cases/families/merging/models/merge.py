"""A merge: two records of one person or family put together, with a journal of every row it touched."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.keys import new_key
from accounts.records import Record
from cases.families.merging.models.pair import called
from cases.families.merging.queries import MergeQuerySet
from cases.families.models import Family, Person


class MergeState(models.TextChoices):
    """How far it has come. The writing is done by a job of the system, which sees every row of both records."""

    ASKED = "asked", "Waiting to be put together"
    DONE = "done", "Put together"
    REFUSED = "refused", "Could not be put together"
    UNMERGE_ASKED = "unmerge_asked", "Waiting to be taken apart"
    UNDONE = "undone", "Taken apart again"


class Refusal(models.TextChoices):
    """Why the job wrote nothing. ``APART`` has many causes and tells none: what is hidden must not be guessed."""

    CHANGED = "changed", "One of the two records was changed after you looked at them. Compare them again."
    GONE = "gone", "One of the two records is no longer there."
    APART = (
        "apart",
        "You cannot do this. The reason may not be shown here. Ask your service manager: a manager whose teams hold all"
        " of both records can do it.",
    )
    LOCKED = (
        "locked",
        "One of these records is kept and may not be used now, because somebody used a right of theirs. The information"
        " officers can say how long this takes.",
    )
    BUSY = "busy", "Something else is being done with one of these records. Try again in an hour."
    LATER = "later", "What was written since then stands in the way."


class Merge(Record):
    """The record that stays is a person (``leader``) or a family (``leader_family``); ``stays`` is whichever it is.

    The other one, of the same kind, is gone while the merge is done, and its old links lead on.

    The other record has no row any more, so it is named by key and reference alone. Whatever was in it is on the
    leader's record or, where one of two values had to give way, in the journal and in the history.
    """

    leader = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="merges")
    leader_family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="merges")
    other_id = models.UUIDField("record that went into it")
    other_reference = models.CharField("reference of the record that went into it", max_length=20)
    leader_version = models.UUIDField(null=True, editable=False)
    other_version = models.UUIDField(null=True, editable=False)
    taken = models.JSONField("details taken from the other record", default=list, blank=True)
    state = models.CharField(max_length=20, choices=MergeState.choices, default=MergeState.ASKED)
    refusal = models.CharField("why it was not done", max_length=10, choices=Refusal.choices, blank=True)
    obstacles = models.JSONField("what stands in the way", default=list, blank=True)
    reason = models.CharField("why they are one", max_length=500)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="merges_asked"
    )
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField("put together at", null=True, blank=True)
    undo_reason = models.CharField("why they are two after all", max_length=500, blank=True)
    undo_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    undone_at = models.DateTimeField("taken apart at", null=True, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at", "-id"]
        indexes = [models.Index(fields=["other_id"], name="merge_by_other")]
        constraints = [
            models.CheckConstraint(
                condition=Q(leader__isnull=False, leader_family__isnull=True)
                | Q(leader__isnull=True, leader_family__isnull=False),
                name="merge_is_of_people_or_of_families",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="merge_says_why"),
            # One thing at a time with the record that goes, and it goes once.
            models.UniqueConstraint(
                fields=["other_id"],
                condition=Q(state__in=["asked", "done", "unmerge_asked"]),
                name="merge_goes_once",
            ),
            models.CheckConstraint(
                condition=Q(undo_by__isnull=True, undo_reason="")
                | (Q(undo_by__isnull=False) & ~Q(undo_reason="")),
                name="merge_undone_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.other_reference} into {self.stays_id}"

    @property
    def is_of_families(self) -> bool:
        """Whether two families were put together, and not two people."""
        return self.leader_family_id is not None

    @property
    def stays(self) -> Person | Family:
        """The record that stays."""
        found: Any = self.leader_family if self.is_of_families else self.leader
        return cast("Person | Family", found)

    @property
    def stays_id(self) -> uuid.UUID:
        """Its key."""
        return cast("uuid.UUID", self.leader_family_id if self.is_of_families else self.leader_id)

    @property
    def stays_called(self) -> str:
        """What a page calls it."""
        return called(self.stays)


class StepKind(models.TextChoices):
    """What the merge did with a row."""

    MOVED = "moved", "now names the leader"
    JOINED = "joined", "took what another row of the same kind said"
    REMOVED = "removed", "said what another row says already"
    MADE = "made", "was added"


class MergeStep(models.Model):
    """One line of the journal: a row by model and key, with the values before and after. No page reads it.

    Only the job that takes a merge apart does; disposal takes it with the leader's file.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    merge = models.ForeignKey(Merge, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=StepKind.choices)
    model = models.CharField(max_length=100)
    key = models.UUIDField("the row")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["merge", "position"]
        constraints = [models.UniqueConstraint(fields=["merge", "position"], name="merge_step_once")]

    def __str__(self) -> str:
        return f"{self.model} {self.kind}"
