"""How an app takes part in the page of a data request without ``privacy.views`` knowing it.

An app says so on its ``AppConfig``, and its panels are given their rows in the one statement that the page asks:

    request_panels = ("privacy.workbench.panels.People",)
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Protocol

from django.apps import apps
from django.utils.module_loading import import_string

from accounts.models import User
from accounts.together import together
from cases.families.panels import Asked, Shown
from privacy.models import DataRequest


class RequestPanel(Protocol):
    """An app's part of the page of a request; the lower ``order`` is, the higher up it stands."""

    order: int

    def asked(self, *, request: DataRequest, user: User, today: datetime.date) -> Asked:
        """The lists it shows; ``None`` where the panel is not for this request."""

    def shown(
        self, rows: Sequence[list[Any]], *, request: DataRequest, user: User, today: datetime.date
    ) -> Shown | None:
        """The panel with those lists; ``None`` for nothing to show."""


def request_panels(request: DataRequest, user: User, today: datetime.date) -> list[Shown]:
    """The panels of one request in their order, all their rows read together."""
    named = [name for config in apps.get_app_configs() for name in getattr(config, "request_panels", ())]
    panels: list[RequestPanel] = sorted(
        (import_string(name)() for name in named), key=lambda panel: panel.order
    )
    asked = [(panel, panel.asked(request=request, user=user, today=today)) for panel in panels]
    wanted = [(panel, rows) for panel, rows in asked if rows is not None]
    found = iter(together(*(row for _, rows in wanted for row in rows)))
    told = [
        panel.shown([next(found) for _ in rows], request=request, user=user, today=today)
        for panel, rows in wanted
    ]
    return [shown for shown in told if shown]
