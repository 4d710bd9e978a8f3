"""The same chronology by viewpoint: what the staff of a team that holds the family, or the family, would see of it.

Nobody is ever shown more than they may see themselves: a viewpoint only takes away, and says why.
"""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from accounts.walls import Wall
from cases.families.chronology import Entry


class Viewpoint(StrEnum):
    """Through whose eyes the chronology is read."""

    OWN = ""
    STAFF = "staff"
    FAMILY = "family"


VIEWPOINTS = (
    (Viewpoint.OWN, "What I may see"),
    (Viewpoint.STAFF, "Staff of a team that holds the family"),
    (Viewpoint.FAMILY, "The family"),
)
STAFF_ALIKE = "Workers and managers of a team see the same: being in charge passes no wall"
TO_THE_FAMILY = "Kept apart by law: a request for their own data decides what they are shown of it"


def why_hidden(entry: Entry, viewpoint: Viewpoint) -> str:
    """Why somebody would not see this entry; nothing where they would.

    Managers see what their workers see, so both are one viewpoint. The family is not simply shown what somebody else
    said or what was written between staff; their right of access is answered by an information officer.
    """
    wall = entry.wall or getattr(entry.object, "wall", "")
    if viewpoint is Viewpoint.OWN:
        return ""
    if viewpoint is Viewpoint.FAMILY:
        return TO_THE_FAMILY if wall else entry.kept_from_family
    return f"Only the team of “{Wall(wall).label}” sees it" if wall else ""


def seen_from(entry: Entry, viewpoint: Viewpoint) -> Entry:
    """The entry as it stands there: whole, or only that there is one and why it is hidden."""
    why = why_hidden(entry, viewpoint)
    if not why:
        return entry
    return replace(
        entry,
        title=f"{entry.kind_label}: hidden",
        template="contacts/hidden.html",
        people=(),
        author="",
        meta="",
        url="",
        words=f"Hidden: {why}",
        object=why,
        said=(),
    )
