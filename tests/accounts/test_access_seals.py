"""The seals on the log of reads: whatever a superuser does to it is found, and lawful disposal is not."""

import datetime
import threading
import time
import uuid
from collections.abc import Iterator
from io import StringIO
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.utils import timezone

from accounts.actions import access_seals
from accounts.actions.access_log import access_record_add
from accounts.actions.access_seals import access_log_seal
from accounts.actor import acting_as, acting_as_system
from accounts.models import AccessRecord, AccessRemoval, AccessSeal, User
from accounts.rules.sealing import SEALED_FIELDS
from accounts.tasks import seal_access_log
from retention import tasks as retention_tasks
from tests.database import as_owner, as_worker
from tests.factories.accounts import make_council
from tests.factories.retention import approve_schedule, approved_list, make_old_family

HOUR = datetime.timedelta(hours=1)
EARLIER = """
SELECT FROM pg_stat_activity
 WHERE datname <> current_database() AND backend_xid::text::bigint < %s LIMIT 1
"""


@pytest.fixture
def user(own_database: str) -> User:
    with transaction.atomic(), as_owner():
        user = User(email="hana@council.example", full_name="Hana Worker")
        user.save()
    return user


@pytest.fixture
def superuser(user: User) -> Iterator[psycopg.Connection]:
    """Somebody on another connection whom nothing in the database stops."""
    given = connection.settings_dict
    with psycopg.connect(
        host=given["HOST"],
        port=given["PORT"] or None,
        user=given["USER"],
        dbname=given["NAME"],
        autocommit=True,
    ) as plain:
        yield plain


def look(user: User, *, at: datetime.datetime | None = None, **whom: Any) -> None:
    """One look in a transaction of its own."""
    with acting_as(user):
        access_record_add(
            by=user, at=at or timezone.now(), route="families:family", ground="allocated",
            **(whom or {"family_id": uuid.uuid4()}),
        )  # fmt: skip


def others_are_through() -> None:
    """Wait for what other tests have begun to write, in databases of their own on this server.

    Transactions are numbered for a whole server: a look is sealed when every earlier one is over, whose ever it is.
    """
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint")
        (next_one,) = cursor.fetchone()
        for _ in range(1_200):
            cursor.execute(EARLIER, [next_one])
            if cursor.fetchone() is None:
                return
            time.sleep(0.1)


def seal() -> None:
    others_are_through()
    with as_worker():
        seal_access_log()


def verified(*, head: str = "") -> tuple[int, str]:
    """The exit code of the command and what it said."""
    said = StringIO()
    try:
        with as_worker():
            call_command("verify_access_log", head=head, stdout=said, stderr=said)
    except SystemExit as end:
        return int(end.code or 0), said.getvalue()
    return 0, said.getvalue()


def head() -> str:
    with as_owner():
        return AccessSeal.objects.defer("leaves").last().head


@pytest.fixture
def sealed(user: User) -> list[AccessRecord]:
    """Three seals with three looks each."""
    for _ in range(3):
        for _ in range(3):
            look(user)
        seal()
    with as_owner():
        assert [one.rows for one in AccessSeal.objects.all()] == [3, 3, 3]
        return list(AccessRecord.objects.order_by("at", "id"))


def test_a_log_nobody_touched_is_whole(sealed: list[AccessRecord], user: User) -> None:
    look(user)
    code, said = verified(head=head())
    assert code == 0
    assert "3 seals with 9 rows" in said
    assert "1 wait to be sealed" in said
    assert "The access log is whole." in said


def test_each_sealing_prints_its_head(user: User, caplog: pytest.LogCaptureFixture) -> None:
    look(user)
    with caplog.at_level("INFO"):
        seal()
    assert f"head {head()}" in caplog.text


@pytest.mark.parametrize("column", [name for name in SEALED_FIELDS.split() if name not in ("id", "at")])
def test_an_altered_value_is_found(
    sealed: list[AccessRecord], superuser: psycopg.Connection, column: str
) -> None:
    row = sealed[4]
    value = str(uuid.uuid4()) if column.endswith("_id") else "x"
    superuser.execute(f"UPDATE accounts_accessrecord SET {column} = %s WHERE id = %s", [value, row.pk])
    code, said = verified()
    assert code == 1
    assert f"Row {row.pk} of seal 2 was altered." in said


