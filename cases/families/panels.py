"""How an app takes part in the family page and the home page without ``cases.families`` knowing it.

An app says so by attributes on its ``AppConfig``; without the app its doors and panels are gone:

    family_doors = (Door("Assessments and plans", "assessments:list", Permission.ASSESSMENT_VIEW),)
    family_panel = "cases.tasks.panels.FamilyTasks"
    home_panels = ("cases.tasks.panels.MyTasks",)
    draft_forms = {"group_register": ("Register of a group", "groups:register")}
    record_doors = (RecordDoor("Add a task from this record", "diary:task_from", Permission.TASK_KEEP),)

A draft that belongs to no one family names what it belongs to behind a colon, and its route takes that key:
``group_register:0192…``.

A door costs no query; a panel should cost one, because the whole family page may cost twelve.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.apps import apps
from django.urls import reverse
from django.utils.module_loading import import_string

from accounts.models import User
from cases.families.doors import Door, RecordDoor
from cases.families.models import Family

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

    def shown(self, *, family: Family, user: User, today: datetime.date) -> Shown | None:
        """What this person may see of it, in one query; ``None`` for nothing to show."""


class HomePanel(Protocol):
    """An app's part of the home page; the lower ``order`` is, the higher up it stands.

    What is due has 10 and work without a worker 12; work that waits for the reader's sign-off or was returned to them
    belongs right after that, between 13 and 20. The caseloads of a manager's teams have 45, own families 50.
    """

    order: int

    def shown(self, *, user: User, today: datetime.date) -> Shown | None:
        """What this person has to do now; ``None`` for nothing to show."""


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


def family_panels(family: Family, user: User, today: datetime.date) -> dict[str, list[Shown]]:
    """Panels of the family page by their place."""
    panels: dict[str, list[Shown]] = {ABOVE: [], WORK: [], BESIDE: []}
    for name in _declared("family_panel"):
        panel: FamilyPanel = import_string(name)()
        if shown := panel.shown(family=family, user=user, today=today):
            panels[panel.place].append(shown)
    return panels


def home_panels(user: User, today: datetime.date) -> list[tuple[int, Shown]]:
    """Panels of the home page in their order."""
    panels: list[HomePanel] = [import_string(name)() for names in _declared("home_panels") for name in names]
    found = [(panel.order, panel.shown(user=user, today=today)) for panel in panels]
    return sorted(((order, shown) for order, shown in found if shown), key=lambda panel: panel[0])


def draft_forms() -> dict[str, tuple[str, str]]:
    """What each kind of draft is called, and the route of its form."""
    return {form: told for found in _declared("draft_forms") for form, told in found.items()}


def _declared(attribute: str) -> Iterator[Any]:
    """What the installed apps say under a name."""
    found = (getattr(config, attribute, None) for config in apps.get_app_configs())
    return (said for said in found if said)
