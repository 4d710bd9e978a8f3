"""Asking PostgreSQL for people. The answer holds index cards, also of people the actor may not see."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection

from cases.families.search.nicknames import also_known_as
from cases.families.search.query import SearchQuery
from cases.families.search.reasons import Reason

MOST_RESULTS = 50
# A reference that is gone since two records were put together is looked for as the one that stays.
FIND = "SELECT * FROM find_people(%s, %s, %s, %s, %s, reference_now(%s::text), %s)"


@dataclass(frozen=True)
class Hit:
    """Somebody found: an index card, and whether the actor may see more.

    ``score`` ranks: a reference 100, a name up to 60, a telephone number 30, a date of birth 25… ``name_score`` from
    0 to 1 says how much of the name agrees.
    """

    person_id: uuid.UUID
    score: float
    name_score: float
    reasons: tuple[Reason, ...]
    given_name: str
    family_name: str
    born: int | None
    team_ids: tuple[uuid.UUID, ...]
    is_visible: bool

    @property
    def full_name(self) -> str:
        """The main name; never an alias."""
        return f"{self.given_name} {self.family_name}".strip()


def find_people(query: SearchQuery, *, at_most: int = MOST_RESULTS) -> list[Hit]:
    """The best matches, best first, for the actor named to PostgreSQL; none without ``family_search``."""
    if query.is_empty or query.is_year_alone:
        return []
    terms = [[name, *also_known_as(name)] for name in query.names]
    given = (query.birth_date, query.birth_year, query.phone, query.postcode, query.reference)
    with connection.cursor() as cursor:
        cursor.execute(FIND, [json.dumps(terms), *given, at_most])
        columns = [column.name for column in cursor.description]
        return [_hit(dict(zip(columns, row, strict=True))) for row in cursor.fetchall()]


def _hit(row: dict[str, Any]) -> Hit:
    reasons = tuple(Reason(code) for code in row["reasons"])
    return Hit(**{**row, "reasons": reasons, "team_ids": tuple(row["team_ids"])})
