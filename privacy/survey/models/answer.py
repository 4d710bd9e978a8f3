"""What somebody answered. Nobody knows who: no account, no address, no time of day."""

from __future__ import annotations

from typing import Self

from django.db import models

from accounts.keys import new_key
from accounts.models import User
from accounts.permissions import Permission
from privacy.survey.models.survey import Question, Survey

LONGEST_COMMENT = 300


class ResponseQuerySet(models.QuerySet["Response"]):
    """Answers."""

    def visible_to(self, user: User) -> Self:
        """Whoever looks after notices and surveys."""
        return self if user.can(Permission.NOTICE_EDIT) else self.none()


class Response(models.Model):
    """One person's answers, on a day."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.PROTECT, related_name="responses")
    received_on = models.DateField()

    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Response {self.pk}"


class Answer(models.Model):
    """The answer to one question."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="answers")
    value = models.CharField(max_length=LONGEST_COMMENT)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["response", "question"], name="survey_answer_once")]

    def __str__(self) -> str:
        return f"Answer {self.pk}"
