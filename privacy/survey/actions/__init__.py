"""Writing and publishing surveys, and taking answers."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.keys import new_key
from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.survey.models import Answer, Question, Response, Survey

PUBLISHED = "It is published: people have answered these words. Write a new survey instead"
NOT_YOURS = (
    "Somebody other than the writer publishes a survey, once, when it has a question. Nothing was changed"
)
CHANGED = "It was changed meanwhile. Read it again before you publish it. Nothing was changed"


def survey_version(survey: Survey) -> str:
    """What stands in the survey and its questions, as one word: another one after any change of either."""
    return str(survey.history.latest().history_id)


@transaction.atomic
def survey_write(*, survey: Survey, by: User, reason: str) -> None:
    """Write a survey, until it is published. Whoever writes last is the writer, and does not publish.

    Raises ``ValidationError`` once it is published, also while it was being typed, and for words that may not be asked.
    """
    if not survey._state.adding:
        _draft(survey.pk)
    survey.written_by = by
    survey.save_by(by=by, reason=reason)


@transaction.atomic
def question_write(*, question: Question, by: User, reason: str) -> None:
    """Write a question, until its survey is published. Whoever writes last is the writer, and does not publish."""
    before = Question.objects.filter(pk=question.pk).values_list("survey_id", flat=True)
    for key in sorted({question.survey_id, *before}):
        survey = _draft(key)
        survey.written_by = by
        survey.save_by(by=by, reason=reason)
    question.save_by(by=by, reason=reason)


def _draft(key: uuid.UUID) -> Survey:
    """Held, so that nobody publishes it while it is written."""
    survey = Survey.objects.select_for_update().get(pk=key)
    if survey.published_at is not None:
        raise ValidationError(PUBLISHED)
    return survey


@transaction.atomic
def survey_publish(*, survey: Survey, version: str, at: datetime.datetime, by: User) -> None:
    """Publish, as the second person, the words of ``version``.

    Raises ``Refused`` for the writer, for a survey without questions, and for one that was changed since.
    """
    held = Survey.objects.select_for_update().get(pk=survey.pk)
    if not held.may_publish(by) or not held.questions.exists():
        raise Refused(NOT_YOURS)
    if survey_version(held) != version:
        raise Refused(CHANGED)
    for question in held.questions.all():
        question.full_clean()
    held.published_by, held.published_at = by, at
    held.save_by(by=by, reason="Published")


@transaction.atomic
def answers_take(*, survey: Survey, answers: Mapping[Question, str], on: datetime.date) -> None:
    """Keep what somebody answered, and nothing about them; empty answers are not kept."""
    response = Response(id=new_key(), survey=survey, received_on=on)
    Response.objects.bulk_create([response])
    given = [(question, value) for question, value in answers.items() if value]
    Answer.objects.bulk_create(
        Answer(response=response, question=question, value=value) for question, value in given
    )
