"""Keeping what people send: the form, and the files that come before it."""

from __future__ import annotations

import datetime
import json
import uuid
from typing import Any

from django.db import connection, transaction

from accounts.actions.kept_once import keep_once
from cases.documents.scanner import scan
from privacy.public_forms.models import Evidence, FormKind, Submission
from privacy.public_forms.rules.steps import Kept, reference_of, said


@transaction.atomic
def submission_keep(*, kept: Kept, on: datetime.date) -> str:
    """Keep a form, and answer the reference it has. Looks nobody up. The same form sent twice is kept once.

    Sent again with other answers, after Back or from a second tab, it is kept beside the first: nothing is lost.
    """
    key, answers = uuid.UUID(kept.key), said(kept)
    if not keep_once(_submission(key, kept, answers, on)) and not _said_already(key, answers):
        key = uuid.uuid5(key, json.dumps(answers, sort_keys=True))
        keep_once(_submission(key, kept, answers, on))
    return reference_of(key)


def _submission(key: uuid.UUID, kept: Kept, answers: dict[str, Any], on: datetime.date) -> Submission:
    return Submission(
        pk=key, reference=reference_of(key), kind=FormKind(kept.kind), received_on=on, answers=answers
    )


def _said_already(key: uuid.UUID, answers: dict[str, Any]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT submission_said(%s, %s)", [key, json.dumps(answers)])
        (is_same,) = cursor.fetchone()
    return bool(is_same)


@transaction.atomic
def evidence_keep(*, kept: Kept, kind: str, content: bytes, at: datetime.datetime) -> uuid.UUID:
    """Keep a file for a form that is not sent yet; answers the key it is kept under.

    Raises ``VirusFoundError`` or ``ScannerUnreachableError``: then nothing is kept.
    """
    scan(content)
    row = Evidence(submission_id=uuid.UUID(kept.key), kind=kind, content=content, added_at=at)
    row.save(force_insert=True)
    return row.pk


@transaction.atomic
def evidence_take_back(*, form: uuid.UUID, file: uuid.UUID, at: datetime.datetime) -> bool:
    """Whoever sent a file takes it back; ``False`` once an officer has opened it or taken the form on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT evidence_take_back(%s, %s, %s)", [form, file, at])
        (is_gone,) = cursor.fetchone()
    return bool(is_gone)
