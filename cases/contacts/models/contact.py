"""A contact with a family: fact and judgement kept apart, and how we know."""

import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from accounts.records import Record
from accounts.walls import WallField
from cases.contacts.queries import ContactQuerySet
from cases.families.models import Family, Involvement

LONGEST_NOTE = 20_000
LONGEST_STEP = 500
DAY_IN_MINUTES = 24 * 60


class ContactKind(models.TextChoices):
    """The ways in which a worker meets a family."""

    VISIT = "visit", "Visit"
    CALL = "call", "Phone or video call"
    MEETING = "meeting", "Meeting"
    INTERVENTION = "intervention", "Intervention"
    GROUP_SESSION = "group_session", "Group session"


class ContactSource(models.TextChoices):
    """How we know what is written down: a reader must be able to tell what was seen from what was said."""

    SEEN_AND_HEARD = "seen_and_heard", "I saw and heard it myself"
    TOLD_BY_FAMILY = "told_by_family", "Somebody in the family told me"
    TOLD_BY_PROFESSIONAL = "told_by_professional", "A professional told me"
    DOCUMENT = "document", "I read it in a letter, report or message"
    OTHER = "other", "Another way"


class Contact(Record):
    """One visit, call, meeting, intervention or group session with a family.

    What happened is fact and what we think is judgement; families read both when they ask for their file. The row is
    corrected with a reason and never removed by staff. ``id`` is made when the empty form is first shown, so that the
    same form sent twice is the same contact.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="contacts")
    involvement = models.ForeignKey(
        Involvement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="contacts",
        verbose_name="as part of",
    )
    kind = models.CharField(max_length=20, choices=ContactKind.choices)
    happened_on = models.DateField("date")
    started_at = models.TimeField("start time", null=True, blank=True, help_text="Europe/London")
    minutes = models.PositiveSmallIntegerField("length in minutes", null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    source = models.CharField("how we know", max_length=20, choices=ContactSource.choices)
    what_happened = models.TextField(max_length=LONGEST_NOTE)
    what_we_think = models.TextField(max_length=LONGEST_NOTE, blank=True)
    next_step = models.TextField(max_length=LONGEST_STEP, blank=True)
    next_step_on = models.DateField("next step by", null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="contacts_recorded"
    )
    recorded_at = models.DateTimeField("written down at")
    wall = WallField()
    # Where the contact stands in the chronology: its date and time in London, or the day's beginning.
    happened_at = models.GeneratedField(
        expression=Func(
            F("happened_on"),
            Coalesce("started_at", Value(datetime.time.min)),
            arg_joiner=" + ",
            template="((%(expressions)s) AT TIME ZONE 'Europe/London')",
        ),
        output_field=models.DateTimeField(),
        db_persist=True,
    )

    objects = ContactQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_at", "-id"]
        indexes = [
            models.Index("family", F("happened_at").desc(), F("id").desc(), name="contact_chronology"),
            models.Index(fields=["family", "recorded_by"], name="contact_authors"),
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(what_happened=""), name="contact_says_what_happened"),
            models.CheckConstraint(
                condition=Q(
                    happened_on__lte=Func(
                        F("recorded_at"),
                        template="(%(expressions)s AT TIME ZONE 'Europe/London')::date",
                        output_field=models.DateField(),
                    )
                ),
                name="contact_is_not_in_the_future",
            ),
            models.CheckConstraint(
                condition=Q(minutes__isnull=True) | Q(minutes__range=(1, DAY_IN_MINUTES)),
                name="contact_lasts_a_day_at_most",
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_on__isnull=True)
                | (~Q(next_step="") & Q(next_step_on__isnull=False, next_step_on__gte=F("happened_on"))),
                name="contact_next_step_has_a_later_date",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=ContactKind.values) & Q(source__in=ContactSource.values),
                name="contact_kind_and_source_are_known",
            ),
        ]

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the values; a contact that is part of some work stands behind the wall of that work."""
        if self.involvement is not None:
            self.wall = self.involvement.wall
        super().clean_fields(exclude=exclude)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} on {self.happened_on:%d %b %Y}"
