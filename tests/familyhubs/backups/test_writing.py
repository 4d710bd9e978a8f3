"""A backup is there whole or not at all, and nobody without the private key reads a byte of it."""

import contextlib
import datetime
import json
import os
import resource
import stat
from pathlib import Path

import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from familyhubs import env
from familyhubs.backups import BackupError, server
from familyhubs.backups import writing as backup_writing
from familyhubs.backups.folder import documents_path, manifest_path
from familyhubs.backups.server import Server, program
from familyhubs.backups.writing import backup_write
from tests.database import as_owner, pointed_at
from tests.familyhubs.backups.marks import CANARIES, KEY

AT = datetime.datetime(2026, 11, 25, 2, 15, tzinfo=datetime.UTC)
TO = [str(KEY.to_public())]


def marks_in(path):
    """The canaries somebody would find in this file, also in what PostgreSQL compressed in the clear."""
    data = path.read_bytes()
    return [name for name in (*CANARIES, "PGDMP") if name.encode() in data]


def test_the_file_and_its_manifest_are_readable_by_their_owner_alone(made):
    for path in (made, documents_path(made), manifest_path(made)):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert made.name == "familyhubs-20261125T013000Z.dump.age"
    assert made.read_bytes().startswith(b"age-encryption.org/v1")


def test_the_folder_is_made_for_its_owner_alone(live, tmp_path):
    backup_write(live, tmp_path / "new", documents=tmp_path / "documents", recipients=TO, at=AT)
    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_the_manifest_names_nobody(made):
    text = manifest_path(made).read_text()
    assert not any(name in text for name in (*CANARIES, "Quillfeather", "@"))
    assert json.loads(text)["tables"]["public.families_person"]["rows"] == 2


def test_the_dump_inside_holds_what_the_test_looks_for(made, tmp_path):
    """Or else finding no canary would prove nothing."""
    pyrage.decrypt_file(str(made), str(tmp_path / "opened"), [KEY])
    assert marks_in(tmp_path / "opened") == ["PGDMP"]


def test_no_plain_byte_touches_a_disk_while_it_is_written(live, tmp_path, monkeypatch):
    """Every file in the folder and in /tmp is looked into each time age hands on a piece; so is the end."""
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    # Without compression, so that a name would show as it is.
    monkeypatch.setattr(backup_writing, "DUMP", (*backup_writing.DUMP, "--compress=none"))
    began, seen, looked = datetime.datetime.now(datetime.UTC).timestamp(), [], 0
    write = backup_writing.Measured.write

    def look():
        nonlocal looked
        looked += 1
        for path in [*Path("/tmp").iterdir(), *tmp_path.rglob("*")]:
            with contextlib.suppress(OSError):  # others come and go in /tmp
                if path.is_file() and path.stat().st_mtime >= began - 1:
                    seen.extend(marks_in(path))

    def watched(self, data):
        look()
        return write(self, data)

    monkeypatch.setattr(backup_writing.Measured, "write", watched)
    path = backup_write(live, tmp_path / "backups", documents=tmp_path / "documents", recipients=TO, at=AT)
    look()
    assert looked > 2
    assert seen == []
    pyrage.decrypt_file(str(path), str(tmp_path / "opened"), [KEY])
    assert set(marks_in(tmp_path / "opened")) == {*CANARIES, "PGDMP"}


def test_memory_stays_flat_whatever_the_size(own_database, tmp_path, monkeypatch):
    """A hundred megabytes go through; the process does not grow by a fifth of that."""
    monkeypatch.setattr(backup_writing, "DUMP", (*backup_writing.DUMP, "--compress=none"))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE large AS SELECT repeat(md5(i::text), 32768) FROM generate_series(1, 100) i"
        )
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    path = backup_write(
        Server(connection.settings_dict), tmp_path, documents=tmp_path / "documents", recipients=TO, at=AT
    )
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert path.stat().st_size > 100_000_000
    assert grown < 20_000


