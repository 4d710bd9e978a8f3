"""How an app takes part in the family page and the home page without ``cases.families`` knowing it.

An app says so by attributes on its ``AppConfig``; without the app its doors and panels are gone:

    family_doors = (Door("Assessments and plans", "assessments:list", Permission.ASSESSMENT_VIEW),)
    family_panel = "cases.tasks.panels.FamilyTasks"
    person_panel = "cases.tasks.panels.PersonTasks"
    home_panels = ("cases.tasks.panels.MyTasks",)
    draft_forms = {"group_register": ("Register of a group", "groups:register")}
    record_doors = (RecordDoor("Add a task from this record", "diary:task_from", Permission.TASK_KEEP),)

A form about many families stands in ``drafts_of_many`` too and has a draft for each of them. It names what it belongs
to behind a colon, and its route takes that key: ``group_register:0192…``.

A door costs no query. A panel says first which rows it needs and is then given them, so that a page asks for those of
all its panels in one query (``accounts.together``).
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

from django.apps import apps
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.module_loading import import_string

from accounts.models import User
from cases.families.doors import Door, RecordDoor
from cases.families.models import Family, Person

Asked = Sequence[QuerySet[Any]] | None

ABOVE, WORK, BESIDE = "above", "work", "beside"
"""Where a panel of the family page stands: over everything (a warning), in the column of the work, in the other one."""


@dataclass(frozen=True)
class Shown:
    """A panel with what it shows. ``families`` are those it names, for the log of reads of the home page.

    ``headline`` says in three words what there is to do ("5 overdue"): the home page begins with these and each leads
    to its panel, so that nobody scrolls to learn what waits.
    """

    template: str
    context: dict[str, Any] = field(repr=False)
    families: frozenset[Any] = frozenset()
    headline: str = ""


class FamilyPanel(Protocol):
    """An app's part of the family page."""

    place: str

    def asked(self, *, family: Family, user: User, today: datetime.date) -> Asked:
        """The lists it shows, of what this person may see; ``None`` where the panel is not for them."""

    def shown(
        self, rows: Sequence[list[Any]], *, family: Family, user: User, today: datetime.date
    ) -> Shown | None:
        """The panel with those lists; ``None`` for nothing to show."""


class HomePanel(Protocol):
    """An app's part of the home page; the lower ``order`` is, the higher up it stands.

    What is due has 10 and work without a worker 12; work that waits for the reader's sign-off or was returned to them
    belongs right after that, between 13 and 20. The caseloads of a manager's teams have 45, own families 50.
    """

    order: int

    def asked(self, *, user: User, today: datetime.date) -> Asked:
        """The lists it shows, of what this person may see; ``None`` where the panel is not for them."""

    def shown(self, rows: Sequence[list[Any]], *, user: User, today: datetime.date) -> Shown | None:
        """What this person has to do now, from those lists; ``None`` for nothing to show."""


class PersonPanel(Protocol):
    """An app's part of a person's own page (``person_panel`` on its ``AppConfig``)."""

    def shown(self, *, person: Person, user: User, today: datetime.date) -> Shown | None:
        """What this person may see of it; ``None`` for nothing to show."""


def person_panels_shown(person: Person, user: User, today: datetime.date) -> list[Shown]:
    """What apps put on a person's own page, under their record."""
    panels: list[PersonPanel] = [import_string(name)() for name in _declared("person_panel")]
    told = (panel.shown(person=person, user=user, today=today) for panel in panels)
    return [shown for shown in told if shown]


def family_doors(family: Family, user: User) -> list[dict[str, str]]:
    """The links this person may use, in the order the apps are installed."""
    doors: list[Door] = [door for found in _declared("family_doors") for door in found]
    return [
        {"label": door.label, "url": reverse(door.route, args=[family.pk])}
        for door in doors
        if user.can(door.permission)
    ]


