"""What every row behind a link keeps."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

MOST_TRIES = 5


class CodeWay(models.TextChoices):
    """How the code goes out: never in the same message as the link."""

    PHONE = "phone", "Read out by telephone"
    LETTER = "letter", "By letter"
    PERSON = "person", "In person"


class SecureLink(models.Model):
    """A link that opens something until a day, for whoever has its code too.

    Of both only digests are kept: they are shown once, to one officer.
    """

    sent_to = models.CharField("where it was sent", max_length=300, blank=True)
    code_way = models.CharField("how the code was given", max_length=10, choices=CodeWay.choices, blank=True)
    link_digest = models.CharField(max_length=64, blank=True)
    code_hash = models.CharField("keyed hash of the code", max_length=200, blank=True)
    expires_at = models.DateTimeField("link ends", null=True)
    tries = models.PositiveSmallIntegerField("wrong codes since the last right one", default=0)
    recalled_at = models.DateTimeField("taken back", null=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        abstract = True


def link_constraints(name: str) -> list[Any]:
    """One link a row, tries that end, and somebody who took it back."""
    return [
        models.UniqueConstraint(
            fields=["link_digest"], condition=~Q(link_digest=""), name=f"{name}_link_once"
        ),
        models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name=f"{name}_tries_end"),
        models.CheckConstraint(
            condition=Q(recalled_at__isnull=True, recalled_by__isnull=True)
            | Q(recalled_at__isnull=False, recalled_by__isnull=False),
            name=f"{name}_is_taken_back_by_somebody",
        ),
    ]
