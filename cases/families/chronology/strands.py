"""How a file joins the chronology of a family: an app offers a ``Source``, a source is strands of rows.

A strand says of its rows where the time, the author and the words stand; reading, filtering, searching and counting
them is done once for all (``reading``), so that a new kind of entry cannot forget a filter.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Exists, Q, QuerySet

from accounts.models import User
from cases.families.beside import Said
from cases.families.chronology.keys import Key
from cases.families.models import Family

Rows = QuerySet[Any]


@dataclass(frozen=True)
class Filters:
    """What the reader wants to see; nothing set means everything. Days are London's, both included.

    ``words`` must all stand in an entry. ``only`` are entries picked out one by one, by strand and id of the row.
    """

    kinds: frozenset[str] = frozenset()
    person: uuid.UUID | None = None
    author: uuid.UUID | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    words: str = field(default="", repr=False)
    only: frozenset[tuple[str, uuid.UUID]] | None = None


@dataclass(frozen=True)
class Entry:
    """One thing that happened, ready for ``components/timeline.html``; ``template`` draws ``item.object``."""

    key: Key
    at: datetime.date | datetime.datetime  # a plain date where no time of day is known
    kind: str
    kind_label: str
    title: str
    template: str
    object: Any = field(repr=False)
    author: str = ""
    people: tuple[str, ...] = ()
    url: str = ""
    meta: str = ""
    words: str = field(default="", repr=False)  # the whole of it in plain text, for an export
    wall: str = ""  # of what the row belongs to, where the row itself has none
    kept_from_family: str = ""  # why the family would not simply be shown it; nothing where they would
    strand: str = ""  # set by the reading
    said: tuple[Said, ...] = ()  # what people say about it; set by the reading

    @property
    def byline(self) -> str:
        """Who wrote it down, in the word of the timeline component."""
        return self.author


@dataclass(frozen=True)
class Strand:
    """Rows of one model that are entries, narrowed to one family and to what the reader may see."""

    code: str
    rows: Rows
    at: str  # the aware time; rows by the thousand need an index (family, -at, -id)
    author: str  # the way to whoever wrote it down, "" where nobody is named; see ``reading.authors``
    words: tuple[str, ...]  # the columns a search looks in
    in_full: Callable[[Any], Rows]  # the same rows with what telling them takes; see ``accounts.together``
    entry: Callable[[Any], Entry]  # tells one of them, and asks the database nothing more
    kinds: frozenset[str]
    kind_column: str = ""  # where the kind stands on the row, if rows are of several kinds
    with_person: Callable[[Any, uuid.UUID], Rows] | None = (
        None  # none: of the whole family, so of no one person
    )
    below: Rows | None = (
        None  # rows of each entry (by ``OuterRef("pk")``) in whose ``value`` a search looks too
    )
    is_being_in_touch: bool = False  # its newest entries stand on the family page

    def narrowed(self, filters: Filters) -> Rows | None:
        """The rows that match, wherever they stand in time; ``None`` where none can."""
        rows = self.rows
        if filters.kinds and not filters.kinds & self.kinds:
            return None
        if filters.kinds and self.kind_column:
            rows = rows.filter(**{f"{self.kind_column}__in": sorted(filters.kinds)})
        if filters.person and self.with_person is None:
            return None
        if filters.person and self.with_person:
            rows = self.with_person(rows, filters.person)
        if filters.author and not self.author:
            return None
        if filters.author:
            rows = rows.filter(**{self.author: filters.author})
        if filters.only is not None:
            rows = rows.filter(pk__in=[row for strand, row in filters.only if strand == self.code])
        return self._saying(rows, filters.words)

    def _saying(self, rows: Rows, words: str) -> Rows:
        """Rows in which every one of the words stands, in whichever column."""
        for word in words.split():
            said = Q(*((f"{column}__icontains", word) for column in self.words), _connector=Q.OR)
            if self.below is not None:
                said |= Q(Exists(self.below.filter(value__icontains=word)))
            rows = rows.filter(said)
        return rows


class Source(Protocol):
    """An app's part of the chronology."""

    @property
    def kinds(self) -> Sequence[tuple[str, str]]:
        """Codes and labels of the kinds of entry it has; codes are unlike those of any other source."""

    def strands(self, *, family: Family, user: User) -> Sequence[Strand]:
        """Its rows about this family that this person may see; building them asks the database nothing."""
