"""The shapes of the installed wording."""

from dataclasses import dataclass
from datetime import date

from privacy.codes import (
    Basis,
    Category,
    ContactPoint,
    Law,
    NoticeCode,
    Period,
    Purpose,
    Recipient,
    Right,
    Section,
)

Code = Basis | Category | Law | Period | Purpose | Recipient | Right


@dataclass(frozen=True)
class Term:
    """One thing the notice lists: a short title, and a sentence or two where the title needs them."""

    code: Code
    title: str
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Someone to turn to. `phones` and `address` are one entry a line."""

    code: ContactPoint
    title: str
    detail: str
    email: str
    phones: tuple[str, ...] = ()
    website: str = ""
    address: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """One section of a page. A paragraph whose lines all begin with "- " is shown as a bullet list.

    ``easy_read`` says the same in short sentences, one idea each.
    """

    code: Section
    heading: str
    paragraphs: tuple[str, ...] = ()
    easy_read: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Page:
    """One published page: what it covers, and its sections in order."""

    code: NoticeCode
    title: str
    lead: str
    first_published: date
    covers: tuple[Code, ...]
    parts: tuple[Part, ...]