@pytest.mark.parametrize(
    ("recipients", "sentence"),
    [
        ([], "BACKUP_RECIPIENT is not set"),
        (["age1nonsense"], "must be a public key"),
        ([str(KEY)], "a private key"),
    ],
)
def test_without_a_public_key_there_is_no_backup(live, tmp_path, recipients, sentence):
    with pytest.raises(BackupError, match=sentence) as refused:
        backup_write(
            live, tmp_path / "backups", documents=tmp_path / "documents", recipients=recipients, at=AT
        )
    assert str(KEY) not in str(refused.value)
    assert not (tmp_path / "backups").exists()


def test_each_of_several_keys_opens_it(live, tmp_path):
    other = pyrage.x25519.Identity.generate()
    path = backup_write(
        live, tmp_path, documents=tmp_path / "documents", recipients=[*TO, str(other.to_public())], at=AT
    )
    for key in (KEY, other):
        pyrage.decrypt_file(str(path), str(tmp_path / "opened"), [key])


# --- Forced row security must fail a dump, never filter it ----------------------------------------------------------


@pytest.fixture
def bound(live):
    """A user that may read everything and is bound by row security, as a managed server's manual might make one."""
    name = f"{live.entry['NAME']}_reader"  # roles are the server's, which other processes of this run share
    with live.connect() as link:
        link.execute(sql.SQL("CREATE ROLE {} LOGIN IN ROLE pg_read_all_data").format(sql.Identifier(name)))
        yield Server({**live.entry, "USER": name})
        link.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(name)))


def test_a_user_bound_by_row_security_is_refused(bound, tmp_path):
    with pytest.raises(BackupError, match="may not read every row.*BYPASSRLS"):
        backup_write(bound, tmp_path / "backups", documents=tmp_path / "documents", recipients=TO, at=AT)
    assert list((tmp_path / "backups").iterdir()) == []


def test_pg_dump_itself_fails_for_such_a_user(bound, tmp_path, monkeypatch):
    """The second lock: should the count ever pass, the dump does not."""
    monkeypatch.setattr(backup_writing, "contents", lambda connection: {})
    with pytest.raises(BackupError, match="pg_dump stopped"):
        backup_write(bound, tmp_path / "backups", documents=tmp_path / "documents", recipients=TO, at=AT)
    assert list((tmp_path / "backups").iterdir()) == []


def test_a_user_who_may_only_read_but_sees_all_is_enough(live, bound, tmp_path):
    with live.connect() as link:
        link.execute(sql.SQL("ALTER ROLE {} BYPASSRLS").format(sql.Identifier(bound.entry["USER"])))
    path = backup_write(bound, tmp_path, documents=tmp_path / "documents", recipients=TO, at=AT)
    assert json.loads(manifest_path(path).read_text())["tables"]["public.families_person"]["rows"] == 2


# --- What goes wrong leaves nothing behind --------------------------------------------------------------------------


def test_a_pg_dump_that_dies_leaves_nothing(live, tmp_path, monkeypatch):
    monkeypatch.setattr(backup_writing, "DUMP", ("--format=custom", "--table=no_such_table"))
    with pytest.raises(BackupError, match="pg_dump stopped, so there is no backup: no matching tables"):
        backup_write(live, tmp_path, documents=tmp_path / "documents", recipients=TO, at=AT)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(live, tmp_path, monkeypatch):
    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup_writing.Measured, "write", full)
    with pytest.raises(BackupError, match="BACKUP_FOLDER cannot be written"):
        backup_write(live, tmp_path, documents=tmp_path / "documents", recipients=TO, at=AT)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(live, tmp_path):
    with pytest.raises(BackupError, match="BACKUP_FOLDER cannot be written"):
        backup_write(
            live, tmp_path / "no" / "such" / "place", documents=tmp_path / "documents", recipients=TO, at=AT
        )


