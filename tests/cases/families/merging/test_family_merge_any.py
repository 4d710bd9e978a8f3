"""Whatever two records of a family hold, a merge that was taken apart leaves every table as it was."""

import random

import pytest
from django.db import connection

from cases.families.merging.models import MergeState, MergeStep
from cases.families.merging.rules.plan import FAMILY_MOVES
from tests.cases.families.merging.dump import differences, everything
from tests.cases.families.merging.family_twice import fill, make_family_twice
from tests.database import as_owner
from tests.factories.merging import merge_now, take_apart_now

MANY = 10  # councils made at random; each takes some seconds


def marked_restricted() -> list[tuple[object, bool]]:
    """The column that PostgreSQL keeps for itself on each involvement."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT id, is_restricted FROM families_involvement ORDER BY id")
        return cursor.fetchall()


@pytest.mark.parametrize("seed", range(MANY))
def test_nothing_is_lost_and_everything_comes_back(council, seed: int) -> None:
    chance = random.Random(seed)
    with as_owner():
        twice = make_family_twice(council)
        fill(twice, council, chance)
    before, marks = everything(), marked_restricted()
    taken = ("name",) if chance.random() < 0.5 else ()
    merge = merge_now(twice.leader, twice.other, council.hub_manager, taken=taken)
    assert merge.state == MergeState.DONE, merge.refusal
    between = everything()
    with as_owner():
        in_journal = set(MergeStep.objects.filter(merge=merge, kind="removed").values_list("key", flat=True))
    for model, rows in before.items():
        assert rows.keys() - between[model].keys() <= in_journal, model
    for line in FAMILY_MOVES:
        for row in between.get(line.model, {}).values():
            assert twice.other.pk not in [row[f"{link}_id"] for link in line.links], line.model
    assert {is_restricted for _, is_restricted in marked_restricted()} == {is_on for _, is_on in marks}
    assert take_apart_now(merge, council.hub_manager).state == MergeState.UNDONE
    assert not differences(before, everything())
    assert marked_restricted() == marks
