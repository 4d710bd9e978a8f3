"""A survey as an administrator writes it and another person publishes it."""

from __future__ import annotations

import datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from accounts.keys import new_key
from accounts.models import User
from privacy.models.notice import Wording
from privacy.survey.models.words import sensitive_topics

LONGEST_TESTING = datetime.timedelta(days=181)
"""Less than six months, whichever months they are: the notice promises that answers are gone by then."""


def check_topics(words: str) -> None:
    """Refuse words that touch what may not be asked; raises ``ValidationError``."""
    if found := sensitive_topics(words):
        raise ValidationError(
            f"This asks about {', '.join(found)}. The survey promises that nothing sensitive is asked"
        )


class SurveyQuerySet(models.QuerySet["Survey"]):
    """Surveys."""

    def open_on(self, on: datetime.date) -> Self:
        """Published ones that take answers on a day."""
        return self.filter(published_at__isnull=False, opens_on__lte=on, closes_on__gte=on)


class Survey(Wording):
    """Questions for people who test the website. Answers go at the end of testing."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    title = models.CharField(max_length=100, validators=[check_topics])
    lead = models.TextField("what it is for", max_length=500, validators=[check_topics])
    opens_on = models.DateField("first day for answers")
    closes_on = models.DateField("last day for answers")
    ends_on = models.DateField("end of testing", help_text="Answers are destroyed the night after")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+"
    )
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    published_at = models.DateTimeField(null=True, editable=False)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        ordering = ["-opens_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on"), ends_on__gte=F("closes_on")),
                name="survey_days_are_in_order",
                violation_error_message="The days must follow each other: first, last, end of testing",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__lte=F("opens_on") + LONGEST_TESTING),
                name="survey_is_over_within_six_months",
                violation_error_message="Testing must end within six months: the notice promises it",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True, published_at__isnull=True)
                | Q(published_by__isnull=False, published_at__isnull=False)
                & ~Q(published_by=F("written_by")),
                name="survey_is_published_by_another",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def may_publish(self, user: User) -> bool:
        """Somebody other than the writer, once."""
        return self.published_at is None and self.written_by_id != user.pk


class QuestionKind(models.TextChoices):
    """The few kinds there are."""

    SCALE = "scale", "How far they agree, from 1 to 5"
    CHOICE = "choice", "One of a few answers"
    COMMENT = "comment", "A short comment"


class Question(Wording):
    """One question of a survey, until it is published."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="questions")
    position = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=10, choices=QuestionKind.choices)
    label = models.CharField("question", max_length=200, validators=[check_topics])
    options = ArrayField(
        models.CharField(max_length=60, validators=[check_topics]), default=list, blank=True, size=8,
        help_text="For “one of a few answers”: the answers, with commas",
    )  # fmt: skip

    class Meta:
        ordering = ["survey", "position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="choice") | Q(options__len__gte=2),
                name="survey_choice_has_options",
                violation_error_message="Enter at least two answers to choose from",
            )
        ]

    def __str__(self) -> str:
        return self.label
