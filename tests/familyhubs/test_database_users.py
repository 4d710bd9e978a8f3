"""The users that web and worker sign in as can be their plain role and nothing else."""

import base64
import hashlib
import hmac

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from psycopg import sql

from familyhubs.management.commands import database_users
from familyhubs.management.commands.database_users import user_make
from tests.database import as_owner
from tests.factories.accounts import make_council
from tests.factories.families import make_family

PASSWORDS = {
    "WEB_DATABASE_PASSWORD": "of-the-web-process",
    "WORKER_DATABASE_PASSWORD": "of-the-worker-process",
}


@pytest.fixture
def users(own_database, monkeypatch):
    """What the command makes, under names of this test's own: users are the server's, which other tests share."""
    names = {
        f"{own_database}_{role}": named for role, named in zip(("web", "worker"), PASSWORDS, strict=True)
    }
    monkeypatch.setattr(
        database_users, "USERS", {name: (name.rpartition("_")[2], setting) for name, setting in names.items()}
    )
    for setting, password in PASSWORDS.items():
        monkeypatch.setenv(setting, password)
    yield list(names)
    with as_owner(), connection.cursor() as cursor:
        for name in names:
            cursor.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(name)))


@pytest.fixture
def signed_in(users):
    """Sign in to this database as one of them, outside Django."""
    links = []

    def sign_in(name):
        given = connection.get_connection_params()
        given = {key: given[key] for key in ("host", "port", "dbname") if key in given}
        links.append(psycopg.connect(**given, user=name, autocommit=True))
        return links[-1]

    yield sign_in
    for link in links:
        link.close()


def made():
    with as_owner():
        call_command("database_users", verbosity=0)


@pytest.mark.parametrize("at", [0, 1])
def test_whoever_signs_in_as_one_cannot_step_out_of_its_role(users, signed_in, at):
    made()
    own, other = (("familyhubs_web", "familyhubs_worker"), ("familyhubs_worker", "familyhubs_web"))[at]
    link = signed_in(users[at])
    link.execute(f"SET ROLE {own}")
    link.execute("RESET ROLE")
    for name in (other, "familyhubs_lookup", connection.settings_dict["USER"]):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(name)))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute(sql.SQL("SET SESSION AUTHORIZATION {}").format(sql.Identifier(name)))
    for command in (
        "ALTER TABLE families_person DISABLE ROW LEVEL SECURITY",
        "SET session_replication_role = replica",
        "CREATE ROLE somebody",
        "COPY families_person TO PROGRAM 'cat'",
    ):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            link.execute(command)


def test_without_an_actor_the_web_user_sees_nobody(users, signed_in):
    made()
    with as_owner():
        council = make_council()
        make_family(council.north_hub)
    link = signed_in(users[0])
    assert link.execute("SELECT count(*) FROM families_person").fetchone() == (0,)


def test_the_portal_runs_as_such_a_user(users, page):
    made()
    with as_owner():
        council = make_council()
        make_family(council.north_hub, name="Grantham")
    connections.close_all()
    before = connection.settings_dict["USER"]
    connection.settings_dict["USER"] = users[0]
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_user, current_user")
            assert cursor.fetchone() == (users[0], "familyhubs_web")
        page.force_login(council.hub_worker)
        assert "Grantham" in page.get("/families/").content.decode()
        assert page.get("/health/ready/").status_code == 200
    finally:
        connections.close_all()
        connection.settings_dict["USER"] = before


def test_a_user_who_was_more_is_cut_down(users):
    web, worker = users
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            sql.SQL("CREATE ROLE {} SUPERUSER CREATEROLE IN ROLE familyhubs_worker").format(
                sql.Identifier(web)
            )
        )
        call_command("database_users", verbosity=0)
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication, rolcanlogin"
            " FROM pg_roles WHERE rolname = %s",
            [web],
        )
        assert cursor.fetchone() == (False, False, False, False, False, True)
        assert held(cursor, web) == {"familyhubs_web"}
        assert held(cursor, worker) == {"familyhubs_worker"}


def test_an_owner_who_is_no_superuser_makes_them_and_later_changes_their_passwords(users, monkeypatch):
    """As on a managed server, where PostgreSQL lets nobody but a superuser speak of superusers."""
    owner = sql.Identifier(f"{users[0]}_owner")
    with as_owner(), connection.cursor() as cursor:
        try:
            cursor.execute(sql.SQL("CREATE ROLE {} CREATEROLE").format(owner))
            for role in ("familyhubs_web", "familyhubs_worker"):
                cursor.execute(
                    sql.SQL("GRANT {} TO {} WITH ADMIN OPTION").format(sql.Identifier(role), owner)
                )
            kept = []
            for password in ("the first long password", "the second long password"):
                monkeypatch.setenv("WEB_DATABASE_PASSWORD", password)
                cursor.execute(sql.SQL("SET ROLE {}").format(owner))
                call_command("database_users", verbosity=0)
                cursor.execute("RESET ROLE")
                cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [users[0]])
                kept += cursor.fetchone()
            assert opens(kept[0], "the first long password")
            assert opens(kept[1], "the second long password")
            assert held(cursor, users[0]) == {"familyhubs_web"}
        finally:
            cursor.execute("RESET ROLE")
            cursor.execute(sql.SQL("DROP OWNED BY {}").format(owner))
            cursor.execute(sql.SQL("DROP ROLE {}").format(owner))


def held(cursor, user):
    cursor.execute("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = %s::regrole", [user])
    return {name for (name,) in cursor.fetchall()}


@pytest.mark.parametrize("password", ["a first long password", "another long password"])
def test_the_password_given_last_is_the_one_that_opens_and_no_statement_holds_it(users, password):
    statements = []
    with as_owner(), connection.cursor() as cursor:
        user_make(users[0], "an earlier password", role="familyhubs_web")
        with connection.execute_wrapper(lambda run, *call: statements.append(str(call[0])) or run(*call)):
            user_make(users[0], password, role="familyhubs_web")
        cursor.execute("SELECT rolpassword FROM pg_authid WHERE rolname = %s", [users[0]])
        (kept,) = cursor.fetchone()
    assert opens(kept, password)
    assert not opens(kept, "an earlier password")
    assert not any(password in statement for statement in statements)


def opens(kept, password):
    """Whether a password fits what the server keeps (RFC 5802, section 3)."""
    _, cost, keys = kept.split("$")
    rounds, salt = cost.split(":")
    salted = hashlib.pbkdf2_hmac("sha256", password.encode(), base64.b64decode(salt), int(rounds))
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    return base64.b64decode(keys.split(":")[0]) == hashlib.sha256(client_key).digest()


@pytest.mark.parametrize("value", [None, "short"])
def test_without_both_passwords_neither_user_is_made(users, monkeypatch, value):
    if value is None:
        monkeypatch.delenv("WORKER_DATABASE_PASSWORD")
    else:
        monkeypatch.setenv("WORKER_DATABASE_PASSWORD", value)
    with as_owner(), pytest.raises(CommandError, match="WORKER_DATABASE_PASSWORD") as refused:
        call_command("database_users")
    assert "short" not in str(refused.value).replace("a short", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = ANY(%s)", [users])
        assert cursor.fetchone() == (0,)
