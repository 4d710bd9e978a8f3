"""Carrying decisions out as the system: officers have no access to files, so a worker does what they decided."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cases.diary.models import Task
from cases.diary.models.task import LONGEST as LONGEST_TASK
from cases.families.models import Involvement, Person
from cases.families.models.person import BirthDate
from govuk.working_days import working_days_after
from privacy.models.data_request import RequestRight
from privacy.person_graph import subject_of
from privacy.rights.actions.recipients import recipients_find
from privacy.rights.models import Decision
from privacy.rights.models.decision import Ground
from privacy.rights.rules.choices import FACTS
from privacy.rights.rules.grounds import TOLD_TO_RECIPIENTS

DAYS_TO_CORRECT = 5
"""Working days a worker is given for a correction: the month of the request runs on."""


@transaction.atomic
def decision_carry_out(*, decision_id: uuid.UUID, at: datetime.datetime) -> bool:
    """Do what a decision says, if nobody did it yet; erasure is left to the retention engine.

    Whoever was given the data is found first and in the same transaction, so that no change goes untold.
    """
    decision = Decision.objects.to_carry_out().select_for_update().filter(pk=decision_id).first()
    if decision is None:
        return False
    if decision.right in TOLD_TO_RECIPIENTS:
        recipients_find(decision=decision)
    if decision.right == RequestRight.ERASURE:
        return False
    words = "Done"
    if decision.right == RequestRight.RECTIFICATION and decision.ground == Ground.WRONG_FACT:
        words = _correct(decision)
        if not words:
            _ask_the_team(decision, at=at)
            return False  # whoever works with the family corrects it, and says so
    decision.done_at, decision.done_words = at, words
    decision.save_by(by=None, reason="Carried out")
    return True


def _correct(decision: Decision) -> str:
    """Correct a fact of the person, with the officer and the request in its history."""
    fact, value = decision.chosen.get("fact", ""), decision.chosen.get("value", "")
    if fact not in FACTS:
        return ""
    person = Person.objects.select_for_update().get(pk=decision.request.subject_id)
    if fact == "date_of_birth":
        person.date_of_birth, person.birth_date_kind = datetime.date.fromisoformat(value), BirthDate.EXACT
    else:
        setattr(person, fact, value)
    person.save_by(by=decision.decided_by, reason=f"Corrected at their request {decision.request.reference}")
    return f"{FACTS[fact]} corrected"


def _ask_the_team(decision: Decision, *, at: datetime.datetime) -> None:
    """A task for each worker who has open work with the person, once, behind the wall of that work."""
    if "workers_asked" in decision.chosen:
        return
    request, today = decision.request, timezone.localdate(at)
    open_work = Involvement.objects.open_on(today).filter(
        Q(person__isnull=True) | Q(person=request.subject_id),
        family__in=subject_of(request.subject_id).families,
        allocated_to__isnull=False,
    )
    found = {(work.family_id, work.allocated_to_id): work for work in open_work.order_by("started_on")}
    for work in found.values():
        task = Task(
            family_id=work.family_id, owner_id=work.allocated_to_id, wall=work.wall, given_by=decision.decided_by,
            given_at=at, due_on=working_days_after(today, DAYS_TO_CORRECT),
            what=f"Correct what is wrong, request {request.reference}: {decision.what}"[:LONGEST_TASK],
        )  # fmt: skip
        task.save_by(by=decision.decided_by, reason=f"Correction {request.reference}")
    decision.chosen = {**decision.chosen, "workers_asked": len(found)}
    decision.save_by(by=None, reason="Asked whoever works with the family")


@transaction.atomic
def correction_done(*, decision: Decision, words: str, at: datetime.datetime) -> None:
    """Note that whoever works with the family corrected it by the ordinary way."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.done_at is None:
        held.done_at, held.done_words = at, words
        held.save_by(by=None, reason="Corrected by the team")
