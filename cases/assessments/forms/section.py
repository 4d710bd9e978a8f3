"""The page of one section, made from the questions of its version."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from cases.assessments.models import FormQuestion, Kind
from cases.assessments.models.assessment import LONGEST_ANSWER
from cases.assessments.models.definition import HIGHEST_SCORE
from cases.assessments.rules import is_asked
from govuk.fields import DateField, LongTextField
from govuk.forms import Form, required_message
from govuk.widgets import Checkboxes, Radios, TextInput


class SectionForm(Form):
    """Answers may be left for later; only a section called finished needs the ones that must be given.

    A follow-up stands inside the answer that asks for it, and without scripts is always there with the words "only if".
    """

    mark_optional = False  # the labels say it: what may stay open for good is not what may wait
    version = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, questions: list[FormQuestion], from_record: Mapping[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = questions
        reveals: dict[str, dict[str, list[str]]] = {}
        for question in questions:
            if question.shown_when_id:
                asked = next(q for q in questions if q.pk == question.shown_when_id)
                reveals.setdefault(asked.key, {}).setdefault(question.shown_when_is, []).append(question.key)
        for question in questions:
            hint = _hint(question, questions, question.key in from_record)
            self.fields[question.key] = _field(question, hint, reveals.get(question.key, {}))

    def clean(self) -> dict[str, Any]:
        """A follow-up typed before its question is answered would be lost without a word."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for question in self.questions:
            asked = next((q for q in self.questions if q.pk == question.shown_when_id), None)
            if (
                asked
                and cleaned.get(question.key)
                and not cleaned.get(asked.key)
                and asked.key not in self.errors
            ):
                self.add_error(asked.key, f"Answer “{asked}”, or take out what stands under “{question}”")
        return cleaned

    def values(self) -> dict[FormQuestion, str]:
        """Each answer as it is kept; empty for questions not answered or not asked."""
        kept: dict[Any, str] = {}
        for question in self.questions:
            value = _kept(self.cleaned_data.get(question.key))
            kept[question.pk] = value if is_asked(question, kept) else ""
        return {question: kept[question.pk] for question in self.questions}

    def require_all(self) -> bool:
        """Say beside each field which answers are missing before the section is finished; whether none is."""
        values = self.values()
        kept = {question.pk: value for question, value in values.items()}
        for question, value in values.items():
            if question.is_required and not value and is_asked(question, kept):
                self.add_error(question.key, required_message(self.fields[question.key], question.label))
        return not self.errors


def as_initial(questions: Iterable[FormQuestion], values: Mapping[Any, str]) -> dict[str, Any]:
    """Kept answers as the fields take them."""
    return {q.key: _shown(q, values[q.pk]) for q in questions if q.pk in values}


def _shown(question: FormQuestion, value: str) -> Any:
    if question.kind == Kind.MULTI:
        return value.split("\n")
    return datetime.date.fromisoformat(value) if question.kind == Kind.DATE else value


def _kept(value: Any) -> str:
    if isinstance(value, list):
        return "\n".join(value)
    return "" if value is None else str(value).strip()


def _hint(question: FormQuestion, questions: list[FormQuestion], is_prefilled: bool) -> str:
    asked = next((q for q in questions if q.pk == question.shown_when_id), None)
    condition = f"Only if “{asked}” is “{question.shown_when_is}”." if asked else ""
    source = "Filled in from the record. Check it with the family." if is_prefilled else ""
    return " ".join(filter(None, (condition, question.guidance, source)))


def _field(question: FormQuestion, hint: str, reveals: dict[str, list[str]]) -> forms.Field:
    label = question.label if question.is_required else f"{question.label} (optional)"
    told: dict[str, Any] = {"label": label, "help_text": hint, "required": False}
    choices = [(choice, choice) for choice in question.choices]
    if question.kind == Kind.TEXT:
        return LongTextField(max_length=LONGEST_ANSWER, rows=5, **told)
    if question.kind == Kind.DATE:
        return DateField(**told)
    if question.kind == Kind.SCORE:
        messages = dict.fromkeys(
            ("invalid", "min_value", "max_value"),
            f"{question.label} Enter a number from 0 to {HIGHEST_SCORE}",
        )
        return forms.IntegerField(
            min_value=0,
            max_value=HIGHEST_SCORE,
            widget=TextInput(width=2, inputmode="numeric", suffix=f"out of {HIGHEST_SCORE}"),
            error_messages=messages,
            **told,
        )
    if question.kind == Kind.MULTI:
        return forms.MultipleChoiceField(
            choices=choices, widget=Checkboxes(small=True, reveals=reveals), **told
        )
    return forms.ChoiceField(choices=choices, widget=Radios(small=True, reveals=reveals), **told)