@pytest.mark.parametrize("by", [datetime.timedelta(microseconds=1), datetime.timedelta(days=400)])
def test_an_altered_time_is_found_in_whatever_month_it_lands(
    sealed: list[AccessRecord], superuser: psycopg.Connection, by: datetime.timedelta
) -> None:
    superuser.execute("UPDATE accounts_accessrecord SET at = at - %s WHERE id = %s", [by, sealed[4].pk])
    code, said = verified()
    assert code == 1
    assert f"Row {sealed[4].pk} of seal 2 was altered." in said


def test_a_removed_row_is_found(sealed: list[AccessRecord], superuser: psycopg.Connection) -> None:
    superuser.execute("DELETE FROM accounts_accessrecord WHERE id = %s", [sealed[0].pk])
    code, said = verified()
    assert code == 1
    assert f"Row {sealed[0].pk} of seal 1 was removed." in said


def test_a_removed_row_with_a_forged_note_of_disposal_is_found(
    sealed: list[AccessRecord], superuser: psycopg.Connection
) -> None:
    superuser.execute("DELETE FROM accounts_accessrecord WHERE id = %s", [sealed[0].pk])
    superuser.execute(
        "INSERT INTO accounts_accessremoval (id, at, rows, keys, digest)"
        " VALUES (gen_random_uuid(), now(), 1, uuid_send(%s), sha256('guess'))",
        [sealed[0].pk],
    )
    code, said = verified()
    assert code == 1
    assert "was not made by the portal" in said
    assert f"Row {sealed[0].pk} of seal 1 was removed." in said


def test_rows_that_changed_places_are_found(
    sealed: list[AccessRecord], superuser: psycopg.Connection
) -> None:
    one, other = sealed[3], sealed[5]
    for row, at in ((one, other.at), (other, one.at)):
        superuser.execute("UPDATE accounts_accessrecord SET at = %s WHERE id = %s", [at, row.pk])
    code, said = verified()
    assert code == 1
    assert f"Row {one.pk} of seal 2 stands where row {other.pk} stood." in said
    assert f"Row {other.pk} of seal 2 stands where row {one.pk} stood." in said


def test_another_order_of_rows_is_found(sealed: list[AccessRecord], superuser: psycopg.Connection) -> None:
    superuser.execute("UPDATE accounts_accessrecord SET xact = '3' WHERE id = %s", [sealed[5].pk])
    code, said = verified()
    assert code == 1
    assert "The rows of seal 2 stand in another order than when they were sealed." in said


COLUMNS = "id, at, user_id, family_id, route, ground, action"
ADDED = "gen_random_uuid(), at, user_id, family_id, route, ground, action"


def test_a_row_slipped_in_between_sealed_ones_is_found(
    sealed: list[AccessRecord], superuser: psycopg.Connection
) -> None:
    superuser.execute(
        f"INSERT INTO accounts_accessrecord ({COLUMNS}, xact)"
        f" SELECT {ADDED}, xact FROM accounts_accessrecord WHERE id = %s",
        [sealed[4].pk],
    )
    code, said = verified()
    assert code == 1
    assert "is under no seal though later ones are: it was added." in said


def test_a_row_added_now_that_says_it_is_old_is_found_before_and_after_the_next_sealing(
    sealed: list[AccessRecord], superuser: psycopg.Connection, user: User
) -> None:
    superuser.execute(
        f"INSERT INTO accounts_accessrecord ({COLUMNS})"
        f" SELECT {ADDED.replace('at,', 'at - %s::interval,')} FROM accounts_accessrecord WHERE id = %s",
        ["40 days", sealed[4].pk],
    )
    for _ in range(2):
        code, said = verified()
        assert code == 1
        assert "is under no seal though later ones are: it was added." in said
        look(user)
        seal()


