"""Keeping what people send: the form, and the files that come before it."""

from __future__ import annotations

import datetime
import uuid

from django.db import IntegrityError, transaction

from accounts.database_errors import broken_constraint
from cases.documents.scanner import scan
from privacy.public_forms.models import Evidence, FormKind, Submission
from privacy.public_forms.rules.steps import Kept, reference_of, said


@transaction.atomic
def submission_keep(*, kept: Kept, on: datetime.date) -> str:
    """Keep a form, and answer the reference it has. Looks nobody up. The same form sent twice is kept once."""
    key = uuid.UUID(kept.key)
    row = Submission(
        pk=key, reference=reference_of(key), kind=FormKind(kept.kind), received_on=on, answers=said(kept)
    )
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if broken_constraint(error) != "public_forms_submission_pkey":
            raise
    return row.reference


@transaction.atomic
def evidence_keep(*, kept: Kept, kind: str, content: bytes, at: datetime.datetime) -> None:
    """Keep a file for a form that is not sent yet.

    Raises ``VirusFoundError`` or ``ScannerUnreachableError``: then nothing is kept.
    """
    scan(content)
    row = Evidence(submission_id=uuid.UUID(kept.key), kind=kind, content=content, added_at=at)
    row.save(force_insert=True)
