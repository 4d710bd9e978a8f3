"""The log of reads in PostgreSQL: added to, read by those who may, and changed or removed by nobody but disposal."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from accounts.actions.access_log import access_list_add, access_record_add
from accounts.actions.access_seals import access_log_make_parts
from accounts.actor import acting_as, acting_as_system
from accounts.models import AccessRecord, Look
from accounts.tasks import make_access_log_parts
from tests.database import as_owner, as_web, as_worker
from tests.factories.accounts import Council
from tests.factories.families import FamilyFile, make_family

TABLE = "accounts_accessrecord"
NOW = timezone.now()
PARTS = """
SELECT i.inhrelid::regclass::text FROM pg_inherits i WHERE i.inhparent = 'accounts_accessrecord'::regclass ORDER BY 1
"""


def look(by: Any, *, at: datetime.datetime | None = None, **whom: uuid.UUID) -> None:
    with acting_as(by):
        access_record_add(by=by, at=at or timezone.now(), route="families:family", ground="allocated", **whom)


@pytest.fixture
def file(council: Council) -> FamilyFile:
    with as_owner():
        return make_family(council.north_hub)


def run(statement: str, parameters: Any = None) -> int:
    """One statement inside a savepoint; how many rows it touched."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return cursor.rowcount


def parts() -> list[str]:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(PARTS)
        return [name for (name,) in cursor.fetchall()]


