"""Giving somebody the notice, and a run that tells everybody concerned about a new version."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, Func, OuterRef, Q

from accounts.keys import new_key
from accounts.models import User
from accounts.records import Record, RecordQuerySet
from accounts.walls import WallField
from cases.families.models import Family, Involvement, Person
from cases.families.queries import family_is_seen, person_is_seen, visible_involvements
from cases.texts.models import Text
from privacy.notices.models import LANGUAGES, NoticeVersion

NOT_ARRIVED = ("temporary-failure", "permanent-failure", "technical-failure", "cancelled", "needs-a-person")


class How(models.TextChoices):
    """How somebody was given the notice."""

    PAPER = "paper", "On paper"
    LARGE_PRINT = "large_print", "In large print"
    EASY_READ = "easy_read", "In easy read"
    ALOUD = "aloud", "Read aloud, or explained"
    LINK = "link", "As a link in a text or email"


class GivenQuerySet(RecordQuerySet[Any]):
    """Times the notice was given."""

    def seen_by(self, user: User) -> Self:
        """Those of people this person sees."""
        return self.filter(person_is_seen(user, "person_id"))


class Given(Record):
    """Somebody was given one version of the notice on a day (UK GDPR Articles 13 and 14)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="notices_given")
    version = models.ForeignKey(NoticeVersion, on_delete=models.PROTECT, related_name="given")
    how = models.CharField("how it was given", max_length=20, choices=How.choices)
    language = models.CharField(
        "in another language than English", max_length=10, choices=LANGUAGES, blank=True
    )
    given_on = models.DateField("given on")
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    wall = WallField()

    objects = GivenQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-given_on", "-id"]

    def __str__(self) -> str:
        return f"Version {self.version_id} on {self.given_on}"


class Telling(models.Model):
    """Telling everybody concerned that a version changed something for them. Each version is told once.

    It stands here from the press of the button; a job works through the people in small steps, each whole or not at
    all, so that it can be killed at any line and goes on where it stood.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    version = models.OneToOneField(NoticeVersion, on_delete=models.PROTECT, related_name="telling")
    link = models.URLField("where the version is read")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    finished_at = models.DateTimeField("everybody has a way", null=True, blank=True)

    class Meta:
        ordering = ["-started_at"]

    def __str__(self) -> str:
        return f"Telling about {self.version_id}"


class Way(models.TextChoices):
    """How somebody is told."""

    TEXT = "text", "By text"
    LETTER = "letter", "By letter"
    IN_PERSON = "in_person", "In person"


class TellingState(models.TextChoices):
    """Where telling somebody stands. The database works it out (``telling_state``, migration 0002)."""

    QUEUED = "queued", "Text waits to be sent"
    SENT = "sent", "Text sent, not yet confirmed"
    FAILED = "failed", "Text did not arrive: to be told in person"
    DELIVERED = "delivered", "Text delivered"
    LETTER = "letter", "Letter instead: to be printed"
    PRINTED = "printed", "Letter instead: printed"
    IN_PERSON = "in_person", "To be told in person"
    TOLD = "told", "Told in person"


DONE = (TellingState.DELIVERED, TellingState.PRINTED, TellingState.TOLD)
"""The states with a proof that somebody was told."""


class ToldQuerySet(RecordQuerySet[Any]):
    """People of a run."""

    def seen_by(self, user: User) -> Self:
        """Those this person sees, through a family they see."""
        return self.filter(person_is_seen(user, "person_id"), family_is_seen(user, "family_id"))

    def for_work_of(self, user: User) -> Self:
        """Those whom it is for this person's side to tell.

        Whoever knows a family only by work behind a wall leaves people in sight to the workers in sight: their name
        under a letter would say that their service knows the family.
        """
        grounds = Involvement.objects.filter(visible_involvements(user), family=OuterRef("family_id"))
        is_inside = Exists(grounds) & ~Exists(grounds.filter(wall=""))
        return self.exclude(Q(wall="") & Q(is_inside))

    def with_state(self) -> Self:
        """Each with ``state``, a ``TellingState``."""
        named = ("way", "text__delivery__status", "printed_on", "told_on")
        return self.annotate(state=Func(*named, function="telling_state", output_field=models.CharField()))

    def letters_to_print(self) -> Self:
        """Letters nobody has printed, to people nobody has told meanwhile."""
        return self.filter(way=Way.LETTER, printed_on__isnull=True, told_on__isnull=True)

    def to_tell(self) -> Self:
        """People whom somebody has to tell in person, because there is no other way or the text did not arrive."""
        no_way = Q(way=Way.IN_PERSON) | Q(way=Way.TEXT, text__delivery__status__in=NOT_ARRIVED)
        return self.filter(no_way, told_on__isnull=True)


class Told(Record):
    """One person of a run: how they are told, and what shows that they were.

    Somebody whose open work is all behind a wall stands behind it here too: that they are concerned says that the work
    is open.
    """

    telling = models.ForeignKey(Telling, on_delete=models.PROTECT, related_name="people")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    way = models.CharField("how they are told", max_length=10, choices=Way.choices)
    why = models.CharField("why in this way", max_length=200, blank=True)
    text = models.ForeignKey(Text, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    printed_on = models.DateField("letter printed", null=True, blank=True)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_on = models.DateField("told", null=True, blank=True)
    told_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    wall = WallField()

    objects = ToldQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["telling", "person"], name="told_once_in_each_run"),
            models.CheckConstraint(
                condition=Q(way="text", text__isnull=False) | ~Q(way="text") & Q(text__isnull=True),
                name="told_by_text_has_its_text",
            ),
            models.CheckConstraint(
                condition=Q(printed_on__isnull=True, printed_by__isnull=True)
                | Q(printed_on__isnull=False, printed_by__isnull=False),
                name="told_letter_says_who_printed_it",
            ),
        ]

    state: str
    """A ``TellingState``, of a row read by ``with_state``."""

    @property
    def state_label(self) -> str:
        """Where telling them stands, in words."""
        return TellingState(self.state).label

    @property
    def is_delivered(self) -> bool:
        """Whether the network confirmed that the text arrived."""
        return self.state == TellingState.DELIVERED

    def __str__(self) -> str:
        return self.get_way_display()
