"""The key with which a calendar outside the portal reads somebody's diary."""

from django.conf import settings
from django.db import models


class CalendarFeed(models.Model):
    """One member of staff's private calendar address. Only a digest of its key is kept, so that a copy of the database
    opens nobody's diary; who loses the address makes a new one, and the old one ends.
    """

    owner = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="calendar_feed"
    )
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key, in hexadecimal")
    made_at = models.DateTimeField("made at")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(digest__regex="^[0-9a-f]{64}$"), name="feed_has_a_digest"
            )
        ]

    def __str__(self) -> str:
        return "A calendar feed"
