"""The notices as a reader sees them: the words in the database, with the names of the council filled in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from privacy.codes import ContactPoint, NoticeCode, Section
from privacy.models import (
    Notice,
    NoticeSection,
    Organisation,
    PublishedBasis,
    PublishedCategory,
    PublishedContact,
    PublishedLaw,
    PublishedPurpose,
    PublishedRecipient,
    PublishedRight,
)
from privacy.models.notice import Term, Wording
from privacy.placeholders import filled

TO_TURN_TO = {
    Section.CHANGES: (ContactPoint.SERVICE,),
    Section.RIGHTS: (ContactPoint.INFORMATION_GOVERNANCE,),
    Section.COMPLAINTS: (ContactPoint.INFORMATION_GOVERNANCE, ContactPoint.ICO),
}
"""Whose details a section gives."""

LISTED_BY: dict[type[Wording], str] = {
    PublishedCategory: "categories",
    PublishedPurpose: "purposes",
    PublishedBasis: "bases",
    PublishedLaw: "laws",
    PublishedRecipient: "recipients",
    PublishedRight: "rights",
}
"""The field of a notice that lists each kind of term."""


@dataclass(frozen=True)
class Item:
    """One thing a section lists."""

    code: str
    title: str
    detail: str


@dataclass(frozen=True)
class ItemList:
    """A list in a section, under its own heading if it has one."""

    items: tuple[Item, ...]
    heading: str = ""

    @property
    def is_described(self) -> bool:
        """Whether every item needs its sentence, so that the two stand side by side."""
        return all(item.detail for item in self.items)


@dataclass(frozen=True)
class Block:
    """A paragraph, or a bullet list when there are bullets."""

    text: str
    bullets: tuple[str, ...] = ()


@dataclass(frozen=True)
class Contact:
    """Someone to turn to."""

    title: str
    detail: str
    email: str
    phones: tuple[str, ...]
    website: str
    address: tuple[str, ...]

    @property
    def website_name(self) -> str:
        """The address of the website as people say it, without https."""
        return self.website.removeprefix("https://").removeprefix("http://").rstrip("/")

    @property
    def callable_phones(self) -> tuple[tuple[str, str], ...]:
        """Each number as written, and as a phone dials it."""
        return tuple((phone, phone.replace(" ", "")) for phone in self.phones)


@dataclass(frozen=True)
class PublishedSection:
    """One section of a page, with what it lists and whom to write to."""

    code: Section
    heading: str
    blocks: tuple[Block, ...]
    lists: tuple[ItemList, ...] = ()
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class PublishedNotice:
    """A whole page, ready to be drawn."""

    code: NoticeCode
    title: str
    lead: str
    version: int
    changed_on: date
    organisation: Organisation
    sections: tuple[PublishedSection, ...]


class _Words:
    """Fills the names in and shapes rows into what a page draws."""

    def __init__(self, organisation: Organisation) -> None:
        self.names = {"organisation": organisation.name, "service": organisation.service_name}

    def text(self, text: str) -> str:
        return filled(text, self.names)

    def items(self, terms: Iterable[Term]) -> tuple[Item, ...]:
        return tuple(Item(term.code, self.text(term.title), self.text(term.detail)) for term in terms)

    def blocks(self, body: str) -> tuple[Block, ...]:
        paragraphs = [part.strip() for part in self.text(body).replace("\r\n", "\n").split("\n\n")]
        return tuple(_block(paragraph) for paragraph in paragraphs if paragraph)

    def contact(self, contact: PublishedContact) -> Contact:
        return Contact(
            title=self.text(contact.title),
            detail=self.text(contact.detail),
            email=contact.email,
            phones=_lines(contact.phones),
            website=contact.website,
            address=_lines(contact.address),
        )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _block(paragraph: str) -> Block:
    lines = _lines(paragraph)
    if all(line.startswith("- ") for line in lines):
        return Block("", tuple(line.removeprefix("- ") for line in lines))
    return Block(paragraph)


def organisation() -> Organisation:
    """The council, as the notices name it."""
    return Organisation.objects.get()


def notices_showing(wording: Wording) -> QuerySet[Notice]:
    """The pages on which these words stand; the name and the contacts of the council stand on all of them."""
    if isinstance(wording, Notice):
        return Notice.objects.filter(pk=wording.pk)
    if isinstance(wording, NoticeSection):
        return Notice.objects.filter(pk=wording.notice_id)
    if field := LISTED_BY.get(type(wording)):
        return Notice.objects.filter(**{field: wording})
    return Notice.objects.all()


def published_notice(code: NoticeCode) -> PublishedNotice:
    """The page as it stands in the database now. Raises Notice.DoesNotExist before the notices are loaded."""
    notice = Notice.objects.prefetch_related("sections").get(code=code)
    council = organisation()
    words = _Words(council)
    contacts = {contact.code: words.contact(contact) for contact in PublishedContact.objects.all()}
    return PublishedNotice(
        code=code,
        title=words.text(notice.title),
        lead=words.text(notice.lead),
        version=notice.version,
        changed_on=notice.changed_on,
        organisation=council,
        sections=tuple(_section(notice, row, words, contacts) for row in notice.sections.all()),
    )


def _section(
    notice: Notice, row: NoticeSection, words: _Words, contacts: dict[str, Contact]
) -> PublishedSection:
    code = Section(row.code)
    lists = [ItemList(words.items(terms), heading) for heading, terms in _terms(notice, code)]
    return PublishedSection(
        code=code,
        heading=words.text(row.heading),
        blocks=words.blocks(row.body),
        lists=tuple(found for found in lists if found.items),
        contacts=tuple(contacts[point] for point in TO_TURN_TO.get(code, ()) if point in contacts),
    )


def _terms(notice: Notice, code: Section) -> list[tuple[str, Iterable[Term]]]:
    """What a section lists, each list with its heading."""
    match code:
        case Section.WHAT_WE_HOLD:
            return [("", notice.categories.all())]
        case Section.WHY:
            return [("", notice.purposes.all())]
        case Section.LAW:
            return [("", notice.bases.all()), ("The main laws", notice.laws.all())]
        case Section.SHARING:
            return [("", notice.recipients.all())]
        case Section.RIGHTS:
            return [("", notice.rights.all())]
        case _:
            return []


@dataclass(frozen=True)
class IndexCard:
    """As much of a person as somebody without access may know."""

    given_name: str
    family_name: str
    birth_year: int | None
    reference: str

    @property
    def full_name(self) -> str:
        """First names and last name."""
        return f"{self.given_name} {self.family_name}".strip()


def index_card(person_id: UUID) -> IndexCard | None:
    """The index card behind a key, for an information officer; ``None`` for anybody else or an unknown key."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM index_card(%s)", [person_id])
        row = cursor.fetchone()
    return IndexCard(*row) if row else None


def look_target(reference: str) -> UUID | None:
    """The key behind the reference of a person or family, for an auditor of the log of reads; ``None`` for others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT look_target(%s)", [reference])
        found: tuple[UUID | None] = cursor.fetchone()
    return found[0]


def look_circle(about: UUID) -> list[UUID]:
    """Whom a look at this person or family is about too: everybody of the family, the families of the person."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT look_circle(%s)", [about])
        return [key for (key,) in cursor.fetchall()]


def look_cards(keys: Iterable[UUID]) -> dict[UUID, str]:
    """Index cards in a line each, for an auditor: name, year of birth, reference."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, card FROM look_cards(%s)", [list(keys)])
        return dict(cursor.fetchall())
