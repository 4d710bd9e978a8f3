"""Reading the records that a sharing names as its officer sees them, and why one of them may not go out."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from accounts.models import User
from cases.documents.folder import FolderError, file_read
from cases.documents.models import Document, DocumentVersion, FileType
from cases.families.chronology import Entry, entry_of
from cases.families.models import FamilyMembership, Restriction
from privacy.codes import NoticeCode
from privacy.models import Disclosure
from privacy.notices.queries import live_lines
from privacy.redaction.files.flatten import FlatPage, NotReadable, page_text, pdf_pages, picture_page
from privacy.redaction.files.word import visible_words
from privacy.redaction.people import never_told
from privacy.redaction.rules.never_told import NeverTold

GONE = "it is not on the file any more, or it is not yours to see"
WALLED = "it stands behind the youth justice or the victims’ wall. That team shares it in its own way"
UNREADABLE = "its file cannot be read by the program. Send it another way"
NEVER_TOLD = "an address, number or email that must never be told stands in it"
RESTRICTED = (
    "This family’s file is restricted to named staff, so nothing of it is put behind a link. Give it to the person"
    " there by hand"
)


@dataclass(frozen=True)
class Record:
    """One record as the partner reads it."""

    heading: str
    lines: tuple[str, ...]
    words: str = field(repr=False)
    pages: tuple[FlatPage, ...] = field(default=(), repr=False)

    @property
    def told(self) -> str:
        """Everything in it that a program can read."""
        return "\n".join(
            [self.heading, *self.lines, self.words, *(page_text(page.words) for page in self.pages)]
        )

    @property
    def pictures(self) -> int:
        """Pages without words a program could read."""
        return sum(not page.words for page in self.pages)


@dataclass
class Gathered:
    """What goes out, and what must not with the reason of each."""

    records: list[Record] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def gathered(disclosure: Disclosure, user: User) -> Gathered:
    """Exactly the records the sharing names, in its order."""
    found = Gathered()
    if Restriction.objects.standing().filter(family=disclosure.family_id).exists():
        found.faults.append(RESTRICTED)
        return found
    if disclosure.wall:
        found.faults.append(f"This sharing cannot go behind a link: {WALLED}")
        return found
    if not disclosure.records:
        found.faults.append("This sharing names no records. Write it down again and choose them")
    secret = NeverTold(_secrets(disclosure))
    for reference in disclosure.records:
        record = _record(disclosure, user, reference)
        if isinstance(record, Record) and secret.spans(record.told):
            record = NEVER_TOLD
        if isinstance(record, Record):
            found.records.append(record)
        else:
            found.faults.append(f"“{reference['title']}” cannot go: {record}")
    if secret.spans("\n".join([disclosure.what, disclosure.organisation, disclosure.contact_name])):
        found.faults.append(f"The words of this sharing cannot go: {NEVER_TOLD}")
    return found


def cover_of(disclosure: Disclosure, on: datetime.date) -> list[tuple[str, str]]:
    """What it is and what for, in the words of the notice."""
    listed = live_lines(NoticeCode.SERVICE, on, "purposes", "laws")
    purposes, laws = ({line.code: line.title for line in lines} for lines in listed)
    about = disclosure.person.full_name if disclosure.person else str(disclosure.family)
    told = [
        ("For", ", ".join(filter(None, (disclosure.contact_name, disclosure.organisation)))),
        ("About", about),
        ("What it is", disclosure.what),
        ("What you may use it for", purposes.get(disclosure.purpose, disclosure.get_purpose_display())),
        ("Law", laws.get(disclosure.law, disclosure.get_law_display())),
    ]
    return [(label, text) for label, text in told if text]


def _secrets(disclosure: Disclosure) -> list[str]:
    """What must never be told of anybody who is or was in the family, whoever the record is about."""
    members = FamilyMembership.objects.filter(family=disclosure.family_id)
    return never_told(set(members.values_list("person_id", flat=True)))


def _record(disclosure: Disclosure, user: User, reference: Mapping[str, str]) -> Record | str:
    """The record behind a reference, or why it may not go."""
    strand, _, key = reference["key"].partition(":")
    entry = entry_of(disclosure.family, user, strand, uuid.UUID(key))
    if entry is None:
        return GONE
    if entry.wall or getattr(entry.object, "wall", ""):
        return WALLED
    try:
        words, pages = _content(entry, user)
    except (FolderError, NotReadable):
        return UNREADABLE
    beside = (f"{said.heading}: {said.words}" for said in entry.said)
    return Record(entry.title, tuple(_lines(entry)), "\n\n".join([words, *beside]), pages)


def _content(entry: Entry, user: User) -> tuple[str, tuple[FlatPage, ...]]:
    """The words of an entry; of a document, its newest file made flat, so that nothing hidden comes along."""
    if not isinstance(entry.object, Document):
        return entry.words, ()
    versions = DocumentVersion.objects.visible_to(user).filter(document=entry.object)
    version = versions.order_by("-number").first()
    if version is None:
        raise NotReadable
    content = file_read(version.pk, digest=version.digest)
    if version.file_type == FileType.WORD:
        return visible_words(content), ()
    return "", tuple(pdf_pages(content)) if version.file_type == FileType.PDF else (picture_page(content),)


def _lines(entry: Entry) -> Iterator[str]:
    at = timezone.localtime(entry.at) if isinstance(entry.at, datetime.datetime) else entry.at
    yield f"{at:%-d %B %Y, %H:%M}" if isinstance(at, datetime.datetime) else f"{at:%-d %B %Y}"
    if entry.people:
        yield f"About {', '.join(entry.people)}"
    if entry.author:
        yield f"Written by {entry.author}"
    if isinstance(entry.object, Document):
        yield f"From {entry.object.source}"
