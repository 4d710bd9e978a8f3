"""Surveys, questions, answers."""

from privacy.survey.models.answer import Answer, Response
from privacy.survey.models.survey import Question, Survey

__all__ = ["Answer", "Question", "Response", "Survey"]
