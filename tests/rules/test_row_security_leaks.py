"""What is hidden cannot be made out by other ways either: keys, views, functions, COPY, plans, numbers, messages.

Each way is tried with raw SQL in the web's plain role, as a member of staff of another team: that is what a hole in a
page would give an attacker. It would not give them the system's eyes, another schema or the policies themselves.
"""

import re
import uuid
from typing import Any

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from accounts.actor import acting_as
from accounts.row_security import WEB
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import make_family, make_person, make_restriction
from tests.factories.merging import make_merge
from tests.rules.cases import make_case
from tests.rules.test_row_security import personal_tables

NAMES = ("Zebedee", "Quillfeather")


@pytest.fixture
def hidden(council):
    """A family of the north hub, of which the south hub's worker sees nothing."""
    with as_owner():
        person = make_person(*NAMES)
        file = make_family(council.north_hub, person, name=NAMES[1], allocated_to=council.hub_worker)
        make_case(council.north_hub, council.hub_worker, "Alongside")
        make_contact(file, council.hub_worker, what_happened="Zebedee was alone")
        return file


def ask(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def refusal(sql: str, *parameters: Any) -> str:
    """What PostgreSQL says when it refuses."""
    with pytest.raises(DatabaseError) as refused:
        ask(sql, *parameters)
    return str(refused.value)


def test_a_hidden_key_is_refused_like_one_that_does_not_exist(council, hidden) -> None:
    insert = "INSERT INTO families_personname (id, person_id, name, kind) VALUES (gen_random_uuid(), %s, 'x', 'alias')"
    with acting_as(council.other_hub_worker):
        said = [refusal(insert, key) for key in (hidden.person.pk, uuid.uuid4())]
    assert said[0] == said[1]


def test_no_view_shows_more_than_its_reader_may_see(council, hidden) -> None:
    views = ask(
        "SELECT relname FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(%s, oid, 'SELECT')", WEB,
    )  # fmt: skip
    assert ("families_ground",) in views
    with acting_as(council.other_hub_worker):
        for (view,) in views:
            told = repr(ask(f"SELECT * FROM {view}"))
            assert str(hidden.family.pk) not in told
            assert NAMES[1] not in told


def test_every_function_that_looks_past_the_policies_is_known(db) -> None:
    """A new one is added here once somebody has thought about what it tells whom."""
    found = ask(
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'public' AND p.prosecdef AND has_function_privilege(%s, p.oid, 'EXECUTE')"
        " AND p.prorettype <> 'trigger'::regtype", WEB,
    )  # fmt: skip
    assert {name for (name,) in found} <= {
        "actor_looks_at", "actor_opens", "calendar_feed_owner", "download_file", "download_try",
        "emergency_card", "evidence_take_back", "family_is_known", "family_seen", "find_people",
        "hold_target", "index_card", "look_cards", "look_circle", "look_target", "merge_leader",
        "merge_leader_family", "person_is_known", "person_open", "person_seen", "point_seen",
        "reference_now", "release_file", "release_try", "release_volumes", "request_circle",
        "saved_form", "submission_said",
        "texts_withdraw",
        "lockable_family", "lockable_record",
        "telling_counts", "telling_proofs",
    }  # fmt: skip


def test_functions_tell_nothing_of_whom_one_may_not_see(council, hidden) -> None:
    with acting_as(council.other_hub_worker):
        assert ask("SELECT family_seen(%s), person_seen(%s)", hidden.family.pk, hidden.person.pk) == [
            (False, False)
        ]
        assert ask("SELECT * FROM actor_looks_at(%s, %s)", hidden.family.pk, hidden.person.pk) == [([], [])]
        assert ask("SELECT * FROM index_card(%s)", hidden.person.pk) == []
    with as_owner():
        merged = make_merge(hidden.person, make_person(), council.hub_manager, state="done")
    for reader, told in (
        (council.admin, merged.other_reference),
        (council.other_hub_worker, hidden.person.reference),
    ):
        with acting_as(reader):
            assert ask("SELECT reference_now(%s)", merged.other_reference) == [(told,)]
    with as_owner():
        make_restriction(hidden.family, [council.hub_manager], council.hub_manager)
    with acting_as(council.other_hub_worker):
        assert ask("SELECT reference_now(%s)", merged.other_reference) == [(merged.other_reference,)]
        assert ask("SELECT * FROM emergency_card(%s)", hidden.person.pk) == []
        assert ask("SELECT * FROM emergency_card(%s)", uuid.uuid4()) == []


def test_copy_gives_out_what_select_gives_and_takes_nothing_in(council, hidden) -> None:
    hints = (*NAMES, str(hidden.family.pk), str(hidden.person.pk))
    with acting_as(council.other_hub_worker), connection.cursor() as cursor:
        for table in personal_tables():
            with transaction.atomic(), cursor.copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as copied:
                told = b"".join(bytes(part) for part in copied).decode()
            assert not [hint for hint in hints if hint in told], table
            with (
                pytest.raises(psycopg.Error),
                transaction.atomic(),
                cursor.copy(f"COPY {table} FROM STDIN") as copied,
            ):
                copied.write(b"")


PLANS = [
    ("families_person", "family_name = %s", (NAMES[1], "Nosuchname")),
    ("families_person", "given_name = %s", (NAMES[0], "Nosuchname")),
    ("families_family", "name = %s", (NAMES[1], "Nosuchname")),
    ("families_phone", "number = %s", ("+447700900123", "+447700900999")),
    ("families_address", "postcode = %s", ("LE1 5WW", "LE1 5ZZ")),
    ("families_address", "lines = %s", ("1 High Street", "9 No Street")),
    ("families_person", "date_of_birth = %s", ("1990-03-04", "1899-03-04")),
]


@pytest.mark.parametrize(("table", "where", "values"), PLANS)
def test_a_plan_is_the_same_whether_somebody_hidden_is_there_or_not(
    council, hidden, table, where, values
) -> None:
    with as_owner():
        for number in range(40):  # a value that many share would show in the planner's statistics
            make_family(council.north_hub, make_person(*NAMES), name=NAMES[1])
            del number
        ask(f"ANALYZE {table}")
    plans = []
    with acting_as(council.other_hub_worker):
        for value in values:
            plan = "\n".join(line for (line,) in ask(f"EXPLAIN SELECT * FROM {table} WHERE {where}", value))
            plans.append(plan.replace(value, "?"))
    assert plans[0] == plans[1]


def test_numbers_of_records_are_not_read_off_a_sequence(db) -> None:
    for (sequence,) in ask("SELECT sequencename FROM pg_sequences WHERE schemaname = 'public'"):
        assert "permission denied" in refusal(f"SELECT last_value FROM {sequence}"), sequence
        assert "permission denied" in refusal(f"SELECT setval('{sequence}', 1)"), sequence


def test_messages_quote_no_hidden_row(council, hidden) -> None:
    with acting_as(council.other_hub_worker):
        said = [
            refusal(f"SELECT 1 / (length({column}) - length({column})) FROM {table}")
            if ask(f"SELECT count(*) FROM {table}") != [(0,)]
            else ""
            for table, column in (("families_person", "family_name"), ("contacts_contact", "what_happened"))
        ]
        said.append(
            refusal(
                "INSERT INTO families_person SELECT * FROM families_person WHERE false UNION ALL SELECT NULL"
            )
        )
    assert not [words for words in said if NAMES[0] in words or NAMES[1] in words]


def test_a_quick_look_before_the_policy_is_refused(council, hidden) -> None:
    """A function that shouts what it is given would be called with hidden rows if it were asked first."""
    with as_owner():
        ask("CREATE FUNCTION shout(said text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS"
            " $$ BEGIN RAISE EXCEPTION 'heard %%', said; END $$")  # fmt: skip
    with acting_as(council.other_hub_worker):
        assert ask("SELECT * FROM families_person WHERE shout(family_name)") == []


@pytest.mark.parametrize(
    "tried",
    [
        "ALTER TABLE families_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY staff ON families_person",
        "CREATE POLICY mine ON families_person USING (true)",
        "ALTER ROLE familyhubs_web BYPASSRLS",
        "SET ROLE familyhubs_worker",
        "SET ROLE familyhubs_lookup",
        "CREATE SCHEMA mine",
        "CREATE TABLE public.mine (a text)",
        "CREATE FUNCTION public.family_seen(uuid, text) RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        "CREATE EXTENSION pg_stat_statements",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'cat'",
        "SELECT * FROM pg_authid",
        "SELECT * FROM pg_statistic",
    ],
)
def test_the_webs_role_changes_no_rule_and_reads_nothing_else(council, tried: str) -> None:
    # Signed in as itself, as in production: the tests' own superuser could take on any role.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL SESSION AUTHORIZATION familyhubs_web")
        try:
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute(tried)
        finally:
            cursor.execute("RESET SESSION AUTHORIZATION")
            cursor.execute("SET ROLE familyhubs_web")


def test_the_web_is_not_believed_when_it_names_the_system(council, hidden) -> None:
    for actor in ("system:retention", "system:", "SYSTEM:retention", f"system:{council.hub_worker.pk}"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT name_actor(%s)", [actor])
            cursor.execute("SELECT count(*) FROM families_person")
            assert cursor.fetchone() == (0,)
            cursor.execute("SELECT name_actor('')")


def test_the_web_reads_no_schema_but_its_own(db) -> None:
    found = ask(
        "SELECT nspname FROM pg_namespace WHERE has_schema_privilege(%s, nspname, 'USAGE')"
        " AND nspname !~ '^pg_' AND nspname <> 'information_schema'", WEB,
    )  # fmt: skip
    assert found == [("public",)]
    creates = ask("SELECT nspname FROM pg_namespace WHERE has_schema_privilege(%s, nspname, 'CREATE')", WEB)
    assert [name for (name,) in creates if not re.match("pg_(temp|toast)", name)] == []


def test_the_planner_keeps_no_statistics_of_what_people_are_called(db) -> None:
    kept = ask(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
        " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND c.relrowsecurity"
        " AND NOT a.attisdropped AND a.attstattarget IS DISTINCT FROM 0 AND a.attname <> 'wall'"
        " AND (a.atttypid IN ('text'::regtype, 'varchar'::regtype, 'jsonb'::regtype) OR a.attname = 'date_of_birth')"
    )
    assert not kept, "add a migration that runs FORGET of familyhubs/migrations/0004_no_hints.py again"
