"""Asking colleagues for records, noting what they sent, and reminding whoever is silent."""

from __future__ import annotations

import datetime

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.models import DataRequest
from privacy.workbench.models import Chase, ChaseAbout, RecordsAsked

ANSWERED = "It is on the record that this was answered. Nothing was changed"
CLOSED = "This request is answered. Nothing more is asked or chased for it"


@transaction.atomic
def records_answered(*, asked: RecordsAsked, on: datetime.date, answer: str, by: User) -> None:
    """Note what a colleague sent. Raises ``Refused`` when that stands on the record."""
    kept = RecordsAsked.objects.select_for_update().get(pk=asked.pk)
    if kept.answered_on:
        raise Refused(ANSWERED)
    kept.answered_on, kept.answer = on, answer
    kept.save_by(by=by, reason="Records came")


@transaction.atomic
def chase_add(
    *,
    request: DataRequest,
    about: str,
    whom: str,
    how: str,
    on: datetime.date,
    by: User,
    asked: RecordsAsked | None = None,
) -> Chase:
    """Note that somebody was reminded. Raises ``Refused`` after the answer, or when the records have come."""
    if DataRequest.objects.select_for_update().get(pk=request.pk).closed_on:
        raise Refused(CLOSED)
    if asked and RecordsAsked.objects.get(pk=asked.pk).answered_on:
        raise Refused(ANSWERED)
    chase = Chase(
        request=request, about=ChaseAbout(about), asked=asked, whom=whom, how=how, chased_on=on, chased_by=by
    )
    chase.save_by(by=by, reason="Reminded")
    return chase