def test_a_removed_seal_is_found(sealed: list[AccessRecord], superuser: psycopg.Connection) -> None:
    superuser.execute("DELETE FROM accounts_accessseal WHERE number = 2")
    code, said = verified()
    assert code == 1
    assert "Seal 2 is missing." in said
    assert f"Row {sealed[3].pk}" in said


def test_a_removed_seal_whose_gap_was_closed_is_found(
    sealed: list[AccessRecord], superuser: psycopg.Connection
) -> None:
    superuser.execute("DELETE FROM accounts_accessseal WHERE number = 2")
    superuser.execute("UPDATE accounts_accessseal SET number = 2 WHERE number = 3")
    code, said = verified()
    assert code == 1
    assert "Seal 2 does not follow from the seal before it." in said
    assert "Seal 2 was altered, or was not made by the portal." in said


def test_a_seal_made_without_the_key_is_found(
    sealed: list[AccessRecord], superuser: psycopg.Connection, monkeypatch: pytest.MonkeyPatch, user: User
) -> None:
    look(user)
    with monkeypatch.context() as patched:
        patched.setattr(settings, "ACCESS_LOG_KEY", "guessed" * 8)
        seal()
    code, said = verified()
    assert code == 1
    assert "Seal 4 was altered, or was not made by the portal." in said


def test_a_tail_cut_off_with_its_rows_is_found_by_the_head_alone(
    sealed: list[AccessRecord], superuser: psycopg.Connection
) -> None:
    kept = head()
    superuser.execute("DELETE FROM accounts_accessseal WHERE number = 3")
    superuser.execute(
        "DELETE FROM accounts_accessrecord WHERE id = ANY (%s)", [[row.pk for row in sealed[6:]]]
    )
    assert verified()[0] == 0
    code, said = verified(head=kept)
    assert code == 1
    assert "The seal 3 of the head given is not there" in said


def test_a_row_that_waits_for_more_than_an_hour_is_told(user: User) -> None:
    look(user, at=timezone.now() - 2 * HOUR)
    code, said = verified()
    assert code == 1
    assert "is not sealed yet: is the sealer at work?" in said


def test_lawful_disposal_is_no_tampering_and_bringing_a_row_back_is(
    user: User, superuser: psycopg.Connection
) -> None:
    with transaction.atomic(), as_owner():
        council = make_council()
        approve_schedule(council.admin)
        file, stays = make_old_family(council), make_old_family(council, ended_on=None)
    look(council.hub_worker, family_id=file.family.pk)
    look(council.hub_worker, person_id=file.person.pk)
    look(council.hub_worker, family_id=stays.family.pk)
    seal()
    look(council.hub_worker, family_id=file.family.pk)  # not sealed yet when it goes
    with transaction.atomic():
        approved_list(council)
    superuser.execute(
        "CREATE TABLE kept AS SELECT * FROM accounts_accessrecord WHERE family_id = %s LIMIT 1",
        [file.family.pk],
    )
    with as_worker():
        retention_tasks.destroy_approved()
    seal()
    with as_owner():
        assert {row.family_id for row in AccessRecord.objects.all()} == {stays.family.pk}
        assert AccessRemoval.objects.get().rows == 3
    code, said = verified(head=head())
    assert code == 0, said
    assert "2 more were lawfully destroyed" in said

    superuser.execute("INSERT INTO accounts_accessrecord SELECT * FROM kept")
    code, said = verified()
    assert code == 1
    assert "was destroyed with a file and is there again" in said


