"""The log of reads: who looked at whom, when, through which page and on what ground."""

from django.db import models

from accounts.keys import new_key


class AccessRecord(models.Model):
    """One look by one member of staff at one person or family (UK GDPR Art 5(1)(f) and 32).

    It holds keys and no names, without foreign keys, so that it can neither block nor be blocked by other rows; the
    database gives the web role no way to change or remove a row. It goes with the person's file at disposal.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    at = models.DateTimeField("when")
    user_id = models.UUIDField("who looked")
    person_id = models.UUIDField("person looked at", null=True)
    family_id = models.UUIDField("family looked at", null=True)
    route = models.CharField("page", max_length=100)
    ground = models.CharField("why they could see it", max_length=100)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person_id"], name="access_by_person"),
            models.Index(fields=["family_id"], name="access_by_family"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person_id__isnull=False) | models.Q(family_id__isnull=False),
                name="access_is_about_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.at:%d %b %Y %H:%M} {self.route}"
