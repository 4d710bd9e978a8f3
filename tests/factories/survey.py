"""Surveys and answers to them."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from privacy.survey.models import Answer, Question, Response, Survey
from tests.factories.accounts import make_user

DAY = datetime.timedelta(days=1)


def _publisher() -> User:
    """Somebody other than the writer, the same for every survey."""
    return User.objects.filter(full_name="Pat Publisher").first() or make_user("Pat Publisher")


def make_survey(by: User, *, ended: bool = False, publish: bool = True, **fields: Any) -> Survey:
    """Published by somebody else and open for a month, or over for a hundred days."""
    today = timezone.localdate()
    begins = today - (140 if ended else 5) * DAY
    survey = Survey(
        **{
            "title": "The new pages",
            "lead": "Tell us what works.",
            "opens_on": begins,
            "closes_on": begins + 30 * DAY,
            "ends_on": begins + (40 if ended else 60) * DAY,
            "written_by": by,
            "published_by": _publisher() if publish else None,
            "published_at": timezone.now() if publish else None,
        }
        | fields
    )
    survey.save_by(by=by, reason="Written")
    for number, (kind, label, options) in enumerate(
        (
            ("scale", "The pages were easy to read", []),
            ("choice", "Which page did you look at first?", ["Groups", "Help at home", "Something else"]),
            ("comment", "What should we change?", []),
        ),
        1,
    ):
        question = Question(survey=survey, position=number, kind=kind, label=label, options=options)
        question.save_by(by=by, reason="Written")
    return survey


def make_response(survey: Survey, comment: str = "Bigger letters", scale: str = "4") -> Response:
    """Somebody's answers of the first day."""
    response = Response.objects.create(survey=survey, received_on=survey.opens_on)
    for question in survey.questions.all():
        value = {"scale": scale, "choice": "Groups", "comment": comment}[question.kind]
        Answer.objects.create(response=response, question=question, value=value)
    return response
