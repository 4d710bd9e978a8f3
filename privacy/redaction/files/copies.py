"""Copies of the documents that belong to a pack, read and made flat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from cases.documents.folder import FolderError, file_read
from cases.documents.models import DocumentVersion, FileType
from privacy.data_map import PERSONAL
from privacy.person_graph import Subject, rows_about
from privacy.redaction.files.flatten import FlatPage, NotReadable, pdf_pages, picture_page
from privacy.redaction.files.word import visible_words

TITLE = "Copies of documents"
NOT_READABLE = (
    "This file could not be opened by the program. An officer has to look at it and add it by hand."
)


@dataclass(frozen=True)
class Copy:
    """One version of a document, as words or as pages."""

    title: str
    label: str
    about: frozenset[UUID]
    words: str = ""
    pages: list[FlatPage] = field(default_factory=list)


def copies(subject: Subject) -> Iterator[Copy]:
    """Every version of every document about the person, removed ones too."""
    entry = next(entry for entry in PERSONAL if entry.model == "documents.DocumentVersion")
    rows = rows_about(entry, subject).select_related("document").prefetch_related("document__about")
    for version in rows.order_by("document__dated_on", "document_id", "number"):
        yield _copy(version)  # type: ignore[arg-type] # rows of the entry's model


def _copy(version: DocumentVersion) -> Copy:
    document = version.document
    about = frozenset(row.person_id for row in document.about.all())
    label = f"{document.get_kind_display()} of {document.dated_on:%-d %B %Y}, version {version.number}"
    try:
        content = file_read(version.pk, digest=version.digest)
        if version.file_type == FileType.WORD:
            return Copy(document.title, label, about, words=visible_words(content))
        pages = list(pdf_pages(content)) if version.file_type == FileType.PDF else [picture_page(content)]
    except (FolderError, NotReadable):
        return Copy(document.title, label, about, words=NOT_READABLE)
    return Copy(document.title, label, about, pages=pages)
