"""Assessments with answers."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.assessments.actions.assessments import assessment_start
from cases.assessments.models import Answer, Assessment, AssessmentPart, FormVersion
from tests.factories.families import REASON

ANSWERS = {"choice": "", "yes_no": "No", "score": "4", "date": "2026-03-05", "text": "As it is."}


def make_assessment(file: Any, by: User, *, answered: bool = True, **fields: Any) -> Assessment:
    """The early help assessment of a family; with ``answered`` every section is filled in and finished."""
    people = [row.person for row in file.family.memberships.select_related("person")]
    assessment = assessment_start(
        involvement=file.involvement,
        form=FormVersion.objects.filter(published_on__isnull=False).latest("number"),
        people=people,
        by=by,
        now=timezone.now() - datetime.timedelta(days=3),
        today=timezone.localdate(),
    )
    if answered:
        for part in AssessmentPart.objects.filter(assessment=assessment).select_related("section"):
            _fill(part, by)
    if fields:
        for name, value in fields.items():
            setattr(assessment, name, value)
        assessment.save_by(by=by, reason=REASON)
    return assessment


def make_submitted(file: Any, by: User, **fields: Any) -> Assessment:
    """One that waits for the manager."""
    return make_assessment(
        file, by, **{"state": "submitted", "submitted_by": by, "submitted_at": timezone.now()} | fields
    )


def _fill(part: AssessmentPart, by: User) -> None:
    for question in part.section.questions.all():
        if question.shown_when_id is None:
            value = question.choices[0] if question.kind in ("choice", "multi") else ANSWERS[question.kind]
            Answer(part=part, question=question, value=value, given_at=timezone.now()).save_by(
                by=by, reason=REASON
            )
    part.is_complete = True
    part.save_by(by=by, reason=REASON)
