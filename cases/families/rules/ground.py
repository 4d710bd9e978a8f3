"""Why somebody may see a family: one sentence for the page, a few words for the log of reads."""

from collections.abc import Iterable
from dataclasses import dataclass

from accounts.models import User
from cases.families.models import Involvement
from cases.families.queries import opened_families


@dataclass(frozen=True)
class Ground:
    """``sentence`` speaks to the reader; ``for_log`` speaks about them and names nobody."""

    sentence: str
    for_log: str


NAMED = Ground(
    "You see this record because you are one of the staff named for this restricted family.", "named staff"
)
EMERGENCY = Ground(
    "You opened this record in an emergency, for an hour at most. The managers who answer for this family were told,"
    " and all you do is marked.",
    "emergency access",
)


def ground(involvements: Iterable[Involvement], user: User) -> Ground:
    """The strongest ground among a family's involvements, each annotated by ``with_ground``.

    Being named for a restricted family comes first; then allocated, held by one's team, managed, open work before
    closed; and an emergency last.
    """
    work = list(involvements)
    opened = [
        opened_families(user)[key] for key in {i.family_id for i in work} & opened_families(user).keys()
    ]
    if None in opened:
        return NAMED
    found = sorted((_one(involvement, user) for involvement in work), key=lambda pair: pair[0], reverse=True)
    if not found or found[0][0] == (0, False):
        return EMERGENCY if opened else Ground("You see this record because of your work.", "work")
    return found[0][1]


def _one(involvement: Involvement, user: User) -> tuple[tuple[int, bool], Ground]:
    is_open = involvement.ended_on is None
    own = getattr(involvement, "is_own_team", False)
    seen = getattr(involvement, "is_seen_team", False)
    team, service = involvement.team, involvement.service
    if is_open and involvement.allocated_to_id == user.pk:
        return (3, True), Ground(
            f"You see this record because it is allocated to you ({service}).", "allocated"
        )
    if not seen:
        return (0, False), Ground("", "")
    when = (
        "holds this family" if is_open else f"worked with this family until {involvement.ended_on:%-d %B %Y}"
    )
    if own:
        return (2, is_open), Ground(
            f"You see this record because your team, {team}, {when}.", "held by own team"
        )
    return (1, is_open), Ground(
        f"You see this record because you manage {team}, which {when}.", "held by a managed team"
    )
