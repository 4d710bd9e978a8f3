"""What is due, and how an app offers its steps without ``cases.families`` knowing it.

An app names its source on its ``AppConfig``: ``due_source = "cases.contacts.due.ContactsDue"``. Due dates are worked
out from the dates on the record and the council's timescales; nobody sets them by hand, and a step that is done is no
longer due because the record says it was done. What is due before there is a family, such as the search after a
referral, an app offers as ``early_due_source = "cases.referrals.due.SearchesDue"``.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import Any, Protocol

from django.apps import apps
from django.db.models import DateField, Q, QuerySet, Value
from django.utils.module_loading import import_string

from accounts.models import Team, User
from accounts.together import together
from cases.families.models import Involvement, Timescale
from cases.families.queries import InvolvementQuerySet
from cases.families.rules.timescales import Timescales

AHEAD = datetime.timedelta(days=7)
"""How far the page looks forward."""


@dataclass(frozen=True)
class Due:
    """A step that is due or overdue: for which family and by when, where it is done, and whose work it is.

    Before a family is known ``family_id`` is ``None``, and ``family`` says what the step is about. ``at`` is the moment
    where hours count.
    """

    family_id: uuid.UUID | None
    family: str = field(repr=False)
    step: str
    due_on: datetime.date
    url: str
    team_id: uuid.UUID | None = None
    team: str = ""
    worker_id: uuid.UUID | None = None
    worker: str = field(default="", repr=False)
    at: datetime.datetime | None = None

    @classmethod
    def of(cls, work: Involvement, *, step: str, due_on: datetime.date, url: str) -> Due:
        """A step of open work, which came with its family, team and worker."""
        return cls(
            family_id=work.family_id,
            family=str(work.family),
            step=step,
            due_on=due_on,
            url=url,
            team_id=work.team_id,
            team=str(work.team),
            worker_id=work.allocated_to_id,
            worker=str(work.allocated_to or ""),
        )


@dataclass(frozen=True)
class Steps:
    """What one source looks for among rows of open work, which carry family, service, team and worker.

    ``columns`` are worked out for each row, in names of the source's own; ``wanted`` are the rows with something due
    (``Timescales.last_starts``), so that a page about a thousand families reads no others; ``told`` are a row's steps.
    """

    columns: Mapping[str, Any]
    wanted: Q
    told: Callable[[Any], Iterable[Due]]


class DueSource(Protocol):
    """An app's part of what is due."""

    def steps(self, *, timescales: Timescales, user: User, until: datetime.date) -> Steps:
        """What it looks for among open work: steps not done yet and due on or before a day."""


@dataclass(frozen=True)
class Whose:
    """Whose steps before there is a family are looked for: one's own, or those of one's teams or of a worker there."""

    user: User
    of_teams: bool
    team: Team | None = None
    worker: User | None = None


class EarlyDueSource(Protocol):
    """An app's part of what is due before there is a family, hence before there is open work."""

    def rows(self, whose: Whose, timescales: Timescales, until: datetime.date) -> QuerySet[Any]:
        """Rows that may have something due on or before a day, of what this person may see."""

    def due(self, row: Any, timescales: Timescales) -> Due | None:
        """What is due for one of them; asks the database nothing more."""


def own_work(user: User, today: datetime.date) -> InvolvementQuerySet:
    """Open work allocated to this person."""
    return _open(user, today).filter(allocated_to=user)


def team_work(user: User, today: datetime.date) -> InvolvementQuerySet:
    """Open work that this person's teams hold; for a manager the teams below too."""
    return _open(user, today).filter(team__in=user.team_ids())


def _open(user: User, today: datetime.date) -> InvolvementQuerySet:
    rows: InvolvementQuerySet = Involvement.objects.visible_to(user).open_on(today)
    return rows.select_related("family", "service", "team", "allocated_to").order_by("started_on", "id")


def due_of(
    work: InvolvementQuerySet, user: User, until: datetime.date, whose: Whose | None = None
) -> list[Due]:
    """Everything due for this work on or before a day, the longest overdue first: one query for all sources.

    ``whose`` adds what is due before work opens.
    """
    early = early_rows(whose, until) if whose else []
    rows, *before = together(due_rows(work, user, until), *early)
    return dues_told(rows, user, until, before)


def early_rows(whose: Whose, until: datetime.date) -> list[QuerySet[Any]]:
    """The lists of what may be due before work opens, a list for each app; see ``dues_told``."""
    timescales = _timescales(whose.user)
    return [source.rows(whose, timescales, until) for source in _early()]


def due_rows(work: InvolvementQuerySet, user: User, until: datetime.date) -> InvolvementQuerySet:
    """The rows of this work with something due, for a page that reads more beside them; see ``dues_told``."""
    parts = _parts(user, until)
    rows: InvolvementQuerySet = work
    for part in parts:
        rows = rows.annotate(**part.columns)
    return rows.filter(reduce(or_, (part.wanted for part in parts), Q(pk__in=[])))


def dues_told(
    rows: Iterable[Any], user: User, until: datetime.date, early: Sequence[list[Any]] = ()
) -> list[Due]:
    """What is due for each of those rows, and of those of ``early_rows``, the longest overdue first."""
    parts = _parts(user, until)
    # A row may be there for another part: only what is due by that day counts.
    told = [due for row in rows for part in parts for due in part.told(row)]
    timescales = _timescales(user)
    for source, found_early in zip(_early(), early, strict=False):  # a page may ask for no early rows at all
        told += [due for row in found_early if (due := source.due(row, timescales))]
    found = [due for due in told if due.due_on <= until]
    return sorted(found, key=lambda due: (due.due_on, due.family, due.step))


def _parts(user: User, until: datetime.date) -> list[Steps]:
    """What each source looks for by the council's timescales, worked out once for a reader and a day."""
    kept: dict[datetime.date, list[Steps]] = user.__dict__.setdefault("_due_parts", {})
    if until not in kept:
        timescales = _timescales(user)
        kept[until] = [source.steps(timescales=timescales, user=user, until=until) for source in _sources()]
    return kept[until]


def _timescales(user: User) -> Timescales:
    """The council's timescales, read once for a reader."""
    if "_timescales" not in user.__dict__:
        user.__dict__["_timescales"] = Timescales.of(Timescale.objects.all())
    found: Timescales = user.__dict__["_timescales"]
    return found


def _early() -> list[EarlyDueSource]:
    names = (getattr(config, "early_due_source", "") for config in apps.get_app_configs())
    return [import_string(name)() for name in names if name]


def started_by(starts: dict[str, datetime.date], column: str) -> Q:
    """Rows of work whose date in ``column`` is so long ago that the step is due, by kind of service."""
    found = Q(pk__in=[])
    for kind, start in starts.items():
        found |= Q(**{"service__kind": kind, f"{column}__lte": start})
    return found


def with_last_contact(work: InvolvementQuerySet, user: User) -> InvolvementQuerySet:
    """The same work, each with ``last_contact_on``: the day somebody was last in touch, as an app offers it.

    ``AppConfig.last_contact = "cases.contacts.due.last_contact_on"`` names a function of the reader to an expression
    over rows of work; where no app offers one the day is unknown.
    """
    nothing: Any = Value(None, output_field=DateField())
    names = (getattr(config, "last_contact", "") for config in apps.get_app_configs())
    offered = next((import_string(name) for name in names if name), None)
    told: InvolvementQuerySet = work.annotate(last_contact_on=offered(user) if offered else nothing)
    return told


def _sources() -> Iterator[DueSource]:
    names = (getattr(config, "due_source", "") for config in apps.get_app_configs())
    return (import_string(name)() for name in names if name)