DEEDS = {
    "update": "UPDATE {table} SET ground = 'none'",
    "update of one": "UPDATE {table} SET ground = 'none' WHERE id = '00000000-0000-0000-0000-000000000000'",
    "delete": "DELETE FROM {table}",
    "truncate": "TRUNCATE {table}",
    "lock rows": "SELECT * FROM {table} FOR UPDATE",
    "upsert": "INSERT INTO {table} (id, at, user_id, family_id, route, ground, action) SELECT gen_random_uuid(), now(),"
    " actor_id(), gen_random_uuid(), '', '', 'view' ON CONFLICT (id, at) DO UPDATE SET ground = ''",
    "alter": "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "policy": "DROP POLICY staff_read ON {table}",
    "trigger": "ALTER TABLE {table} DISABLE TRIGGER ALL",
    "drop": "DROP TABLE {table}",
    "detach": "ALTER TABLE {table} DETACH PARTITION access_log.other",
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_the_web_may_add_and_nothing_else(council: Council, file: FamilyFile, deed: str) -> None:
    look(council.hub_worker, family_id=file.family.pk)
    with (
        as_web(),
        acting_as(council.hub_worker),
        pytest.raises(DatabaseError, match="permission denied|owner"),
    ):
        run(deed.format(table=TABLE))
    with as_owner():
        assert AccessRecord.objects.get().ground == "allocated"


@pytest.mark.parametrize(
    "deed", ["SELECT * FROM {table}", "INSERT INTO {table} (id) VALUES (NULL)", *DEEDS.values()]
)
@pytest.mark.parametrize("role", [as_web, as_worker])
def test_a_part_cannot_be_reached_by_its_name(council: Council, role: Any, deed: str) -> None:
    for part in parts():
        with (
            role(),
            acting_as(council.hub_worker),
            pytest.raises(DatabaseError, match="permission denied|owner"),
        ):
            run(deed.format(table=part))


@pytest.mark.parametrize("deed", [name for name in DEEDS if name != "delete"])
def test_the_worker_may_not_change_it_either(council: Council, file: FamilyFile, deed: str) -> None:
    look(council.hub_worker, family_id=file.family.pk)
    with (
        as_worker(),
        acting_as_system("retention"),
        pytest.raises(DatabaseError, match="permission denied|owner"),
    ):
        run(DEEDS[deed].format(table=TABLE))


@pytest.mark.parametrize("job", ["access-log", "subject-access", "texts", "retention2", ""])
def test_no_job_but_disposal_removes_a_row(council: Council, file: FamilyFile, job: str) -> None:
    look(council.hub_worker, family_id=file.family.pk)
    with as_worker(), acting_as_system(job):
        assert run(f"DELETE FROM {TABLE}") == 0
    with as_worker(), acting_as(council.hub_worker):
        assert run(f"DELETE FROM {TABLE}") == 0
    with as_worker(), acting_as_system("retention"):
        assert run(f"DELETE FROM {TABLE}") == 1


def test_nobody_writes_a_look_in_a_colleagues_name(council: Council, file: FamilyFile) -> None:
    by = council.hub_manager
    with acting_as(council.hub_worker), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
        access_record_add(by=by, at=NOW, route="families:family", ground="", family_id=file.family.pk)


@pytest.mark.parametrize("table", ["accounts_accessseal", "accounts_accessremoval"])
@pytest.mark.parametrize("deed", ["SELECT * FROM {table}", "DELETE FROM {table}", "TRUNCATE {table}"])
def test_the_web_does_not_reach_the_seals(council: Council, table: str, deed: str) -> None:
    with acting_as(council.hub_worker), pytest.raises(DatabaseError, match="permission denied"):
        run(deed.format(table=table))


@pytest.mark.parametrize("table", ["accounts_accessseal", "accounts_accessremoval"])
def test_the_worker_adds_seals_and_takes_none_back(db: None, table: str) -> None:
    with as_worker(), acting_as_system("access-log"):
        assert run(f"SELECT * FROM {table}") == 0
        for deed in (f"DELETE FROM {table}", f"UPDATE {table} SET rows = 0", f"TRUNCATE {table}"):
            with pytest.raises(DatabaseError, match="permission denied"):
                run(deed)


# --- who reads it


def test_who_sees_which_looks(council: Council, file: FamilyFile) -> None:
    with as_owner():
        elsewhere = make_family(council.south_hub)
    look(council.hub_worker, family_id=file.family.pk)
    look(council.hub_worker, person_id=file.person.pk)
    look(council.other_hub_worker, person_id=file.person.pk)
    look(council.other_hub_worker, family_id=elsewhere.family.pk)
    expected = {
        "hub_worker": 2,  # their own
        "hub_manager": 3,  # everybody's at the families of their teams
        "other_hub_worker": 2,
        "information_officer": 4,  # all
        "records_officer": 0,
        "admin": 0,
        "yj_officer": 0,
        "victim_worker": 0,
    }
    for persona, user in council.personas().items():
        with acting_as(user):
            by_policy = set(AccessRecord.objects.values_list("pk", flat=True))
            by_query = set(AccessRecord.objects.visible_to(user).values_list("pk", flat=True))
        assert by_policy == by_query, persona
        assert len(by_policy) == expected[persona], persona
    with acting_as(None):
        assert not AccessRecord.objects.exists()


# --- parts


@pytest.mark.parametrize("year", [1999, 2014, 2040])
def test_a_look_of_any_time_finds_room(council: Council, file: FamilyFile, year: int) -> None:
    at = datetime.datetime(year, 3, 31, 23, 30, tzinfo=datetime.UTC)
    look(council.hub_worker, at=at, family_id=file.family.pk)
    with acting_as(council.hub_worker):
        assert AccessRecord.objects.get().at == at


def test_the_parts_of_this_month_and_the_next_three_are_there_from_the_start(db: None) -> None:
    names = parts()
    for months in range(4):
        day = NOW.date().replace(day=1)
        year, month = divmod(day.month - 1 + months, 12)
        assert f"access_log.y{day.year + year}m{month + 1:02d}" in names


def test_making_parts_moves_what_had_no_part_and_is_safe_to_do_twice(
    council: Council, file: FamilyFile
) -> None:
    at = datetime.datetime(2040, 2, 29, 23, 59, tzinfo=datetime.UTC)
    look(council.hub_worker, at=at, family_id=file.family.pk)
    where = f"SELECT tableoid::regclass::text FROM {TABLE}"
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(where)
        assert cursor.fetchone() == ("access_log.other",)
    days = {"first": datetime.date(2040, 1, 31), "last": datetime.date(2040, 3, 1)}
    with as_worker():
        assert access_log_make_parts(**days) == 3
        assert access_log_make_parts(**days) == 0
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(where)
        assert cursor.fetchone() == ("access_log.y2040m02",)
        assert AccessRecord.objects.get().at == at


def test_a_part_made_later_is_as_closed_as_the_others(council: Council) -> None:
    with as_worker():
        access_log_make_parts(first=datetime.date(2041, 1, 1), last=datetime.date(2041, 1, 1))
    for role in (as_web, as_worker):
        with role(), acting_as(council.hub_worker), pytest.raises(DatabaseError, match="permission denied"):
            run("SELECT * FROM access_log.y2041m01")


def test_the_nightly_task_makes_parts_and_the_web_may_not(council: Council) -> None:
    with as_worker():
        make_access_log_parts()
    with acting_as(council.hub_worker), pytest.raises(DatabaseError, match="permission denied"):
        run("SELECT access_log_make_parts('2041-01-01', '2041-01-01')")


# --- lists


def test_a_list_is_noted_once_a_day_for_each_family(council: Council, file: FamilyFile) -> None:
    morning = datetime.datetime(2027, 6, 7, 8, tzinfo=datetime.UTC)
    late = datetime.datetime(2027, 6, 7, 22, 59, tzinfo=datetime.UTC)  # 23:59 in London
    next_day = datetime.datetime(2027, 6, 7, 23, 1, tzinfo=datetime.UTC)
    another = uuid.uuid4()
    with acting_as(council.hub_worker):
        for at, keys in (
            (morning, [file.family.pk]),
            (late, [file.family.pk, another]),
            (next_day, [another]),
        ):
            access_list_add(
                by=council.hub_worker, at=at, route="home", family_grounds=dict.fromkeys(keys, "allocated")
            )
        looks = AccessRecord.objects.filter(action=Look.LIST).order_by("at").values_list("at", "family_id")
        assert list(looks) == [(morning, file.family.pk), (late, another), (next_day, another)]
