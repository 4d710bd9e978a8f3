"""Who worked when, worked out from versions; what priorities weigh."""

import datetime
import uuid
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cases.families.rules.allocations import Told, spells
from cases.families.rules.caseload import weighted

WORKERS = [None, *(uuid.UUID(int=number) for number in (1, 2, 3))]


@given(st.lists(st.tuples(st.sampled_from(WORKERS), st.integers(0, 5)), min_size=1))
def test_spells_follow_each_other_without_gaps(changes: list[tuple[uuid.UUID | None, int]]) -> None:
    day, versions = datetime.date(2026, 1, 1), []
    for worker, later in changes:
        day += datetime.timedelta(days=later)
        versions.append(Told(day, worker, str(worker), None, "why", "who"))
    found = spells(versions)
    assert found[0].since == versions[0].at
    assert found[-1].until is None
    assert found[-1].worker_id == versions[-1].worker_id
    for before, after in pairwise(found):
        assert before.until == after.since
        assert before.worker_id != after.worker_id


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_more_urgent_work_weighs_more(high: int, medium: int, low: int) -> None:
    total = weighted({"high": high, "medium": medium, "low": low})
    assert high + medium + low <= total <= 3 * (high + medium + low)


def test_closed_work_has_no_worker_and_work_opened_again_begins_anew() -> None:
    day, worker = datetime.date(2026, 1, 1), uuid.UUID(int=1)
    later = [day + datetime.timedelta(days=number) for number in range(4)]
    found = spells([
        Told(later[0], worker, "Ana", None, "begun", "Bo"),
        Told(later[1], worker, "Ana", later[1], "closed", "Bo"),
        Told(later[2], worker, "Ana", later[1], "corrected", "Bo"),
        Told(later[3], worker, "Ana", None, "opened again", "Cy"),
    ])  # fmt: skip
    assert [(spell.since, spell.until, spell.why_ended) for spell in found] == [
        (later[0], later[1], "closed"),
        (later[3], None, ""),
    ]
