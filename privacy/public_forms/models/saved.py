"""A form somebody has not finished, kept until they come back with its reference and the code we sent them."""

from django.db import models
from django.db.models import Q

from accounts.keys import new_key


class SendBy(models.TextChoices):
    """How the code goes out."""

    TEXT = "text", "By text message"
    EMAIL = "email", "By email"


class SavedForm(models.Model):
    """What was typed so far. The web adds rows and can read none; a function of the database gives one back for its
    reference and code, and counts the tries. The code is kept hashed, and in clear only until it has gone out.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    digest = models.CharField("keyed hash of the code", max_length=64)
    state = models.JSONField("what was typed")
    saved_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField("wrong codes so far", default=0)
    send_by = models.CharField("how the code goes", max_length=10, choices=SendBy.choices)
    send_to = models.CharField("where the code goes", max_length=254, blank=True)
    code = models.CharField("code that waits to be sent", max_length=20, blank=True)
    attempts = models.PositiveSmallIntegerField("tries to send it", default=0)
    next_try_at = models.DateTimeField("when to try to send it", null=True)

    class Meta:
        ordering = ["saved_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_try_at__isnull=False) | Q(code="", send_to=""),
                name="saved_form_forgets_what_it_sent",
            )
        ]

    def __str__(self) -> str:
        return self.reference