def test_a_second_backup_of_the_same_second_is_refused(live, tmp_path):
    path = backup_write(live, tmp_path, documents=tmp_path / "documents", recipients=TO, at=AT)
    before = path.read_bytes()
    with pytest.raises(BackupError, match="there already"):
        backup_write(live, tmp_path, documents=tmp_path / "documents", recipients=TO, at=AT)
    assert path.read_bytes() == before


def test_a_database_that_does_not_answer_is_told_without_its_password(tmp_path):
    away = Server(env.database_from_url("postgresql://me:open-sesame@127.0.0.1:1/nowhere"))
    with pytest.raises(BackupError, match="does not answer") as refused:
        backup_write(away, tmp_path, documents=tmp_path / "documents", recipients=TO, at=AT)
    assert "sesame" not in str(refused.value) + repr(away)


def test_a_database_without_the_portal_is_told(live, tmp_path):
    with pytest.raises(BackupError, match="run manage.py migrate first"):
        backup_write(
            Server({**live.entry, "NAME": "postgres"}),
            tmp_path,
            documents=tmp_path / "documents",
            recipients=TO,
            at=AT,
        )


def test_the_password_is_not_in_the_list_of_processes():
    entry = env.database_from_url("postgresql://me:open-sesame@db.example:5433/hubs?sslmode=verify-full")
    command, environment = Server(entry).command(Path("/bin/pg_dump"), ["--format=custom"])
    assert command == [
        "/bin/pg_dump",
        "-U",
        "me",
        "-h",
        "db.example",
        "-p",
        "5433",
        "--format=custom",
        "-d",
        "hubs",
    ]
    assert (environment["PGPASSWORD"], environment["PGSSLMODE"]) == ("open-sesame", "verify-full")


# --- Programs -------------------------------------------------------------------------------------------------------


def make_program(folder, version):
    folder.mkdir()
    path = folder / "pg_dump"
    path.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) {version}'\n")
    path.chmod(0o755)
    return path


def test_a_program_older_than_the_server_is_passed_over(tmp_path, monkeypatch):
    old = make_program(tmp_path / "old", "15.20 (Debian 15.20-0)")
    monkeypatch.setenv("PATH", f"{old.parent}:{os.environ['PATH']}")
    assert program("pg_dump", at_least=15) == old
    assert program("pg_dump", at_least=18).parent.parent.name == "pginstall"


def test_where_all_are_older_it_says_what_to_install(tmp_path, monkeypatch):
    old = make_program(tmp_path / "old", "17.2")
    monkeypatch.setenv("PATH", str(old.parent))
    monkeypatch.setattr(server, "programs", lambda: tmp_path)
    with pytest.raises(BackupError, match="version 17, older than PostgreSQL 18: install"):
        program("pg_dump", at_least=18)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BackupError, match="pg_dump was not found: install"):
        program("pg_dump", at_least=18)


# --- The command ----------------------------------------------------------------------------------------------------


def test_the_command_writes_rotates_and_names_nobody(live, folder, capsys, settings):
    folder.mkdir()
    old = folder / "familyhubs-20200101T000000Z.dump.age"
    old.touch()
    with pointed_at(live.entry["NAME"]):
        call_command("backup")
    assert not old.exists()
    assert len(list(folder.iterdir())) == 3
    out = capsys.readouterr()
    assert "Deleted 1 older than 35 days." in out.out
    assert "ERASURE_LOG is not set" in out.err
    assert not any(name in out.out + out.err for name in CANARIES)


def test_a_failed_backup_deletes_no_older_one(live, folder, settings):
    settings.BACKUP_RECIPIENT = []
    folder.mkdir()
    old = folder / "familyhubs-20200101T000000Z.dump.age"
    old.touch()
    with pointed_at(live.entry["NAME"]), pytest.raises(CommandError, match="BACKUP_RECIPIENT") as refused:
        call_command("backup")
    assert refused.value.returncode == 1
    assert old.exists()


def test_the_commands_sign_in_as_the_owner_of_the_database():
    for command in ("backup", "restore_check"):
        assert env.database_role(["manage.py", command]) == "owner"
