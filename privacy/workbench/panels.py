"""The workbench on the page of a request: people, searches, letters."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from accounts.models import User
from cases.families.panels import Asked, Shown
from privacy.models import DataRequest
from privacy.rules.asked import PAUSED_BY_A_QUESTION
from privacy.workbench.models import Chase, Letter, LetterKind, Party, RecordsAsked, Search
from privacy.workbench.queries import people_around


class People:
    """Who is concerned, and what the case record says of parental responsibility."""

    order = 10

    def asked(self, *, request: DataRequest, user: User, today: datetime.date) -> Asked:
        """Everybody noted."""
        return [Party.objects.visible_to(user).filter(request=request)]

    def shown(
        self, rows: Sequence[list[Any]], *, request: DataRequest, user: User, today: datetime.date
    ) -> Shown | None:
        """Those noted beside those on record."""
        context = {
            "request": request,
            "parties": rows[0],
            "around": people_around(request.pk),
            "today": today,
        }
        return Shown("workbench/people.html", context)


class Searches:
    """Where was looked, who was asked and reminded."""

    order = 20

    def asked(self, *, request: DataRequest, user: User, today: datetime.date) -> Asked:
        """All of it."""
        return [
            Search.objects.visible_to(user).filter(request=request).select_related("officer"),
            RecordsAsked.objects.visible_to(user).filter(request=request),
            Chase.objects.visible_to(user).filter(request=request).select_related("chased_by"),
        ]

    def shown(
        self, rows: Sequence[list[Any]], *, request: DataRequest, user: User, today: datetime.date
    ) -> Shown | None:
        """The log of the search."""
        searches, asked, chases = rows
        context = {"request": request, "searches": searches, "asked": asked, "chases": chases}
        return Shown("workbench/searches.html", context)


class Letters:
    """What was written, and what may be written next."""

    order = 30

    def asked(self, *, request: DataRequest, user: User, today: datetime.date) -> Asked:
        """Without the files."""
        return [Letter.objects.visible_to(user).filter(request=request).defer("document", "body")]

    def shown(
        self, rows: Sequence[list[Any]], *, request: DataRequest, user: User, today: datetime.date
    ) -> Shown | None:
        """Letters, and a way to make each kind while the request is open."""
        kinds = [] if request.closed_on else LetterKind.choices
        context = {"request": request, "letters": rows[0], "kinds": kinds}
        return Shown("workbench/letters.html", context | {"pauses": request.right in PAUSED_BY_A_QUESTION})
