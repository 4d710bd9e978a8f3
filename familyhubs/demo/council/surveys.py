"""A survey of the made-up council that is open, with answers, and one that waits to be published."""

from __future__ import annotations

from accounts.models import User
from familyhubs.demo.council.maker import Maker
from familyhubs.demo.council.staff import Staff
from privacy.survey.actions import answers_take, question_write, survey_publish, survey_version, survey_write
from privacy.survey.models import Question, Survey
from privacy.survey.models.survey import QuestionKind

ASKED: tuple[tuple[QuestionKind, str, list[str]], ...] = (
    (QuestionKind.SCALE, "The pages were easy to read", []),
    (
        QuestionKind.CHOICE,
        "What were you looking for?",
        ["A group", "Help at home", "When a hub is open", "Something else"],
    ),
    (QuestionKind.COMMENT, "What should we change?", []),
)
COMMENTS = (
    "Bigger letters on the phone",
    "Say when the hub is open",
    "The list of groups is too long",
    "",
    "",
    "Nothing, it is fine",
)


def surveys_make(maker: Maker, staff: Staff) -> None:
    """Written by one administrator and published by another."""
    first = staff.personas["admin"]
    second = next(user for user in staff.workers["Administration"] if user.pk != first.pk)
    now = _survey(maker, first, "The new pages of the family hubs", 20)
    seen = survey_version(now)
    survey_publish(survey=now, version=seen, at=maker.moment(maker.days_ago(20), 10), by=second)
    questions = list(now.questions.all())
    for number in range(24):
        values = [
            str(2 + number % 4 if number % 5 else 4),
            ASKED[1][2][number % 3],
            COMMENTS[number % len(COMMENTS)],
        ]
        answers_take(
            survey=now, answers=dict(zip(questions, values, strict=True)), on=maker.days_ago(number % 18)
        )
    _survey(maker, second, "Finding a group", -5)


def _survey(maker: Maker, by: User, title: str, days: int) -> Survey:
    survey = Survey(
        title=title, lead="It takes two minutes. Tell us what works and what does not.", opens_on=maker.days_ago(days),
        closes_on=maker.days_ago(days - 60), ends_on=maker.days_ago(days - 90),
    )  # fmt: skip
    survey_write(survey=survey, by=by, reason="For testing the website")
    for position, (kind, label, options) in enumerate(ASKED, 1):
        question = Question(survey=survey, position=position, kind=kind, label=label, options=options)
        question_write(question=question, by=by, reason="For testing the website")
    return survey
