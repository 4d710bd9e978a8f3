"""Carrying decisions out as the system: officers have no access to files, so a worker does what they decided."""

from __future__ import annotations

import datetime
import uuid

from django.db import transaction

from cases.families.models import Person
from cases.families.models.person import BirthDate
from privacy.models.data_request import RequestRight
from privacy.rights.actions.recipients import recipients_find
from privacy.rights.models import Decision
from privacy.rights.models.decision import Ground
from privacy.rights.rules.choices import FACTS
from privacy.rights.rules.grounds import TOLD_TO_RECIPIENTS


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


@transaction.atomic
def correction_done(*, decision: Decision, words: str, at: datetime.datetime) -> None:
    """Note that whoever works with the family corrected it by the ordinary way."""
    held = Decision.objects.select_for_update().get(pk=decision.pk)
    if held.done_at is None:
        held.done_at, held.done_words = at, words
        held.save_by(by=None, reason="Corrected by the team")
