"""The retention schedule as the council approved it, one row a version of a rule."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from accounts.keys import new_key
from retention.schedule import CODES, FILE_CODES, Action, Trigger, can_be_carried_out

TRIGGER_WORDS = {
    Trigger.LAST_ACTIVITY: "the end of our help, or our last contact if that was later",
    Trigger.FINANCIAL_YEAR: "the end of the financial year (31 March) of our last contact",
    Trigger.COLLECTED: "the day it was collected",
    Trigger.CREATED: "the day it was made",
    Trigger.SAVED: "the day it was last changed",
    Trigger.CLOSED: "the day it was closed",
    Trigger.LEFT: "the day they left",
    Trigger.NONE: "no day: it is kept",
}
ACTION_WORDS = {
    Action.DESTROY: "Destroyed",
    Action.REVIEW: "A person decides whether it may be destroyed",
    Action.BLANK: "Personal details blanked",
    Action.KEEP: "Kept",
}


class RuleQuerySet(models.QuerySet["Rule"]):
    """Versions of rules."""

    def in_force(self, on: datetime.date) -> Self:
        """The version of each rule that counts on a day: the newest approved one that has begun."""
        newest = self.filter(in_force_from__lte=on).order_by("code", "-version").distinct("code")
        return self.filter(pk__in=newest.values("pk"))

    def waiting(self) -> Self:
        """Versions nobody has approved yet and no newer version has replaced."""
        newer = self.model.objects.filter(
            code=models.OuterRef("code"), version__gt=models.OuterRef("version")
        )
        return self.filter(~models.Exists(newer), approved_at__isnull=True)


class Rule(models.Model):
    """How long one kind of record is kept. A change is a new version: the old one stays to explain what it decided.

    A version acts from ``in_force_from`` on, and only once somebody other than its writer has approved it. The longest
    rule that fits a file decides; see ``retention.schedule.DefaultRule`` for the meaning of each part.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    code = models.CharField("rule", max_length=40, choices=[(code, code) for code in sorted(CODES)])
    version = models.PositiveIntegerField(default=1, editable=False)
    title = models.CharField(max_length=100)
    records = models.CharField("what it is about, in plain words", max_length=500)
    service_kind = models.CharField(
        "files of this kind of service", max_length=20, blank=True, editable=False
    )
    end_reason = models.CharField("files where work ended so", max_length=20, blank=True, editable=False)
    trigger = models.CharField(
        "counted from",
        max_length=20,
        choices=[(trigger.value, TRIGGER_WORDS[trigger]) for trigger in Trigger],
    )
    years = models.PositiveSmallIntegerField("years kept", default=0)
    months = models.PositiveSmallIntegerField("months kept, beyond the years", default=0)
    birthday_years = models.PositiveSmallIntegerField(
        "never before this birthday of the youngest child", null=True, blank=True
    )
    death_years = models.PositiveSmallIntegerField(
        "years after the death of a child under 18, instead of the birthday", null=True, blank=True
    )
    action = models.CharField(
        "then", max_length=10, choices=[(action.value, ACTION_WORDS[action]) for action in Action]
    )
    reason = models.CharField("why so long, in plain words", max_length=500)
    source = models.CharField("law or published source", max_length=300)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    written_at = models.DateTimeField(editable=False)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, editable=False)
    in_force_from = models.DateField(null=True, editable=False)

    history = HistoricalRecords(
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )
    objects = RuleQuerySet.as_manager()

    class Meta:
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="rule_version_once"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_at__isnull=True, in_force_from__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False, in_force_from__isnull=False),
                name="rule_approval_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(written_by__isnull=True)
                | ~Q(approved_by=F("written_by")),
                name="rule_is_approved_by_another",
                violation_error_message="Somebody other than its writer has to approve a rule",
            ),
            models.CheckConstraint(
                condition=Q(trigger=Trigger.NONE) | Q(years__gt=0) | Q(months__gt=0),
                name="rule_has_a_period",
                violation_error_message="Enter for how many years or months the record is kept",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.version}"

    def clean(self) -> None:
        """Refuse what no job of the portal carries out: every sentence of the schedule is a promise."""
        if not can_be_carried_out(self.code, self.trigger, self.action):
            raise ValidationError(
                "The portal cannot do that for this kind of record. Change how long it is kept, or keep it for good"
            )

    @property
    def is_about_files(self) -> bool:
        """Whether it decides about whole files of families, which go by a list that two officers agree."""
        return self.code in FILE_CODES

    @property
    def months_kept(self) -> int:
        """The whole period in months."""
        return 12 * self.years + self.months

    @property
    def period(self) -> str:
        """The period in words: "6 years", "1 year and 6 months", or "for ever"."""
        if self.trigger == Trigger.NONE:
            return "for ever"
        parts = [_count(self.years, "year"), _count(self.months, "month")]
        return " and ".join(part for part in parts if part)

    @property
    def wording(self) -> str:
        """The whole period as a parent reads it."""
        if self.trigger == Trigger.NONE:
            return "We keep it for as long as the service runs."
        words = f"{self.period} from {TRIGGER_WORDS[Trigger(self.trigger)]}."
        if self.birthday_years:
            words += f" Never before the youngest child turns {self.birthday_years}."
        if self.death_years:
            words += f" If a child died before they were 18: {_count(self.death_years, 'year')} from that day instead."
        return words


def _count(number: int, unit: str) -> str:
    if not number:
        return ""
    return f"{number} {unit}" + ("" if number == 1 else "s")
