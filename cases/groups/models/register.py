"""Who came to a session."""

from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.groups.models.enrolment import Enrolment
from cases.groups.models.session import Session
from cases.groups.queries import AttendanceQuerySet


class Mark(models.TextChoices):
    """One line of a register. Excused is away with good reason, told beforehand; it does not count against them."""

    PRESENT = "present", "Present"
    LATE = "late", "Late"
    EXCUSED = "excused", "Excused"
    ABSENT = "absent", "Absent"


ATTENDED = (Mark.PRESENT, Mark.LATE)
AWAY = (Mark.EXCUSED, Mark.ABSENT)


class Attendance(Record):
    """Whether somebody came to one session, and why not."""

    session = models.ForeignKey(Session, on_delete=models.PROTECT, related_name="attendances")
    enrolment = models.ForeignKey(Enrolment, on_delete=models.CASCADE, related_name="attendances")
    mark = models.CharField(max_length=10, choices=Mark.choices)
    reason = models.CharField("why away", max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "attendance"
        constraints = [
            models.UniqueConstraint(fields=["session", "enrolment"], name="attendance_once"),
            models.CheckConstraint(condition=Q(mark__in=Mark.values), name="attendance_mark_is_known"),
            models.CheckConstraint(
                condition=Q(reason="") | Q(mark__in=["excused", "absent"]),
                name="attendance_reason_is_of_the_away",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mark_display()} in {self.session_id}"
