"""A passage of a pack, and the decisions about passages."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from accounts.keys import new_key
from privacy.grounds import HARM, Ground
from privacy.redaction.models.review import OfOfficers, Picture, Review


class SaidBy(models.TextChoices):
    """Who said or wrote a passage."""

    PERSON = "person", "The person themselves"
    FAMILY = "family", "Somebody in the family"
    REFERRER = "referrer", "Somebody who told us and is no professional"
    PROFESSIONAL = "professional", "A professional, in their role"
    UNKNOWN = "unknown", "Not recorded"


class Standing(models.TextChoices):
    """What is decided of a passage; nothing yet is the empty text."""

    OPEN = "open", "Kept open"
    CUT = "cut", "Held back"
    WORDS = "words", "Partly held back"


class Proposal(models.TextChoices):
    """What the program proposes; the empty text means that somebody has to weigh it."""

    OPEN = "open", "Keep open"
    CUT = "cut", "Hold back"


class Passage(models.Model):
    """A value of a record, or a sentence of a long one: the smallest piece that is decided by itself.

    ``item`` counts the records of the pack, ``section``, ``place``, ``start`` and ``end`` say where it stands.
    ``about`` are codes of ``Review.people``. ``never`` are the letters (or, of a picture, the areas) nobody can open.
    ``state`` and ``cuts`` follow from the log of decisions alone: see ``rules.replay``.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="passages")
    number = models.PositiveIntegerField()
    item = models.PositiveIntegerField()
    section = models.PositiveIntegerField()
    title = models.CharField("kind of record", max_length=200)
    place = models.CharField(max_length=40)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    label = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    is_free = models.BooleanField("free words", default=False)
    is_named = models.BooleanField("may name somebody", default=True)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, null=True, related_name="passages")
    about = ArrayField(models.CharField(max_length=10), default=list)
    said_by = models.CharField(max_length=12, choices=SaidBy.choices)
    said_name = models.CharField(max_length=200, blank=True)
    proposal = models.CharField(max_length=4, choices=Proposal.choices, blank=True)
    why = models.CharField("why it is proposed", max_length=200)
    never = models.JSONField(default=list)
    never_all = models.BooleanField(default=False)
    state = models.CharField(max_length=5, choices=Standing.choices, blank=True)
    cuts = models.JSONField(default=list)

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(fields=["review", "item"], name="passage_by_item"),
            models.Index(fields=["review", "state", "number"], name="passage_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="passage_once"),
            models.CheckConstraint(
                condition=Q(never_all=False) | Q(state="cut"), name="passage_never_told_stays_cut"
            ),
        ]

    def __str__(self) -> str:
        return f"Passage {self.number}"


class DecisionKind(models.TextChoices):
    """What an officer can decide."""

    KEEP = "keep", "Keep open"
    CUT = "cut", "Hold back"
    WORDS = "words", "Hold back some words"
    TELL = "tell", "A name may be told"
    UNDO = "undo", "Undo"
    SUBMIT = "submit", "Given to a second reader"
    APPROVE = "approve", "Approved by the second reader"
    RETURN = "return", "Sent back by the second reader"


ABOUT_PASSAGES = (DecisionKind.KEEP, DecisionKind.CUT, DecisionKind.WORDS, DecisionKind.TELL)
"""Decisions that can be taken back."""


class Decision(models.Model):
    """One line of the log: who decided what about which passages, on which ground, and why. Nobody changes a line.

    The program itself (``by`` empty) holds back what must never be told, and nothing else.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="decisions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=7, choices=DecisionKind.choices)
    passages = ArrayField(models.PositiveIntegerField(), default=list)
    ranges = models.JSONField("letters or areas", default=list)
    person = models.CharField("whose name may be told", max_length=10, blank=True)
    ground = models.CharField(max_length=20, choices=Ground.choices, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    practitioner = models.CharField("practitioner whose opinion it is", max_length=200, blank=True)
    scope = models.CharField("chosen how", max_length=200, blank=True)
    undoes = models.OneToOneField("self", on_delete=models.CASCADE, null=True, related_name="undone_by")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    objects = OfOfficers.as_manager()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["review", "number"], name="decision_once"),
            models.CheckConstraint(
                condition=~Q(kind__in=["cut", "words"]) | ~Q(ground="") & ~Q(reason=""),
                name="decision_cut_has_ground_and_reason",
            ),
            models.CheckConstraint(
                condition=~Q(ground__in=[ground.value for ground in HARM]) | ~Q(practitioner=""),
                name="decision_harm_names_practitioner",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(ground="never"), name="decision_has_an_officer"
            ),
            models.CheckConstraint(
                condition=Q(kind="undo", undoes__isnull=False) | ~Q(kind="undo") & Q(undoes__isnull=True),
                name="decision_undo_names_what",
            ),
        ]

    def __str__(self) -> str:
        return f"Decision {self.number}"
