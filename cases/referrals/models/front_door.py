"""How fast the front door works, and for how long a family counts as referred again: the council's own figures."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from accounts.keys import new_key
from accounts.models import Team
from cases.referrals.models.referral import Priority

HOURS = [MinValueValidator(1), MaxValueValidator(400)]


class FrontDoor(models.Model):
    """One row. A change counts for referrals written down from then on: what was promised before stands."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    urgent_hours = models.PositiveSmallIntegerField("working hours for urgent", default=4, validators=HOURS)
    high_hours = models.PositiveSmallIntegerField("working hours for high", default=8, validators=HOURS)
    routine_hours = models.PositiveSmallIntegerField(
        "working hours for routine",
        default=16,
        validators=HOURS,
        help_text="A working day has eight hours, 9am to 5pm",
    )
    again_months = models.PositiveSmallIntegerField(
        "months within which a referral counts as a re-referral",
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )

    web_team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="team that receives what comes by web form",
        help_text="When nobody is chosen: the first team by name that takes referrals",
    )

    history = HistoricalRecords(
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )

    class Meta:
        verbose_name = verbose_name_plural = "front door timescales"
        constraints = [models.CheckConstraint(condition=Q(id=1), name="front_door_is_one_row")]

    def __str__(self) -> str:
        return "Front door timescales"

    def hours_for(self, priority: str) -> int:
        """Working hours within which a referral of this priority is decided."""
        hours: dict[str, Any] = {
            Priority.URGENT: self.urgent_hours,
            Priority.HIGH: self.high_hours,
            Priority.ROUTINE: self.routine_hours,
        }
        return int(hours[priority])
