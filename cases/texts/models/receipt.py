"""What Notify reported and nobody has written down yet."""

from django.db import models
from django.db.models import Q

from accounts.keys import new_key
from cases.texts.models.delivery import FINAL


class Receipt(models.Model):
    """A delivery receipt between its arrival and the next sweep; gone once applied.

    The web takes it in without being able to read any row, so it names texts by key and holds no telephone number. The
    key is no foreign key: a receipt for a text we do not know is dropped by the worker.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    text_id = models.UUIDField("reference of the text")
    notify_id = models.UUIDField("id at GOV.UK Notify")
    status = models.CharField(max_length=20, choices=[(s.value, s.label) for s in FINAL])
    sent_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["text_id", "received_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[str(s) for s in FINAL]), name="receipt_reports_an_end"
            )
        ]

    def __str__(self) -> str:
        return f"Receipt: {self.status}"
