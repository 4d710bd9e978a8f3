"""A text as it was written: to whom, on which number, in which words."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.records import Record
from accounts.walls import WallField
from cases.families.models import Family, Person, Phone
from cases.texts.models.template import TextTemplate
from cases.texts.queries import TextQuerySet
from govuk.fields import phone_as_written


class Text(Record):
    """One text to one person. Its key is the reference Notify knows it by, and says nothing about anybody.

    The row does not change on its way (``Delivery`` does), so its history holds the words once. Only when Notify turns
    out to have sent another version of the template are the words put right; and when the schedule says so, the number
    and what was filled in are blanked, here and in the history, while the words stay in the file.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="texts")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="texts")
    phone = models.ForeignKey(Phone, on_delete=models.PROTECT, related_name="texts")
    number = models.CharField("sent to", max_length=20)
    template = models.ForeignKey(TextTemplate, on_delete=models.PROTECT, related_name="texts")
    template_version = models.PositiveIntegerField("version of the template")
    personalisation = models.JSONField("what was filled in", default=dict, blank=True)
    body = models.TextField("words sent", max_length=1000)
    shared_confirmed = models.BooleanField("the writer knew that others read this phone", default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="texts")
    written_at = models.DateTimeField("when it was written")
    wall = WallField()

    objects = TextQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["-written_at", "-id"]
        indexes = [
            models.Index(fields=["family", "-written_at", "-id"], name="text_by_family"),
            models.Index(fields=["family", "written_by"], name="text_by_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") | Q(personalisation={}), name="text_without_a_number_is_blanked"
            ),
            models.CheckConstraint(condition=~Q(body=""), name="text_says_something"),
        ]

    @property
    def number_as_written(self) -> str:
        """The number with its usual spaces; empty once it is blanked."""
        return phone_as_written(self.number)
