"""Teams, and who works in them from when to when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from simple_history.models import HistoricalRecords

from accounts.keys import new_key
from accounts.queries import MembershipQuerySet, TeamQuerySet
from accounts.roles import ROLE_CHOICES


class Team(models.Model):
    """A group of staff that holds involvements with families; a manager of the team above sees them too."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    name = models.CharField(max_length=100, unique=True)
    phone = models.CharField("telephone", max_length=20, blank=True)
    parent = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="teams_below",
        verbose_name="team above",
    )

    history = HistoricalRecords(
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )
    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [models.CheckConstraint(condition=~Q(parent=F("id")), name="team_not_above_itself")]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """A person's job in a team. Its dates decide access; the last day is the last day of access."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=40, choices=ROLE_CHOICES)
    started_on = models.DateField("first day")
    ended_on = models.DateField("last day", null=True, blank=True)

    history = HistoricalRecords(
        history_id_field=models.UUIDField(default=new_key),
        history_change_reason_field=models.TextField(null=True),
    )
    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["team__name", "user__full_name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="membership_ends_after_it_starts",
                violation_error_message="The last day must be the same as or after the first day",
            ),
            ExclusionConstraint(
                name="membership_once_at_a_time",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("team", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (
                        Func(F("started_on"), F("ended_on"), models.Value("[]"), function="daterange"),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="This person already holds this role in this team at that time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_role_display()} – {self.team}"
