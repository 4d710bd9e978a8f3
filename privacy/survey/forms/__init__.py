"""The survey as a form."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Radios
from privacy.survey.models import Question, Survey
from privacy.survey.models.answer import LONGEST_COMMENT
from privacy.survey.models.survey import QuestionKind

SCALE = [
    ("1", "I disagree completely"),
    ("2", "I disagree"),
    ("3", "I do not mind either way"),
    ("4", "I agree"),
    ("5", "I agree completely"),
]
NO_NAMES = "Please write nothing about yourself or anybody else: no names, nothing about health"


class SurveyForm(Form):
    """Every question may be left out, as the page says."""

    mark_optional = False

    def __init__(self, *args: Any, survey: Survey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questions = {f"q{number}": question for number, question in enumerate(survey.questions.all(), 1)}
        for name, question in self.questions.items():
            self.fields[name] = _field(question)

    def clean(self) -> dict[str, Any]:
        """An empty form is no answer."""
        data = super().clean() or self.cleaned_data
        if not self.errors and not any(data.values()):
            self.add_error(None, "Answer at least one question")
        return data

    def answers(self) -> dict[Question, str]:
        """By question."""
        return {question: str(self.cleaned_data.get(name) or "") for name, question in self.questions.items()}


def _field(question: Question) -> forms.Field:
    if question.kind == QuestionKind.COMMENT:
        return LongTextField(
            label=question.label, required=False, max_length=LONGEST_COMMENT, rows=3, help_text=NO_NAMES
        )
    choices = SCALE if question.kind == QuestionKind.SCALE else [(word, word) for word in question.options]
    return forms.ChoiceField(label=question.label, required=False, choices=choices, widget=Radios(small=True))
