"""Requests people make about their data, the events their clock runs by, and the packs made to answer them."""

from __future__ import annotations

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.keys import new_key
from accounts.models import User
from accounts.permissions import Permission
from accounts.records import Record, RecordQuerySet
from cases.families.models import Person
from privacy.codes import Right


class Channel(models.TextChoices):
    """How a request came. Any form counts, spoken words too (ICO); no form may be required."""

    EMAIL = "email", "Email"
    LETTER = "letter", "Letter"
    SPOKEN = "spoken", "In person"
    PHONE = "phone", "Telephone"
    TEXT = "text", "Text message"
    SOCIAL_MEDIA = "social_media", "Social media"
    WEB_FORM = "web_form", "Web form"


class Asker(models.TextChoices):
    """Who asks. The right is the child's; parental responsibility is needed and not enough (rights 4.2)."""

    SELF = "self", "The person themselves"
    PARENT = "parent", "A parent or somebody with parental responsibility"
    REPRESENTATIVE = "representative", "A representative with written authority"
    SOLICITOR = "solicitor", "A solicitor"
    OTHER = "other", "Somebody else"


class RequestRight(models.TextChoices):
    """Which right somebody uses; the notice names the same (``privacy.codes.Right``). A complaint is no request."""

    ACCESS = Right.ACCESS.value, "See a copy of their data"
    RECTIFICATION = Right.RECTIFICATION.value, "Have something corrected"
    ERASURE = Right.ERASURE.value, "Have something deleted"
    RESTRICTION = Right.RESTRICTION.value, "Have something kept and not used"
    OBJECTION = Right.OBJECTION.value, "Object to a use"
    PORTABILITY = Right.PORTABILITY.value, "Take their data elsewhere"


class DataRequestQuerySet(RecordQuerySet[Any]):
    """Requests."""

    def visible_to(self, user: User) -> Self:
        """All of them to information officers, none to anybody else."""
        return self.all() if user.can(Permission.REQUEST_HANDLE) else self.none()

    def open(self) -> Self:
        """Those not answered yet: they also hold back disposal."""
        return self.filter(closed_on__isnull=True)


class DataRequest(Record):
    """Somebody using a right of one person over what is held about them (UK GDPR Art 15 to 18, 20 and 21)."""

    reference = models.CharField(max_length=20, unique=True, editable=False)
    right = models.CharField(
        "right", max_length=20, choices=RequestRight.choices, default=RequestRight.ACCESS
    )
    subject = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="data_requests", verbose_name="about whom"
    )
    subject_name = models.CharField("name of the person it is about", max_length=200)
    asked_by = models.CharField("who asks", max_length=20, choices=Asker.choices, default=Asker.SELF)
    asker_name = models.CharField("name of the person asking", max_length=200)
    asker_contact = models.CharField("where to send the answer", max_length=300, blank=True)
    authority = models.CharField("what shows they may ask", max_length=500, blank=True)
    channel = models.CharField("how it came", max_length=20, choices=Channel.choices)
    details = models.CharField("what they ask for", max_length=2000, blank=True)
    received_on = models.DateField("received")
    closed_on = models.DateField("answer sent", null=True, blank=True)
    sent_how = models.CharField("how it was sent", max_length=200, blank=True)
    handler = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="data_requests"
    )

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["closed_on", "received_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=models.F("received_on")),
                name="request_closes_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, sent_how="")
                | (Q(closed_on__isnull=False) & ~Q(sent_how="")),
                name="request_closed_says_how",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class EventKind(models.TextChoices):
    """What can happen to a request. Those about identity, authority, questions and extension move its clock."""

    ACKNOWLEDGED = "acknowledged", "Told them that we have their request"
    IDENTITY_ASKED = "identity_asked", "Proof of identity asked for"
    IDENTITY_SEEN = "identity_seen", "Proof of identity seen"
    AUTHORITY_ASKED = "authority_asked", "Proof asked for that they may act for somebody else"
    AUTHORITY_SEEN = "authority_seen", "Proof seen that they may act for somebody else"
    CHILD_DECIDES = "child_decides", "Decided: the child understands and decides themselves"
    PARENT_ACTS = "parent_acts", "Decided: the parent may act for the child"
    NOBODY_ACTS = "nobody_acts", "Decided: the parent may not act, and the child cannot decide"
    CLARIFICATION_ASKED = "clarification_asked", "Question asked to find the data"
    CLARIFICATION_ANSWERED = "clarification_answered", "Question answered"
    EXTENDED = "extended", "Told them that we need two more months"
    UPDATED = "updated", "Told them how far we are"
    CONTACT = "contact", "Other contact with them"


COMPETENCE = (EventKind.CHILD_DECIDES, EventKind.PARENT_ACTS, EventKind.NOBODY_ACTS)
"""Decisions about who may use the right of a child: by understanding, never by age alone (rights 4.2)."""
LONGEST_NOTE = 2_000


class RequestEvent(Record):
    """One thing that happened to a request on a day. The due date follows from these (rights 4.1)."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField("what happened", max_length=30, choices=EventKind.choices)
    happened_on = models.DateField("on")
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)

    class Meta:
        ordering = ["happened_on", "id"]

    def __str__(self) -> str:
        return self.get_kind_display()


class PackState(models.TextChoices):
    """How far a pack has come."""

    WAITING = "waiting", "Waiting to start"
    COLLECTING = "collecting", "Collecting"
    READY = "ready", "Ready"
    FAILED = "failed", "Stopped by a fault"


class Pack(models.Model):
    """Everything the data map says is about the person, gathered for one request, as PDF and JSON.

    The files are kept in the database, behind row security and in reach of disposal, never in a folder.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.CASCADE, related_name="packs")
    state = models.CharField(max_length=12, choices=PackState.choices, default=PackState.WAITING)
    done = models.PositiveIntegerField("kinds of record collected", default=0)
    total = models.PositiveIntegerField("kinds of record in the data map", default=0)
    asked_at = models.DateTimeField()
    worked_at = models.DateTimeField("last sign of work", null=True)
    ready_at = models.DateTimeField(null=True)
    document = models.BinaryField("PDF", null=True)
    data = models.BinaryField("JSON", null=True)
    digest = models.CharField("SHA-256 of the PDF", max_length=64, blank=True)

    class Meta:
        ordering = ["-asked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(state__in=["waiting", "collecting"]),
                name="pack_one_in_the_making",
            )
        ]

    def __str__(self) -> str:
        return f"Pack {self.pk}"


class PackSection(models.Model):
    """One kind of record in a pack. Sections are written one by one, so that a stopped worker goes on where it was."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    contents = models.JSONField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["pack", "position"], name="pack_section_once")]

    def __str__(self) -> str:
        return f"Section {self.position}"
