"""Somebody does not want texts from us."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.families.models import Person
from cases.texts.queries import TextStopQuerySet


class TextStop(Record):
    """An objection to texts (UK GDPR Article 21): honoured the moment it is written down, by whoever hears it.

    Nothing is weighed: a text is never the only way to reach somebody.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="text_stops")
    said = models.CharField("how they told us", max_length=300)
    request_reference = models.CharField("request", max_length=20, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField("written down")
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    lifted_at = models.DateTimeField("taken back", null=True, blank=True)
    lift_said = models.CharField("how they told us that they want texts again", max_length=300, blank=True)

    objects = TextStopQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-written_at", "-id"]
        verbose_name = "objection to texts"
        verbose_name_plural = "objections to texts"
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(lifted_at__isnull=True), name="text_stop_stands_once"
            ),
            models.CheckConstraint(
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lift_said="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lift_said="")),
                name="text_stop_is_taken_back_whole",
            ),
        ]

    def __str__(self) -> str:
        return "No texts"
