"""What somebody has typed and not sent yet."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.keys import new_key
from cases.families.models.family import Family
from cases.families.queries import DraftQuerySet

LONGEST_NAME = 200


class Draft(models.Model):
    """The unsent fields of one long form, kept for their writer alone, and gone once the form is sent.

    Not a record of the file: it is overwritten every few seconds and keeps no history. While it stands it is data about
    the family all the same, so subject access, disposal and row security know it.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts")
    family = models.ForeignKey(Family, on_delete=models.CASCADE, null=True, related_name="drafts")
    form = models.CharField("which form", max_length=LONGEST_NAME)
    fields = models.JSONField("what was typed", default=dict)
    saved_at = models.DateTimeField()

    objects = DraftQuerySet.as_manager()

    class Meta:
        ordering = ["-saved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "family", "form"], name="draft_once", nulls_distinct=False
            ),
            models.CheckConstraint(condition=~Q(form=""), name="draft_names_its_form"),
        ]

    def __str__(self) -> str:
        return f"Draft of {self.form}"
