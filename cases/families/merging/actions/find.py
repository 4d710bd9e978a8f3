"""Finding people and families who are on record twice: a statement each over the whole council, once a night."""

import datetime
import json
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from cases.families.search.nicknames import MEANT_BY

FOLDER = Path(__file__).parents[1]
FIND = (FOLDER / "find_pairs.sql").read_text(encoding="utf-8")
FIND_FAMILIES = (FOLDER / "find_family_pairs.sql").read_text(encoding="utf-8")
NICKNAMES = json.dumps({name: sorted(meant) for name, meant in MEANT_BY.items()})


@transaction.atomic
def pairs_find(*, at: datetime.datetime) -> int:
    """Put down every pair that is new, bring reasons up to date, and forget pairs that are alike no longer.

    What somebody decided, and what was put side by side by hand, stays. Tells how many pairs of people it found.
    """
    return _found(FIND, {"nicknames": NICKNAMES, "at": at})


@transaction.atomic
def family_pairs_find(*, at: datetime.datetime) -> int:
    """The same for families that have people in common now. Tells how many pairs of families it found."""
    return _found(FIND_FAMILIES, {"at": at})


def _found(statement: str, asked: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        (found,) = cursor.fetchone()
    return int(found)
