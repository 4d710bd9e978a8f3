"""The log of reads: who looked at whom, when, through which page and on what ground."""

from django.db import models

from accounts.keys import new_key
from accounts.queries import AccessRecordQuerySet


class Look(models.TextChoices):
    """How somebody came to see it."""

    VIEW = "view", "Opened a page"
    LIST = "list", "Shown in a list"
    SEARCH = "search", "Found by a search"
    CHANGE = "change", "Opened to change it"
    EXPORT = "export", "Taken out as a file or on paper"
    ADMIN = "admin", "Opened in the administration pages"


class AccessRecord(models.Model):
    """One look by one member of staff at one person or family (UK GDPR Art 5(1)(f) and 32).

    It holds keys and no names, without foreign keys, so that it can neither block nor be blocked by other rows. The
    database lets nobody change a row, and nobody but disposal remove one; ``accounts.models.access_seal`` shows
    whether somebody did so all the same. It goes with the person's file at disposal.

    The table is in parts by month, none of which can be named by the web's or the worker's role; its real key is
    (``id``, ``at``). The column ``xact``, which Django does not know, is the transaction a row was written in: by it
    the sealer knows that nothing older is still on its way (migration 0004).
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    at = models.DateTimeField("when")
    user_id = models.UUIDField("who looked")
    person_id = models.UUIDField("person looked at", null=True)
    family_id = models.UUIDField("family looked at", null=True)
    route = models.CharField("page", max_length=100)
    ground = models.CharField("why they could see it", max_length=100)
    action = models.CharField("how", max_length=10, choices=Look.choices, default=Look.VIEW)
    grant_id = models.UUIDField("emergency access it was made under", null=True)

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person_id", "at", "id"], name="access_by_person"),
            models.Index(fields=["family_id", "at", "id"], name="access_by_family"),
            models.Index(fields=["user_id", "at", "id"], name="access_by_user"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=False) | models.Q(family_id__isnull=False),
                name="access_is_about_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d %b %Y %H:%M} {self.route}"