def record_doors(family: Family, source: str, key: uuid.UUID, user: User) -> list[dict[str, str]]:
    """The links this person may use on the page of one record: ``source`` is the word for its kind, "contact" say."""
    doors: list[RecordDoor] = [door for found in _declared("record_doors") for door in found]
    return [
        {"label": door.label, "url": reverse(door.route, args=[family.pk, source, key])}
        for door in doors
        if user.can(door.permission)
    ]


class RecordNotes(Protocol):
    """An app's words beside a record, on the page of that record."""

    def shown(self, *, family: Family, source: str, key: uuid.UUID, user: User) -> Shown | None:
        """What stands beside the record; ``None`` for nothing to show."""


def record_notes(family: Family, source: str, key: uuid.UUID, user: User) -> list[Shown]:
    """What apps put beside one record (``record_notes`` on their ``AppConfig``), by the word for its kind."""
    notes: list[RecordNotes] = [import_string(name)() for name in _declared("record_notes")]
    told = (note.shown(family=family, source=source, key=key, user=user) for note in notes)
    return [shown for shown in told if shown]


P = TypeVar("P")


@dataclass(frozen=True)
class Waiting(Generic[P]):
    """Panels that have said what they need. ``asked`` are their lists, for the page to read along with its own."""

    panels: Sequence[tuple[P, Sequence[QuerySet[Any]]]]

    @classmethod
    def of(cls, asked: Iterable[tuple[P, Asked]]) -> Waiting[P]:
        """Those of the panels that are for the reader."""
        return cls([(panel, lists) for panel, lists in asked if lists is not None])

    @property
    def asked(self) -> list[QuerySet[Any]]:
        """The lists of all panels, one after the other."""
        return [rows for _, lists in self.panels for rows in lists]

    def given(self, found: Sequence[list[Any]]) -> Iterator[tuple[P, Sequence[list[Any]]]]:
        """Each panel with its own of the lists that were read."""
        rest = iter(found)
        return ((panel, [next(rest) for _ in lists]) for panel, lists in self.panels)


def family_panels(family: Family, user: User, today: datetime.date) -> Waiting[FamilyPanel]:
    """The panels of the family page, and what they need read."""
    panels: list[FamilyPanel] = [import_string(name)() for name in _declared("family_panel")]
    return Waiting.of((panel, panel.asked(family=family, user=user, today=today)) for panel in panels)


def family_panels_shown(
    waiting: Waiting[FamilyPanel],
    found: Sequence[list[Any]],
    family: Family,
    user: User,
    today: datetime.date,
) -> dict[str, list[Shown]]:
    """Panels of the family page by their place."""
    panels: dict[str, list[Shown]] = {ABOVE: [], WORK: [], BESIDE: []}
    for panel, rows in waiting.given(found):
        if shown := panel.shown(rows, family=family, user=user, today=today):
            panels[panel.place].append(shown)
    return panels


def home_panels(user: User, today: datetime.date) -> Waiting[HomePanel]:
    """The panels of the home page, and what they need read."""
    panels: list[HomePanel] = [import_string(name)() for names in _declared("home_panels") for name in names]
    return Waiting.of((panel, panel.asked(user=user, today=today)) for panel in panels)


def home_panels_shown(
    waiting: Waiting[HomePanel], found: Sequence[list[Any]], user: User, today: datetime.date
) -> list[tuple[int, Shown]]:
    """Panels of the home page in their order."""
    told = [(panel.order, panel.shown(rows, user=user, today=today)) for panel, rows in waiting.given(found)]
    return sorted(((order, shown) for order, shown in told if shown), key=lambda panel: panel[0])


def drafts_of_many() -> set[str]:
    """The kinds of drafts whose form is about many families."""
    return {form for found in _declared("drafts_of_many") for form in found}


def draft_forms() -> dict[str, tuple[str, str]]:
    """What each kind of draft is called, and the route of its form."""
    return {form: told for found in _declared("draft_forms") for form, told in found.items()}


def _declared(attribute: str) -> Iterator[Any]:
    """What the installed apps say under a name."""
    found = (getattr(config, attribute, None) for config in apps.get_app_configs())
    return (said for said in found if said)
