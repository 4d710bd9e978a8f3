"""What row security asks about families, in one place: conditions for ``ProtectRows``, with ``{row}`` for the row.

They say in SQL what ``cases.families.queries`` says in Python. The functions and the view behind them are made by
migration 0007. What the page is about is asked first, by keys worked out when the actor was named; anything else is
answered by a function, whose plan PostgreSQL keeps, so that a policy costs a page no planning.
"""

from accounts.permissions import Permission
from accounts.row_security import permission_check
from accounts.walls import wall_condition

EDIT = permission_check(Permission.FAMILY_EDIT)

_GROUND = "EXISTS (SELECT 1 FROM families_ground g WHERE g.family_id = {{row}}.{column} OFFSET 0)"
_OF_THE_PAGE = "{{row}}.{column} = ANY ((SELECT actor_{kind}())::uuid[])"


def family_seen(column: str = "family_id") -> str:
    """The family that a row names in this column is the actor's to see."""
    near = _OF_THE_PAGE.format(column=column, kind="families")
    return f"({near} OR family_seen({{row}}.{column}))"


def family_seen_by_many(column: str = "family_id") -> str:
    """The same, for tables of which lists read hundreds of rows: more to plan, less for each row.

    OFFSET 0 keeps the planner from reading every involvement of the council into a hash to answer for one row.
    """
    near = _OF_THE_PAGE.format(column=column, kind="families")
    return f"({near} OR {_GROUND.format(column=column)})"


def person_seen(column: str = "person_id") -> str:
    """The person that a row names in this column is the actor's to see."""
    near = _OF_THE_PAGE.format(column=column, kind="people")
    return f"({near} OR person_seen({{row}}.{column}))"


MEMBERSHIP_SEEN = f"({family_seen()} AND person_open({{row}}.person_id))"
POINT_SEEN = "point_seen({row}.person_id, {row}.started_on)"
OWN_GROUND = (
    "NOT {row}.is_restricted AND " + wall_condition("{row}") + " AND "
    "({row}.team_id = ANY ((SELECT actor_team_ids())::uuid[])"
    " OR ({row}.allocated_to_id = (SELECT actor_worker()) AND {row}.ended_on IS NULL))"
)
"""An involvement that is itself the actor's ground."""
