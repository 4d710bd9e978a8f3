"""What is offered to groups of people."""

from django.db import models
from django.db.models import Q

from accounts.models import Team
from accounts.records import Record
from cases.families.models import Service
from cases.groups.queries import ProgrammeQuerySet


class Programme(Record):
    """A course that one team runs again and again. It says nothing about anybody who came."""

    name = models.CharField(max_length=100)
    description = models.TextField("what it is for", max_length=2000, blank=True)
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="programmes")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="programmes")
    is_offered = models.BooleanField("offered now", default=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="programme_has_a_name"),
            models.UniqueConstraint(fields=["team", "name"], name="programme_once_in_a_team"),
        ]

    def __str__(self) -> str:
        return self.name
