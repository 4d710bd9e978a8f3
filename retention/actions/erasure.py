"""Erasing what somebody asked to have erased, once two officers granted it: by the engine that destroys files.

Everything is asked again inside the transaction that deletes, while nobody else can write, as for a list of files.
"""

from __future__ import annotations

import datetime
import uuid
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from privacy.models.data_request import RequestRight
from privacy.rights.actions.recipients import all_told, recipients_find
from privacy.rights.models import Decision
from privacy.rights.rules.choices import ERASED_APART, EVERYTHING
from retention.actions.deletion import files_delete, rows_of_person_delete
from retention.actions.destruction import CLOSE_THE_DOORS
from retention.erasure_log import log_append
from retention.models import DisposalRegister, DisposalSwitch

# A hold, a lock, another request or a complaint about the person or anybody's file they are in keeps everything.
KEPT = """
WITH circle AS (SELECT family_id FROM families_familymembership WHERE person_id = %(person)s)
SELECT EXISTS (SELECT FROM retention_hold h WHERE h.released_on IS NULL
                  AND (h.scope = 'everything' OR h.person_id = %(person)s OR h.family_id IN (SELECT * FROM circle)))
    OR EXISTS (SELECT FROM families_uselock l WHERE l.lifted_at IS NULL
                  AND (l.person_id = %(person)s OR l.family_id IN (SELECT * FROM circle)))
    OR EXISTS (SELECT FROM privacy_datarequest q
                WHERE q.subject_id = %(person)s AND q.closed_on IS NULL AND q.id <> %(request)s)
    OR EXISTS (SELECT FROM duties_complaint c WHERE c.person_id = %(person)s AND c.closed_on IS NULL)
"""
OTHERS = """
SELECT EXISTS (SELECT FROM families_familymembership mine
                 JOIN families_familymembership other ON other.family_id = mine.family_id
                WHERE mine.person_id = %(person)s AND other.person_id <> %(person)s)
    OR EXISTS (SELECT FROM families_familymembership mine
                 JOIN families_involvement i ON i.family_id = mine.family_id AND i.ended_on IS NULL
                WHERE mine.person_id = %(person)s)
"""
FAMILIES = "SELECT DISTINCT family_id FROM families_familymembership WHERE person_id = %(person)s"


@transaction.atomic
def erasure_carry_out(*, decision_id: uuid.UUID, at: datetime.datetime) -> bool:
    """Erase what a granted and agreed decision names; false while something keeps it, or it is not to be done.

    The whole file goes only after every recipient was told, as the list of them goes with it, and only if nobody else
    is in it and no work is open. Raises ``OperationalError`` when somebody has been writing for too long to wait;
    nothing is changed then.
    """
    switch = DisposalSwitch.objects.select_for_update().get()
    granted = Decision.objects.to_carry_out().filter(pk=decision_id, right=RequestRight.ERASURE)
    decision = granted.select_for_update(of=("self",)).select_related("request").first()
    if decision is None or not switch.may_run:
        return False
    with connection.cursor() as cursor:
        cursor.execute(CLOSE_THE_DOORS)
    recipients_find(decision=decision)
    asked = {"person": decision.request.subject_id, "request": decision.request_id}
    if _is(KEPT, asked):
        return False
    kinds = decision.chosen.get("kinds", [])
    register = DisposalRegister(
        started_at=at, finished_at=at, submitted_by_id=decision.decided_by_id, approved_by_id=decision.agreed_by_id,
        approved_at=decision.agreed_at, rules={"erasure granted to a person": 1},
    )  # fmt: skip
    if EVERYTHING in kinds:
        if _is(OTHERS, asked) or not all_told(decision):
            return False
        return _file(register, asked["person"], at)
    models = [apps.get_model(label) for label in ERASED_APART if label in kinds]
    counts = rows_of_person_delete(person=asked["person"], kinds=models, at=at)
    register.counts = dict(sorted(counts.items()))
    register.save()
    decision.done_at = at
    decision.done_words = f"Erased: {sum(counts.values())} rows, earlier versions included"
    decision.save_by(by=None, reason="Erased")
    return True


def _file(register: DisposalRegister, person: uuid.UUID, at: datetime.datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(FAMILIES, {"person": person})
        families = [key for (key,) in cursor.fetchall()]
    counts = files_delete(families=families, people=[person], at=at)
    register.counts, register.families, register.people = dict(sorted(counts.items())), len(families), 1
    register.save()
    if settings.ERASURE_LOG:
        log_append(Path(settings.ERASURE_LOG), set(families), at=at)
    return True


def _is(sql: str, asked: dict[str, uuid.UUID]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return bool(cursor.fetchone()[0])
