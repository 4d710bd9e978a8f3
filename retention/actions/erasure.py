"""Erasing what somebody asked to have erased, once two officers granted it: by the engine that destroys files.

Everything is asked again inside the transaction that deletes, while nobody else can write, as for a list of files.
"""

from __future__ import annotations

import datetime
import uuid
from collections import Counter
from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from privacy.models.data_request import RequestRight
from privacy.rights.actions.recipients import all_told, recipients_find
from privacy.rights.models import Decision
from privacy.rights.models.decision import Keeps
from privacy.rights.rules.choices import ERASED_APART, EVERYTHING
from retention.actions.deletion import files_delete, rows_of_person_delete
from retention.actions.destruction import close_the_doors
from retention.erasure_log import Erased, log_erased
from retention.models import DisposalRegister, DisposalSwitch
from retention.queries.graph import StillShared, quoted
from retention.queries.held import person_is_held
from retention.queries.rows_of_person import rows_walled

TEXTS_RULE = {"texts.Text": "text_delivery", "families.Phone": "text_delivery"}
"""Kinds that come under a rule about single rows too: a hold on that rule keeps them. A number's texts go with it."""

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
    is in it and no work is open. What keeps it is written down for the officers. Raises ``OperationalError`` when
    somebody has been writing for too long to wait, and ``OSError`` when the log of erasures cannot be written; nothing
    is changed then.
    """
    switch = DisposalSwitch.objects.select_for_update().get()
    granted = Decision.objects.to_carry_out().filter(pk=decision_id, right=RequestRight.ERASURE)
    decision = granted.select_for_update(of=("self",)).select_related("request").first()
    if decision is None or not switch.may_run:
        return False
    person, kinds = decision.request.subject_id, _kinds(decision)
    close_the_doors(also=tables_of(kinds))
    recipients_find(decision=decision)
    keeps = what_keeps(person, request=decision.request_id, kinds=kinds, on=timezone.localdate(at))
    if not keeps and not kinds and not all_told(decision):
        keeps = Keeps.UNTOLD
    if not keeps:
        keeps = _erase(decision, person, kinds, at)
    if keeps and decision.chosen.get("kept_by") != keeps:
        decision.chosen = {**decision.chosen, "kept_by": str(keeps)}
        decision.save_by(by=None, reason="Kept for now")
    return not keeps


def what_keeps(
    person: uuid.UUID, *, request: uuid.UUID, kinds: Collection[str], on: datetime.date
) -> Keeps | None:
    """Why nothing of these kinds may go now, or without kinds not the whole file; ``None`` when it may."""
    codes = {TEXTS_RULE[kind] for kind in kinds if kind in TEXTS_RULE}
    if person_is_held(person, request=request, codes=codes, on=on):
        return Keeps.HELD
    if not kinds and _found(OTHERS, person)[0][0]:
        return Keeps.OTHERS
    return None


def file_erase(person: uuid.UUID, at: datetime.datetime) -> tuple[Counter[str], list[uuid.UUID]]:
    """Delete the whole file of somebody who is alone in it; tells the rows of each table, and the families.

    Raises as ``retention.actions.deletion.files_delete`` does.
    """
    families = [key for (key,) in _found(FAMILIES, person)]
    return files_delete(families=families, people=[person], at=at), families


def tables_of(kinds: Collection[str]) -> list[str]:
    """The tables of these kinds: whoever changes a row while it goes would leave a version of it behind."""
    return sorted(quoted(apps.get_model(label)._meta.db_table) for label in kinds)


def _kinds(decision: Decision) -> list[str]:
    """The kinds of record that go; none for the whole file."""
    kinds = decision.chosen.get("kinds", [])
    return [] if EVERYTHING in kinds else [label for label in ERASED_APART if label in kinds]


def _erase(decision: Decision, person: uuid.UUID, kinds: list[str], at: datetime.datetime) -> Keeps | None:
    register = DisposalRegister(
        started_at=at, finished_at=at, submitted_by_id=decision.decided_by_id, approved_by_id=decision.agreed_by_id,
        approved_at=decision.agreed_at, rules={"erasure granted to a person": 1},
    )  # fmt: skip
    try:
        with transaction.atomic():
            if kinds:
                erased = _rows(decision, register, person, kinds, at)
            else:
                register.counts, families = file_erase(person, at)
                register.families, register.people = len(families), 1
                erased = Erased(person, decision.request_id, families=tuple(families))
    except (IntegrityError, StillShared):
        return Keeps.SHARED
    register.counts = dict(sorted(register.counts.items()))
    register.save()
    if settings.ERASURE_LOG:
        # Before the commit: what cannot be written down is not destroyed.
        log_erased(Path(settings.ERASURE_LOG), erased, at=at)
    return None


def _rows(
    decision: Decision, register: DisposalRegister, person: uuid.UUID, kinds: list[str], at: datetime.datetime
) -> Erased:
    models = [apps.get_model(label) for label in kinds]
    behind_walls = bool(decision.chosen.get("behind_walls"))
    gone = rows_of_person_delete(person=person, kinds=models, behind_walls=behind_walls, at=at)
    register.counts = gone.counts
    decision.done_at = at
    decision.done_words = f"Erased: {sum(gone.counts.values())} rows, earlier versions included"
    if kept := 0 if behind_walls else rows_walled([person], models):
        decision.done_words += f". {kept} behind a wall stay{'s' if kept == 1 else ''}"
    decision.save_by(by=None, reason="Erased")
    return Erased(person, decision.request_id, rows=tuple(gone.keys))


def _found(sql: str, person: uuid.UUID) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"person": person})
        return list(cursor.fetchall())
