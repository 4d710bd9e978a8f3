"""Beginning an assessment, filling it in part by part, sending it to a manager, and their decision."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from accounts.models import User
from cases.assessments.models import (
    About,
    Answer,
    Assessment,
    AssessmentPart,
    FamilyCopy,
    FormQuestion,
    FormVersion,
    State,
)
from cases.assessments.models.assessment import OPEN
from cases.assessments.rules import is_about, section_titles, unanswered
from cases.families.actions.drafts import draft_discard
from cases.families.actions.rows import row_hold
from cases.families.models import Involvement, Person

FORM = "assessment"


class NotOpenError(Exception):
    """The assessment waits for a manager or is approved, or there are parts left: the deed does not fit its state."""


def draft_name(part: uuid.UUID) -> str:
    """What the draft of one part is called."""
    return f"{FORM}:{part}"


@transaction.atomic
def assessment_start(
    *, involvement: Involvement, form: FormVersion, people: Iterable[Person], by: User, now: datetime.datetime,
    today: datetime.date,
) -> Assessment:  # fmt: skip
    """Begin an assessment with all its parts, those about each person once for everybody there is.

    Raises ``NotOpenError`` when the work has an assessment that is not approved yet.
    """
    Involvement.objects.select_for_update().get(pk=involvement.pk)
    if Assessment.objects.filter(involvement=involvement).exclude(state=State.APPROVED).exists():
        raise NotOpenError
    assessment = Assessment(
        family=involvement.family, involvement=involvement, form=form, started_by=by, started_at=now
    )
    assessment.save_by(by=by, reason="Assessment begun")
    people = list(people)
    for section in form.sections.all():
        whom: list[Person | None] = [None]
        if section.about != About.FAMILY:
            whom = [p for p in people if is_about(section, p, today)]
        for person in whom:
            part = AssessmentPart(assessment=assessment, section=section, person=person)
            part.save_by(by=by, reason="Assessment begun")
    return assessment


@transaction.atomic
def assessment_join(*, assessment: Assessment, person: Person, by: User, today: datetime.date) -> bool:
    """Give somebody who joined the family later the sections they have not; whether any were new.

    Raises ``NotOpenError`` when the assessment is with the manager or approved.
    """
    kept = _held(assessment, *OPEN)
    there = set(
        AssessmentPart.objects.filter(assessment=kept, person=person).values_list("section", flat=True)
    )
    sections = kept.form.sections.exclude(about=About.FAMILY).exclude(pk__in=there)
    missing = [section for section in sections if is_about(section, person, today)]
    for section in missing:
        part = AssessmentPart(assessment=kept, section=section, person=person)
        part.save_by(by=by, reason="Joined the family after the assessment began")
    return bool(missing)


@transaction.atomic
def part_save(
    *,
    part: AssessmentPart,
    version: uuid.UUID | None,
    values: Mapping[FormQuestion, str],
    is_complete: bool,
    by: User,
    now: datetime.datetime,
) -> None:
    """Keep the answers of a part, finished or not, and drop the writer's draft of it.

    Raises ``RowChanged`` when somebody saved it after the form was opened, ``NotOpenError`` when the assessment is
    with the manager or approved.
    """
    _held(part.assessment, *OPEN)
    kept = row_hold(row=part, version=version)
    before = {answer.question_id: answer for answer in Answer.objects.filter(part=kept)}
    for question, value in values.items():
        row = before.get(question.pk) or Answer(part=kept, question=question, given_at=now)
        if row.value != value:
            row.value = value
            row.save_by(by=by, reason="Answer saved" if value else "Answer taken back")
    kept.is_complete = is_complete
    kept.save_by(by=by, reason="Answers saved")
    draft_discard(by=by, family=part.assessment.family, form=draft_name(part.pk))


@transaction.atomic
def assessment_submit(*, assessment: Assessment, by: User, now: datetime.datetime) -> None:
    """Send it to the manager. Raises ``NotOpenError`` while parts are unfinished or when it was sent already."""
    kept = _held(assessment, *OPEN)
    if unanswered(AssessmentPart.objects.filter(assessment=kept)):
        raise NotOpenError
    kept.state, kept.submitted_by, kept.submitted_at = State.SUBMITTED, by, now
    kept.decided_by = kept.decided_at = None
    kept.save_by(by=by, reason="Sent for approval")


@transaction.atomic
def assessment_decide(
    *, assessment: Assessment, approve: bool, comments: str, by: User, now: datetime.datetime
) -> None:
    """Approve it, or return it with comments. Raises ``NotOpenError`` when it no longer waits for a decision."""
    kept = _held(assessment, State.SUBMITTED)
    kept.state = State.APPROVED if approve else State.RETURNED
    kept.decided_by, kept.decided_at, kept.comments = by, now, comments
    kept.save_by(by=by, reason="Approved" if approve else "Returned with comments")


@transaction.atomic
def assessment_copied(
    *,
    assessment: Assessment,
    parts: Sequence[AssessmentPart],
    left_out: Sequence[AssessmentPart],
    way: str,
    by: User,
    now: datetime.datetime,
) -> None:
    """Keep that a copy was made for the family, with which sections. Raises ``NotOpenError`` before it is approved."""
    if assessment.state != State.APPROVED:
        raise NotOpenError
    copy = FamilyCopy(
        assessment=assessment,
        made_by=by,
        made_at=now,
        part_keys=[str(part.pk) for part in parts],
        sections=section_titles(parts),
        left_out=section_titles(left_out),
        way=way,
    )
    copy.save_by(by=by, reason="Copy made for the family")


def _held(assessment: Assessment, *states: State) -> Assessment:
    rows = Assessment.objects.select_for_update(of=("self",)).select_related("involvement")
    kept: Assessment = rows.get(pk=assessment.pk)
    if kept.state not in states:
        raise NotOpenError
    return kept
