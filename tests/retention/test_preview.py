"""The preview counts and changes nothing."""

import datetime
import io

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from tests.database import as_owner, as_worker
from tests.factories.families import make_person, make_service
from tests.factories.retention import approve_schedule, make_hold, make_old_family


def preview(*arguments: str) -> str:
    out = io.StringIO()
    with as_worker():
        call_command("retention_preview", *arguments, stdout=out)
    return out.getvalue()


def row_counts() -> dict[str, int]:
    with as_owner(), connection.cursor() as cursor:
        counts = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
        return counts


def test_it_counts_by_rule_and_reason_and_names_nobody(council):
    with as_owner():
        approve_schedule(council.admin)
        make_old_family(council, make_person("Secretname", "Hidden"), name="Hidden")
        held = make_old_family(council)
        make_hold(scope="family", family=held.family)
        support = make_service("Support", "targeted_support")
        make_old_family(council, make_person(), service=support)
        make_person()
    before = row_counts()
    text = preview("--on", "2026-11-22")
    assert row_counts() == before
    lines = {
        line.strip().rsplit("  ", 1)[0].strip(): line.split() for line in text.splitlines() if line.strip()
    }
    hub = next(words for name, words in lines.items() if "hub version 1" in name)
    assert hub[-4:-2] == ["1", "1"]
    assert lines["On hold"][-1] == "1"
    assert lines["An exact date of birth is missing"][-1] == "1"
    assert lines["people in no family"][-1] == "1"
    assert "secretname" not in text.lower()
    assert "hidden" not in text.lower()
    assert held.family.reference not in text


def test_it_looks_from_the_day_it_is_given(council):
    with as_owner():
        approve_schedule(council.admin)
        make_old_family(council, ended_on=datetime.date(2020, 1, 10))
    assert "hub version 1" not in preview("--on", "2026-03-31")
    assert "hub version 1" in preview("--on", "2026-04-01")


def test_it_says_so_when_the_schedule_is_not_approved(council):
    assert "not approved" in preview()


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "01/02/2026"])
def test_a_date_that_is_none_is_refused_in_one_sentence(council, day):
    with pytest.raises(CommandError, match="not a real date"):
        preview("--on", day)
