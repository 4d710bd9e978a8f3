"""What professionals sent by the web form and no front door has yet."""

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from accounts.keys import new_key


class WebReferral(models.Model):
    """A referral between its sending and the next sweep, which puts it on a board and removes it here.

    Nobody is signed in where it is typed, so the web adds rows and can read none: not even a fault of ours would show a
    stranger what others sent. ``id`` is made with the empty form, so that sending it twice sends it once.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    received_at = models.DateTimeField()
    fields = models.JSONField(encoder=DjangoJSONEncoder)
    people = models.JSONField(encoder=DjangoJSONEncoder)

    class Meta:
        ordering = ["received_at", "id"]

    def __str__(self) -> str:
        return f"Web referral {self.reference}"
