"""Who may be given a piece of work, and why somebody may not."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from accounts.models import User
from cases.families.models import Involvement
from cases.families.rules.caseload import Load
from cases.families.rules.who_sees import roles_through


@dataclass(frozen=True)
class Candidate:
    """A member of a team who may be given its work; ``leaves_on`` is the last day of somebody who is leaving."""

    user: User
    load: Load
    leaves_on: datetime.date | None = None
    roles: frozenset[str] = frozenset()

    @property
    def label(self) -> str:
        """The name with all that matters for the choice."""
        leaves = f", leaves on {self.leaves_on.day} {self.leaves_on:%B %Y}" if self.leaves_on else ""
        return f"{self.user.full_name} – {self.load.words}{leaves}"


def why_not(
    work: Involvement, person: uuid.UUID, team: Collection[Candidate], named: Collection[uuid.UUID] | None
) -> str:
    """Why this person cannot be given this work; nothing where they can.

    ``team`` are those who work in the team that holds it, ``named`` the staff who alone see a restricted family.
    Somebody given work that they cannot open would only find that out with the family before them.
    """
    found = next((candidate for candidate in team if candidate.user.pk == person), None)
    if found is None:
        return f"Select somebody who works in {work.team} today"
    name = found.user.full_name
    if not found.roles & set(roles_through(work.wall)):
        return f"{name} may not see this kind of work. Select somebody else"
    if named is not None and person not in named:
        return f"{work.family} is restricted, and {name} is not named for it. Name them first or select somebody else"
    return ""
