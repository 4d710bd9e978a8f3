"""Surveys and their questions in Django admin, until they are published."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts.admin import ReasonForm
from accounts.admin_site import GuardedAdmin, staff_of
from accounts.permissions import Permission
from privacy.survey.actions import PUBLISHED, question_write, survey_write
from privacy.survey.models import Question, Survey


class QuestionForm(ReasonForm):
    """Says beside the question when its survey is published."""

    def clean(self) -> dict[str, Any]:
        """Nothing of a published survey changes."""
        data = super().clean() or self.cleaned_data
        survey = data.get("survey")
        if survey is not None and survey.published_at is not None:
            raise ValidationError(PUBLISHED)
        return data


@admin.register(Survey)
class SurveyAdmin(GuardedAdmin):
    """Written here, published by somebody else on the page of surveys."""

    permission = Permission.NOTICE_EDIT
    form = ReasonForm
    list_display = ("title", "opens_on", "closes_on", "ends_on", "published_at")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A published survey is read only."""
        return super().has_change_permission(request, obj) and (obj is None or obj.published_at is None)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write it with who and why."""
        survey_write(survey=obj, by=staff_of(request), reason=form.cleaned_data["reason"])


@admin.register(Question)
class QuestionAdmin(GuardedAdmin):
    """One question; what it may not ask is refused beside it."""

    permission = Permission.NOTICE_EDIT
    form = QuestionForm
    list_display = ("label", "survey", "kind", "position")
    list_filter = ("survey",)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Those of a published survey are read only."""
        return super().has_change_permission(request, obj) and (
            obj is None or obj.survey.published_at is None
        )

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write it with who and why."""
        question_write(question=obj, by=staff_of(request), reason=form.cleaned_data["reason"])
