"""The three questions of need-to-know, put in SQL once: ``visible_to`` asks them of every list and object on a page.

They are written out rather than built by the ORM, because building them anew for each of twenty lists took most of the
time of a page. Row security asks the same of its own tables (``cases.families.policies``); tests/rules/
test_need_to_know.py compares the two, model by model and persona by persona.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.db.models import BooleanField, Func

# COALESCE rather than EXISTS: of a page about one family PostgreSQL would take every row for restricted, and sort a
# whole chronology.
RESTRICTED = """COALESCE((SELECT true FROM families_restriction restriction
    WHERE restriction.lifted_at IS NULL AND restriction.family_id = {row} LIMIT 1), false)"""
"""The family is restricted, and nobody has lifted that."""

_HELD = """EXISTS (SELECT 1 FROM families_involvement ground
    WHERE ground.family_id = {row} AND ground.wall = ANY (:walls::text[]) AND (ground.team_id = ANY (:teams::uuid[])
        OR (ground.allocated_to_id = :worker::uuid AND ground.ended_on IS NULL)))"""

FAMILY_SEEN = f"({_HELD} AND NOT {RESTRICTED})"
"""The family is held by a team whose families they see, or allocated to them and open; on their side of the wall; and
it is not restricted."""

FAMILY_OPENED = "{row} = ANY (:opened::uuid[])"
"""The family is open to them besides: named for it, or for an hour of break-glass."""

PERSON_OPEN = f"""NOT EXISTS (SELECT 1 FROM families_familymembership kept
    WHERE kept.person_id = {{row}} AND (kept.started_on IS NULL OR kept.started_on <= :today::date)
        AND (kept.ended_on IS NULL OR kept.ended_on >= :today::date) AND {RESTRICTED.format(row="kept.family_id")}
        AND NOT kept.family_id = ANY (:opened::uuid[]))"""  # noqa: S608 - made of the constants above
"""The person is in no restricted family but those open to the reader."""

_MEMBER = (
    "EXISTS (SELECT 1 FROM families_familymembership member WHERE member.person_id = {row} AND {family})"
)


def family_seen(row: str, *, some_are_opened: bool) -> str:
    """The family whose key stands in a column is the reader's to see."""
    seen = FAMILY_SEEN.format(row=row)
    return f"({seen} OR {FAMILY_OPENED.format(row=row)})" if some_are_opened else seen


def person_seen(row: str, *, some_are_opened: bool) -> str:
    """The person whose key stands in a column is or was in a family of the reader's, and no other one hides them."""
    family = family_seen("member.family_id", some_are_opened=some_are_opened)
    return f"({_MEMBER.format(row=row, family=family)} AND {PERSON_OPEN.format(row=row)})"


class Asked(Func):
    """One of these questions of the column that a field stands for; ``values`` are what its ``:words`` stand for."""

    output_field = BooleanField()

    def __init__(self, question: str, field: str, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(field)
        self.question, self.values = question, values or {}

    def as_sql(self, compiler: Any, connection: Any, **options: Any) -> tuple[str, list[Any]]:  # type: ignore[override] # Django's stubs name each option
        """The question with the column put in, and the values in the order they are asked for."""
        column, given = compiler.compile(self.source_expressions[0])
        if given:
            raise ValueError("Need-to-know is asked of a column, not of something worked out")
        question = self.question.format(row=column)
        values = [self.values[word] for word in re.findall(r"(?<!:):([a-z]+)", question)]
        return re.sub(r"(?<!:):([a-z]+)", "%s", question), values