def test_of_two_sealers_at_once_one_does_the_work(user: User, superuser: psycopg.Connection) -> None:
    look(user)
    superuser.execute("BEGIN")
    superuser.execute("SELECT pg_advisory_xact_lock(%s)", [access_seals.ONE_AT_A_TIME])
    seal()
    with as_owner():
        assert not AccessSeal.objects.exists()
    superuser.execute("ROLLBACK")

    def work() -> None:
        try:
            seal()
        finally:
            connections.close_all()

    hands = [threading.Thread(target=work) for _ in range(4)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with as_owner():
        assert [one.rows for one in AccessSeal.objects.all()] == [1]
    assert verified()[0] == 0


def test_a_look_in_a_long_transaction_is_neither_lost_nor_waited_for(
    user: User, superuser: psycopg.Connection
) -> None:
    superuser.execute("BEGIN")
    superuser.execute(
        "INSERT INTO accounts_accessrecord (id, at, user_id, family_id, route, ground, action)"
        " VALUES (gen_random_uuid(), now(), %s, gen_random_uuid(), 'families:family', 'slow', 'view')",
        [user.pk],
    )
    look(user)
    seal()
    with as_owner():
        assert not AccessSeal.objects.exists()  # the quick one came later: it waits for the slow one
    superuser.execute("COMMIT")
    seal()
    with as_owner():
        assert [one.rows for one in AccessSeal.objects.all()] == [2]
    assert verified()[0] == 0


def test_adding_a_row_waits_for_no_sealer(user: User) -> None:
    look(user)
    with transaction.atomic(), as_worker(), acting_as_system("access-log"):
        access_log_seal(at=timezone.now())

        def add() -> None:
            try:
                with connection.cursor() as cursor:
                    cursor.execute("SET lock_timeout = '100ms'")
                look(user)
            finally:
                connections.close_all()

        hand = threading.Thread(target=add)
        hand.start()
        hand.join()
    with as_owner():
        assert AccessRecord.objects.count() == 2


def test_a_backlog_is_sealed_in_pieces(user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_seals, "ROWS_AT_ONCE", 2)
    monkeypatch.setattr("accounts.tasks.ROWS_AT_ONCE", 2)
    with acting_as(user):  # one transaction, more rows than one seal takes
        for days in range(5):
            look(user, at=timezone.now() - datetime.timedelta(days=days))
    seal()
    with as_owner():
        assert [one.rows for one in AccessSeal.objects.all()] == [2, 2, 1]
    assert verified()[0] == 0


def test_transactions_are_taken_in_the_order_of_their_numbers_not_of_their_digits(
    user: User, superuser: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access_seals, "ROWS_AT_ONCE", 1)
    monkeypatch.setattr("accounts.tasks.ROWS_AT_ONCE", 1)
    for number in ("9", "10", "99", "100"):
        look(user)
        superuser.execute(
            "UPDATE accounts_accessrecord SET xact = %s::text::xid8"
            " WHERE id = (SELECT id FROM accounts_accessrecord ORDER BY id DESC LIMIT 1)",
            [number],
        )
    seal()
    with as_owner():
        assert [int(one.last_xact) for one in AccessSeal.objects.all()] == [9, 10, 99, 100]
    assert verified()[0] == 0


def test_after_a_restore_into_another_server_sealing_goes_on(
    sealed: list[AccessRecord], superuser: psycopg.Connection, user: User
) -> None:
    # There the numbers of transactions begin again: to the seals of before they look as if from the past.
    look(user)
    ahead = "SELECT (pg_current_xact_id()::text::numeric + 1000000)::text"
    (number,) = superuser.execute(ahead).fetchone() or ("",)
    superuser.execute("UPDATE accounts_accessrecord SET xact = %s::text::xid8", [number])
    seals = superuser.execute("SELECT number FROM accounts_accessseal ORDER BY 1").fetchall()
    with as_owner():
        for (one,) in seals:
            again = AccessSeal.objects.get(number=one)
            again.last_xact = int(number)
            resealed(again)
    look(user)
    seal()
    look(user)
    seal()
    with as_owner():
        assert AccessSeal.objects.count() == 5
        assert AccessSeal.objects.last().last_xact < int(number)
    code, said = verified()
    assert code == 0, said
    assert "0 wait to be sealed" in said


def resealed(seal: AccessSeal) -> None:
    """Make the seal over again as the portal would have there, with the key."""
    from accounts.rules.sealing import seal_digest

    before = AccessSeal.objects.filter(number=seal.number - 1).first()
    seal.previous = bytes(before.digest) if before else b""
    seal.digest = seal_digest(settings.ACCESS_LOG_KEY.encode(), seal)
    seal.save()


def test_every_field_of_a_row_is_under_the_seal() -> None:
    assert SEALED_FIELDS.split() == [field.attname for field in AccessRecord._meta.concrete_fields]
