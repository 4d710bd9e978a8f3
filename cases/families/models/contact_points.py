"""Where people live and how to reach them safely; every row dated, none overwritten.

Seven ICO reprimands in fourteen months were for disclosures such as a safe address sent to an abuser: a confidential
contact point is shown to the staff who need it and leaves the portal in no letter, print, text or pack to others.
"""

from django.db import models
from django.db.models import Q

from accounts.records import Record
from cases.families.models.family import ENDS_AFTER_START
from cases.families.models.person import Person
from cases.families.queries import ContactPointQuerySet


class ContactPoint(Record):
    """A dated way to find or reach a person."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)s_set")
    started_on = models.DateField("from", null=True, blank=True)
    ended_on = models.DateField("to", null=True, blank=True)
    is_confidential = models.BooleanField("keep from named people", default=False)
    confidential_from = models.CharField("who must not learn it, and why", max_length=300, blank=True)

    objects = ContactPointQuerySet.as_manager()

    class Meta(Record.Meta):
        abstract = True
        ordering = [models.F("ended_on").desc(nulls_first=True), "-started_on", "id"]
        constraints = [
            models.CheckConstraint(condition=ENDS_AFTER_START, name="%(class)s_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(is_confidential=False) | ~Q(confidential_from=""), name="%(class)s_says_from_whom"
            ),
        ]


class Address(ContactPoint):
    """Where a person lives or lived."""

    lines = models.CharField("address", max_length=300)
    postcode = models.CharField(max_length=8, blank=True, help_text="As Royal Mail writes it, with its space")

    class Meta(ContactPoint.Meta):
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return f"{self.lines}, {self.postcode}".strip(", ")


class Phone(ContactPoint):
    """A telephone number, with what is safe to do with it. A text goes only where ``may_text`` says so."""

    number = models.CharField("telephone number", max_length=20, help_text="In international form: +44…")
    may_call = models.BooleanField("safe to call", default=True)
    may_text = models.BooleanField("safe to text", default=False)
    may_leave_message = models.BooleanField("safe to leave a message", default=False)
    is_shared = models.BooleanField("others answer or read this phone", default=False)
    safe_times = models.CharField("when it is safe", max_length=200, blank=True)

    def __str__(self) -> str:
        return self.number


class Email(ContactPoint):
    """An email address, with whether it is safe to write to it."""

    address = models.EmailField("email address", max_length=254)
    may_email = models.BooleanField("safe to email", default=False)
    is_shared = models.BooleanField("others read this mailbox", default=False)

    def __str__(self) -> str:
        return self.address
