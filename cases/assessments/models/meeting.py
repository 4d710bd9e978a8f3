"""Meetings of the team around the family: who was asked, who came, what was said, when next."""

from django.conf import settings
from django.db import models

from accounts.records import Record
from cases.assessments.models.plan import LONGEST_REVIEW, Plan, Somebody
from cases.assessments.queries import OfPlanQuerySet


class TeamMeeting(Record):
    """One meeting about a plan, arranged and, once it was held, written up."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField("starts at")
    place = models.CharField(max_length=200)
    minutes = models.TextField(max_length=LONGEST_REVIEW, blank=True)
    next_on = models.DateField("next meeting on", null=True, blank=True)
    arranged_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfPlanQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-id"]

    def __str__(self) -> str:
        return f"Team Around the Family meeting on {self.starts_at:%d %b %Y}"


class Attendance(models.TextChoices):
    """Whether somebody who was asked came."""

    CAME = "came", "Came"
    APOLOGIES = "apologies", "Sent apologies"
    ABSENT = "absent", "Did not come"


class MeetingInvitee(Somebody):
    """Somebody asked to a meeting."""

    meeting = models.ForeignKey(TeamMeeting, on_delete=models.CASCADE, related_name="invitees")
    attendance = models.CharField(max_length=10, choices=Attendance.choices, blank=True)

    objects = OfPlanQuerySet.as_manager()

    class Meta(Somebody.Meta):
        abstract = False
        ordering = ["id"]

    def __str__(self) -> str:
        return self.who
