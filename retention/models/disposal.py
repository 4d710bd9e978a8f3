"""Disposal lists, what is on them, and the register of what was destroyed."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from accounts.keys import new_key
from accounts.models import User
from retention.models.rule import Rule


class Block(models.TextChoices):
    """Why a file is not destroyed although a period is over; any one is enough."""

    OPEN_INVOLVEMENT = "open_involvement", "A service is still open"
    HOLD = "hold", "On hold"
    REQUEST = "request", "A data request is open, or was answered so lately that they may still complain"
    LOCKED = "locked", "Somebody asked us to keep it and not use it"
    BIRTH_DATE = "birth_date", "An exact date of birth is missing"
    REVIEW = "review", "A person has to decide"
    NO_RULE = "no_rule", "No approved rule covers it"
    LINKED = "linked", "A linked family’s file is not due"
    TAKEN_OFF = "taken_off", "Taken off a list until its review"
    NOT_DUE = "not_due", "Not due any more"
    FAULT = "fault", "A technical fault: tell your administrator"


class DisposalQuerySet(models.QuerySet[Any]):
    """Lists, items and register rows; row security asks for the permission to see disposal."""

    def visible_to(self, user: User) -> Self:
        """All of them, for whoever may see disposal at all."""
        return self.all()


class ListState(models.TextChoices):
    """Where a list stands."""

    PROPOSED = "proposed", "Proposed"
    SUBMITTED = "submitted", "Waiting for a second officer"
    APPROVED = "approved", "Approved, cooling off"
    STOPPED = "stopped", "Stopped by an officer"
    DONE = "done", "Finished"


class DisposalList(models.Model):
    """Files whose period is over, proposed together. Two officers decide; neither can stand in for the other."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    due_on = models.DateField("everything due before")
    state = models.CharField(max_length=10, choices=ListState.choices, default=ListState.PROPOSED)
    proposed_at = models.DateTimeField()
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    destroy_from = models.DateTimeField("cooling-off ends", null=True)
    finished_at = models.DateTimeField(null=True)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        ordering = ["-proposed_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(submitted_by__isnull=True)
                | Q(approved_by__isnull=True)
                | ~Q(approved_by=F("submitted_by")),
                name="disposal_needs_two_officers",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", submitted_by=None, approved_by=None, destroy_from=None)
                | Q(
                    state="submitted",
                    submitted_by__isnull=False,
                    submitted_at__isnull=False,
                    approved_by=None,
                )
                | Q(
                    state__in=["approved", "done"],
                    submitted_by__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                    destroy_from__isnull=False,
                )
                | Q(state="stopped"),
                name="disposal_state_matches_its_officers",
            ),
            models.UniqueConstraint(
                fields=["state"], condition=Q(state="proposed"), name="disposal_proposes_one_list_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"Disposal list of {self.due_on:%d %b %Y}"


class ItemState(models.TextChoices):
    """What becomes of a file on a list."""

    DUE = "due", "To be destroyed"
    BLOCKED = "blocked", "Blocked"
    TAKEN_OFF = "taken_off", "Taken off"


class DisposalItem(models.Model):
    """One family's file on a list, by key and index card alone. It goes with the file it names.

    Keys and not foreign keys: nothing here may keep a file from being destroyed. ``group_key`` is shared by files
    linked through a person who is in more than one of them; they are destroyed together or not at all.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    disposal_list = models.ForeignKey(DisposalList, on_delete=models.CASCADE, related_name="items")
    family_id = models.UUIDField()
    group_key = models.UUIDField()
    reference = models.CharField(max_length=20)
    birth_year = models.PositiveSmallIntegerField("year of birth of the youngest", null=True)
    people = models.PositiveIntegerField()
    rule = models.ForeignKey(Rule, on_delete=models.PROTECT, related_name="+", null=True)
    trigger_on = models.DateField("counted from", null=True)
    due_on = models.DateField("kept until")
    state = models.CharField(max_length=10, choices=ItemState.choices)
    blocks = ArrayField(models.CharField(max_length=20, choices=Block.choices), default=list)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    decision_reason = models.CharField("why", max_length=500, blank=True)
    review_on = models.DateField("look at it again on", null=True)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "reference"]
        indexes = [models.Index(fields=["family_id"], name="disposal_item_by_family")]
        constraints = [
            models.UniqueConstraint(fields=["disposal_list", "family_id"], name="disposal_item_once"),
            models.CheckConstraint(
                condition=(
                    Q(state="taken_off", decided_by__isnull=False, review_on__isnull=False)
                    & ~Q(decision_reason="")
                )
                | ~Q(state="taken_off"),
                name="disposal_item_taken_off_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def block_words(self) -> list[str]:
        """The reasons that keep the file, in words."""
        return [Block(block).label for block in self.blocks]


class DisposalRegister(models.Model):
    """The proof that records were destroyed, kept for good: counts, rules, officers and times, and nothing about
    anybody served. Great Yarmouth's register is the model: class, date range, authority, method, no personal data.

    Files of families go by a list two officers agreed, or because a person had their own erased, which two officers
    granted. A run without either carried out rules about single rows
    (``retention.actions.row_rules``) on the authority of the approved schedule alone.
    """

    id = models.UUIDField("run", primary_key=True, default=new_key, editable=False)
    disposal_list = models.OneToOneField(
        DisposalList, on_delete=models.PROTECT, null=True, related_name="register"
    )
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    families = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    kept_back = models.PositiveIntegerField("kept after all", default=0)
    rules = models.JSONField("files or rows by rule and version", default=dict)
    counts = models.JSONField("rows by table", default=dict)

    objects = DisposalQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(approved_by=F("submitted_by")), name="register_names_two_officers"
            ),
            models.CheckConstraint(
                condition=Q(
                    disposal_list__isnull=False,
                    submitted_by__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                )
                | Q(
                    disposal_list=None,
                    submitted_by=None,
                    approved_by=None,
                    approved_at=None,
                    families=0,
                    people=0,
                )
                # What a person had erased went by the two officers of that decision.
                | Q(
                    disposal_list=None,
                    submitted_by__isnull=False,
                    approved_by__isnull=False,
                    approved_at__isnull=False,
                ),
                name="register_files_go_by_officers",
            ),
        ]

    def __str__(self) -> str:
        return f"Destroyed {self.started_at:%d %b %Y}"


class DisposalSwitch(models.Model):
    """The one row that lets disposal run at all, and how many days an approved list waits."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    may_run = models.BooleanField("disposal may run", default=True)
    cooling_off_days = models.PositiveSmallIntegerField("days an approved list waits", default=7)

    class Meta:
        verbose_name = verbose_name_plural = "disposal switch"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="disposal_switch_is_one_row")]

    def __str__(self) -> str:
        return "Disposal may run" if self.may_run else "Disposal is stopped"
