"""Complaints: one intake for three types, of which the council answers the first under the data protection law."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from cases.families.models import Person
from privacy.duties.queries import DutyQuerySet, OfficerQuerySet
from privacy.models.data_request import Asker, Channel

LONGEST = 4_000


class ComplaintKind(models.TextChoices):
    """Which law answers it. The other two have their own procedures and people, and are handed over with a date."""

    DATA_PROTECTION = "data_protection", "How we handle personal data"
    CHILDREN_ACT = "children_act", "Help for a child or family (Children Act complaint)"
    CORPORATE = "corporate", "Anything else the council does (corporate complaint)"


class Outcome(models.TextChoices):
    """What we found."""

    UPHELD = "upheld", "We did something wrong"
    PARTLY = "partly", "We did something wrong in part"
    NOT_UPHELD = "not_upheld", "We did nothing wrong"
    WITHDRAWN = "withdrawn", "The person took the complaint back"


class Complaint(Record):
    """Somebody says that the council handles personal data wrongly (Data Protection Act 2018, section 164A).

    Anybody may complain, a child too; no form may be required. It is acknowledged within 30 days, looked into at once,
    and answered with what was done.
    """

    reference = models.CharField(max_length=20, unique=True, editable=False)
    kind = models.CharField("type", max_length=20, choices=ComplaintKind.choices)
    received_on = models.DateField("received")
    channel = models.CharField("how it came", max_length=20, choices=Channel.choices)
    complainant_name = models.CharField("who complains", max_length=200)
    complainant_contact = models.CharField("where to answer", max_length=300, blank=True)
    relation = models.CharField("who they are", max_length=20, choices=Asker.choices)
    is_child = models.BooleanField("a child complains", default=False)
    person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
        verbose_name="about whom",
    )
    request_reference = models.CharField("data request it is about", max_length=20, blank=True)
    words = models.TextField("what they complain about", max_length=LONGEST)
    handler = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    handed_on = models.DateField("handed over", null=True, blank=True)
    handed_to = models.CharField("handed over to", max_length=200, blank=True)
    closed_on = models.DateField("answered", null=True, blank=True)
    outcome = models.CharField("what we found", max_length=20, choices=Outcome.choices, blank=True)
    outcome_words = models.TextField("why", max_length=LONGEST, blank=True)
    done = models.TextField("what was done", max_length=LONGEST, blank=True)
    told_how = models.CharField("how they were told", max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["closed_on", "received_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("received_on")),
                name="complaint_closes_after_it_came",
            ),
            models.CheckConstraint(
                condition=Q(handed_on__isnull=True, handed_to="")
                | (Q(handed_on__isnull=False, closed_on=F("handed_on")) & ~Q(handed_to="")),
                name="complaint_hand_over_is_whole_and_ends_it",
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True, outcome="", told_how="")
                | Q(handed_on__isnull=False)
                | (Q(closed_on__isnull=False) & ~Q(outcome="") & ~Q(told_how="")),
                name="complaint_answer_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class StepKind(models.TextChoices):
    """What may happen to a complaint before its answer."""

    ACKNOWLEDGED = "acknowledged", "We wrote that we have it"
    PROGRESS = "progress", "We told them how it goes"
    ENQUIRY = "enquiry", "We looked into it or asked somebody"


class ComplaintStep(Record):
    """One thing that was done about a complaint on a day; the clock is worked out from these."""

    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField("what happened", max_length=20, choices=StepKind.choices)
    happened_on = models.DateField("on")
    words = models.TextField("what was said or found", max_length=LONGEST)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfficerQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["happened_on", "id"]

    def __str__(self) -> str:
        return str(self.get_kind_display())
