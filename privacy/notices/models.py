"""Versions of the notices, each frozen when it is handed to a second person, and translations of the draft."""

from __future__ import annotations

import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q

from accounts.keys import new_key
from privacy.codes import NoticeCode
from privacy.models.notice import Wording, choices

ENGLISH = "en"
LANGUAGES = [(code, name) for code, name in settings.LANGUAGES if code not in (ENGLISH, "en-gb", "en-au")]


class State(models.TextChoices):
    """Where a version stands."""

    WAITING = "waiting", "Waits for a second person"
    PUBLISHED = "published", "Published"
    RETURNED = "returned", "Sent back"


class IsAmong(Func):
    """Whether a key stands in an array of keys."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY (", models.BooleanField()


class NoticeVersionQuerySet(models.QuerySet[Any]):
    """Versions."""

    def published(self) -> Self:
        """Those the public may read, the newest first: they stay readable for ever."""
        return self.filter(state=State.PUBLISHED).order_by("-number")

    def live_on(self, on: datetime.date) -> Self:
        """The version of each page that counts on a day: the highest number that has begun by then."""
        begun = self.filter(state=State.PUBLISHED, effective_from__lte=on)
        return begun.order_by("page", "-number").distinct("page")


class NoticeVersion(models.Model):
    """One version of one page, word for word as the second person saw it.

    Its words, its authors and its first day never change again: PostgreSQL refuses (migration 0001). Nobody publishes a
    version with a change of their own in it, whatever role they have: a constraint says so.
    """

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    page = models.CharField(max_length=40, choices=choices(NoticeCode))
    number = models.PositiveIntegerField(null=True, blank=True, help_text="Given when it is published.")
    content = models.JSONField()
    what_changed = models.TextField("what changed, in plain words", max_length=2000)
    effective_from = models.DateField("counts from")
    authors = ArrayField(models.UUIDField(), default=list, help_text="Everybody with a change in it.")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proposed_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decision_words = models.CharField(max_length=500, blank=True)

    objects = NoticeVersionQuerySet.as_manager()

    class Meta:
        ordering = ["page", "-number", "-proposed_at"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="notice_version_number_is_given_once"),
            models.UniqueConstraint(
                fields=["page"],
                condition=Q(state="waiting"),
                name="notice_version_waits_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state="published")
                | Q(proposed_by__isnull=True, decided_by__isnull=True)
                | (~Q(decided_by=F("proposed_by")) & ~Q(IsAmong(F("decided_by"), F("authors")))),
                name="notice_version_is_published_by_another",
            ),
            models.CheckConstraint(
                condition=Q(state="waiting", number__isnull=True, decided_at__isnull=True)
                | Q(state="published", number__isnull=False, decided_at__isnull=False)
                | Q(state="returned", number__isnull=True, decided_at__isnull=False) & ~Q(decision_words=""),
                name="notice_version_decision_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(proposed_by__isnull=True)
                | Q(state="waiting", decided_by__isnull=True)
                | (~Q(state="waiting") & Q(decided_by__isnull=False)),
                name="notice_version_names_who_decided",
            ),
            models.CheckConstraint(condition=~Q(what_changed=""), name="notice_version_says_what_changed"),
        ]

    def __str__(self) -> str:
        return f"{self.get_page_display()}, version {self.number or 'not numbered yet'}"


class TranslatedText(Wording):
    """A text of the draft in another language. It counts as long as the English it was made from stays the same."""

    page = models.CharField(max_length=40, choices=choices(NoticeCode))
    language = models.CharField(max_length=10, choices=LANGUAGES)
    key = models.CharField("which text", max_length=120)
    english = models.TextField("the English it was made from")
    text = models.TextField("in this language")

    class Meta:
        ordering = ["page", "language", "key"]
        constraints = [
            models.UniqueConstraint(fields=["page", "language", "key"], name="text_is_translated_once"),
            models.CheckConstraint(condition=~Q(text=""), name="translated_text_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()}: {self.key}"
