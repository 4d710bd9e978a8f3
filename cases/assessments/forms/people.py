"""Choosing somebody of the team around the family: of the family, of our staff, or of another agency."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

WHO_ELSE = "agency"

Circle = dict[str, tuple[str, tuple[str, Any]]]
"""By the value of a choice: its words, and which column takes which row."""


def circle_choices(people: Iterable[Any], staff: Iterable[Any], *, also: Any = None) -> Circle:
    """Everybody there is to choose from; ``also`` keeps whom a row names already, though they have left since."""
    found: Circle = {f"person:{person.pk}": (person.full_name, ("person", person)) for person in people}
    found |= {f"worker:{user.pk}": (f"{user.full_name}, our team", ("worker", user)) for user in staff}
    if also is not None and also.person is not None:
        found.setdefault(f"person:{also.person_id}", (also.person.full_name, ("person", also.person)))
    if also is not None and also.worker is not None:
        found.setdefault(f"worker:{also.worker_id}", (also.worker.full_name, ("worker", also.worker)))
    found[WHO_ELSE] = ("Another agency", (WHO_ELSE, None))
    return found


def named(row: Any) -> str:
    """The choice that a row names."""
    if row.person_id:
        return f"person:{row.person_id}"
    return f"worker:{row.worker_id}" if row.worker_id else WHO_ELSE
