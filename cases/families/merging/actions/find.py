"""Finding people who are on record twice: one statement over the whole council, once a night."""

import datetime
import json
from pathlib import Path

from django.db import connection, transaction

from cases.families.search.nicknames import MEANT_BY

FIND = (Path(__file__).parents[1] / "find_pairs.sql").read_text(encoding="utf-8")


@transaction.atomic
def pairs_find(*, at: datetime.datetime) -> int:
    """Put down every pair that is new, bring reasons up to date, and forget pairs that are alike no longer.

    What somebody decided, and what was put side by side by hand, stays. Tells how many pairs it found.
    """
    nicknames = json.dumps({name: sorted(meant) for name, meant in MEANT_BY.items()})
    with connection.cursor() as cursor:
        cursor.execute(FIND, {"nicknames": nicknames, "at": at})
        (found,) = cursor.fetchone()
    return int(found)
