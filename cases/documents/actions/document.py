"""Adding, describing, replacing and removing documents. A file is scanned before anything of it is kept."""

from __future__ import annotations

import datetime
import hashlib
import uuid

from django.db import IntegrityError, transaction

from accounts.database_errors import broken_constraint
from accounts.models import User
from cases.documents.folder import file_destroy, file_write
from cases.documents.models import Document, DocumentAbout, DocumentVersion
from cases.documents.rules import DESCRIBED_BY, Description, Upload
from cases.documents.scanner import scan
from cases.families.actions.rows import RowChanged, row_hold
from cases.families.models import Family, Person
from cases.families.queries import wall_of_work

ADDED = "Document added"


class AlreadyAddedError(Exception):
    """This form was sent before; the document is there."""


@transaction.atomic
def document_add(
    *,
    key: uuid.UUID,
    family: Family,
    description: Description,
    upload: Upload,
    by: User,
    now: datetime.datetime,
) -> Document:
    """Put a document on the family's file. ``key`` was made with the empty form.

    Raises ``AlreadyAddedError``, and what ``scan`` and ``file_write`` raise; nothing is kept then.
    """
    scan(upload.content)
    document = Document(pk=key, family=family, added_by=by, added_at=now, wall=wall_of_work(by, family.pk))
    _fill(document, description)
    if Document.objects.filter(pk=key).exists():
        raise AlreadyAddedError
    try:
        with transaction.atomic():
            document.save_by(by=by, reason=ADDED)
    except IntegrityError as error:
        if broken_constraint(error) != "documents_document_pkey":
            raise
        raise AlreadyAddedError from None
    _save_about(document, description, by, ADDED)
    _add_version(document, upload, by=by, now=now, reason=ADDED)
    return document


@transaction.atomic
def document_describe(
    *, document: Document, description: Description, version: uuid.UUID | None, by: User, reason: str
) -> None:
    """Correct what is said about a document. Raises ``RowChanged`` if somebody was faster."""
    _hold(document, version)
    _fill(document, description)
    document.save_by(by=by, reason=reason)
    _save_about(document, description, by, reason)


@transaction.atomic
def document_replace(
    *,
    document: Document,
    dated_on: datetime.date,
    upload: Upload,
    version: uuid.UUID | None,
    by: User,
    reason: str,
    now: datetime.datetime,
) -> None:
    """Add a newer version, which is shown from now on; the older ones stay. Raises as ``document_add`` does."""
    scan(upload.content)
    _hold(document, version)
    document.dated_on = dated_on
    document.save_by(by=by, reason=reason)
    _add_version(document, upload, by=by, now=now, reason=reason)


@transaction.atomic
def document_remove(
    *, document: Document, version: uuid.UUID | None, by: User, reason: str, now: datetime.datetime
) -> None:
    """Take a document off the list. It goes for good with the family's file. Raises ``RowChanged``."""
    _hold(document, version)
    document.removed_at, document.removal_reason = now, reason
    document.save_by(by=by, reason=f"Removed: {reason}")


def _hold(document: Document, version: uuid.UUID | None) -> None:
    kept = row_hold(row=document, version=version)
    if kept.removed_at is not None:
        raise RowChanged(kept)


def _fill(document: Document, description: Description) -> None:
    for name in DESCRIBED_BY:
        setattr(document, name, getattr(description, name))


def _save_about(document: Document, description: Description, by: User, reason: str) -> None:
    before = {row.person_id: row for row in DocumentAbout.objects.filter(document=document)}
    for person in sorted(description.about - before.keys()):
        DocumentAbout(document=document, person_id=person).save_by(by=by, reason=reason)
    # Whoever writes was not asked about people they may not see: those stay.
    gone = Person.objects.visible_to(by).filter(pk__in=before.keys() - description.about)
    for person in gone.values_list("pk", flat=True):
        before[person].delete_by(by=by, reason=reason)


def _add_version(
    document: Document, upload: Upload, *, by: User, now: datetime.datetime, reason: str
) -> None:
    newest = DocumentVersion.objects.filter(document=document).values_list("number", flat=True).first() or 0
    version = DocumentVersion(
        pk=uuid.uuid4(),
        document=document,
        number=newest + 1,
        file_type=upload.file_type,
        size=len(upload.content),
        digest=hashlib.sha256(upload.content).hexdigest(),
        added_by=by,
        added_at=now,
    )
    version.save_by(by=by, reason=reason)
    # Last, for a row that is refused leaves no file; what a later fault leaves behind, folder_sweep finds.
    try:
        file_write(version.pk, upload.content)
    except BaseException:
        file_destroy(version.pk)
        raise
