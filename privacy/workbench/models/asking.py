"""The search for the data: where was looked and where not, whom of the colleagues we asked, and who was chased."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.records import Record
from privacy.models import DataRequest
from privacy.workbench.models.of_request import OfRequestQuerySet


class Search(Record):
    """One place where somebody looked, or decided not to look and why (UK GDPR Article 15(1A))."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="searches")
    place = models.CharField("where", max_length=200)
    terms = models.CharField("what was searched for", max_length=500, blank=True)
    searched_on = models.DateField("on")
    found = models.PositiveIntegerField("how many records were found", null=True, blank=True)
    why_not = models.CharField("why it was not searched", max_length=500, blank=True)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfRequestQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["searched_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(found__isnull=False, why_not="") | (Q(found__isnull=True) & ~Q(why_not="")),
                name="search_found_or_says_why_not",
            )
        ]

    def __str__(self) -> str:
        return self.place


class RecordsAsked(Record):
    """A colleague or team asked to send what they hold outside the portal."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="records_asked")
    whom = models.CharField("who was asked", max_length=200)
    what = models.CharField("for what", max_length=500)
    asked_on = models.DateField("on")
    answered_on = models.DateField("answered", null=True, blank=True)
    answer = models.CharField("what they sent", max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfRequestQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["asked_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answer="")
                | (Q(answered_on__gte=F("asked_on")) & ~Q(answer="")),
                name="records_answered_after_asked",
            )
        ]

    def __str__(self) -> str:
        return self.whom


class ChaseAbout(models.TextChoices):
    """What we are waiting for."""

    IDENTITY = "identity", "Proof of identity"
    AUTHORITY = "authority", "Proof that they may ask"
    CLARIFICATION = "clarification", "An answer to our question"
    RECORDS = "records", "Records a colleague holds"


class Chase(Record):
    """Somebody was reminded that we are waiting for them."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="chases")
    about = models.CharField("what we wait for", max_length=20, choices=ChaseAbout.choices)
    asked = models.ForeignKey(
        RecordsAsked, on_delete=models.PROTECT, null=True, blank=True, related_name="chases"
    )
    whom = models.CharField("who was chased", max_length=200)
    how = models.CharField("how", max_length=200)
    chased_on = models.DateField("on")
    chased_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    objects = OfRequestQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["chased_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="records", asked__isnull=False)
                | (~Q(about="records") & Q(asked__isnull=True)),
                name="chase_for_records_names_what_was_asked",
            )
        ]

    def __str__(self) -> str:
        return self.get_about_display()
