"""How far a run has come: people by state, the bar, and the pages of a long list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import urlencode

from django.http import HttpRequest

from privacy.telling.models import DONE, TellingState

A_PAGE = 50


@dataclass(frozen=True)
class Standing:
    """How many people stand in each state, and in which state those are that the reader wants to see."""

    lines: tuple[tuple[TellingState, int], ...]
    wanted: str
    """A state, or nothing for all."""

    @classmethod
    def of(cls, found: Mapping[str, int], wanted: str) -> Self:
        """From the numbers there are; a state nobody knows means all."""
        lines = tuple((state, found.get(state.value, 0)) for state in TellingState)
        return cls(lines, wanted if wanted in TellingState.values else "")

    @property
    def people(self) -> int:
        """Everybody."""
        return sum(number for _, number in self.lines)

    @property
    def done(self) -> int:
        """Those of whom a proof says that they were told."""
        return sum(number for state, number in self.lines if state in DONE)


def page_number(request: HttpRequest) -> int:
    """The page of the list that the address asks for; the first for anything else."""
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 7 else 1


def pages(wanted: str, number: int, *, has_more: bool) -> dict[str, Any]:
    """Where the page before and the page after are; nothing at an end."""

    def url(page: int) -> str:
        return "?" + urlencode({"state": wanted, "page": page})

    return {
        "newer_url": url(number - 1) if number > 1 else "",
        "older_url": url(number + 1) if has_more else "",
    }
