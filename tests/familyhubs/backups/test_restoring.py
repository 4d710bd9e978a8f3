"""A backup is restored into a fresh PostgreSQL and compared with the database it was made from, row for row."""

import hashlib
import json
import re
import threading

import psycopg
import pyrage
import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Team
from familyhubs.backups import BackupError
from familyhubs.backups.checking import backup_check
from familyhubs.backups.contents import contents, differences
from familyhubs.backups.folder import manifest_path
from familyhubs.backups.server import Server
from familyhubs.postgres import EmbeddedPostgres
from tests.database import as_owner
from tests.familyhubs.backups.marks import CANARIES, KEY


def check(path, folder, **options):
    call_command("restore_check", str(path), identity=folder.parent / "key.txt", **options)


def every_row(server):
    """Every row of every table of the portal as PostgreSQL writes it, in order."""
    with server.connect() as link:
        names = link.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
        ).fetchall()
        return {
            name: [row for (row,) in link.execute(f'SELECT t::text FROM public."{name}" t ORDER BY 1')]
            for (name,) in names
        }


def test_every_row_policy_and_grant_comes_back(live, backup, folder, fresh):
    _, differences = backup_check(backup, identity=folder.parent / "key.txt", server=fresh)
    assert differences == []
    before, after = every_row(live), every_row(fresh)
    assert before == after
    assert any(CANARIES[0] in row for row in after["families_person"])
    assert sum(CANARIES[0] in row for row in after["families_historicalperson"]) == 2
    with live.connect() as one, fresh.connect() as two:
        was, now = contents(one), contents(two)
    assert was == now
    assert was["sequences"]


def test_the_restored_database_still_keeps_people_out(backup, folder, fresh):
    backup_check(backup, identity=folder.parent / "key.txt", server=fresh)
    with fresh.connect() as link:
        unforced = link.execute(
            "SELECT count(*) FROM pg_class WHERE relname ~ '^(families|contacts)_(historical)?(person|contact)$'"
            " AND NOT (relrowsecurity AND relforcerowsecurity)"
        ).fetchone()
        assert unforced == (0,)
        link.execute("SET row_security = on; SET ROLE familyhubs_web")
        assert link.execute("SELECT count(*) FROM public.families_person").fetchone() == (0,)
        link.execute(
            "SET ROLE familyhubs_worker; SET search_path = public; BEGIN; SELECT name_actor('system:test')"
        )
        assert link.execute("SELECT count(*) FROM families_person").fetchone() == (2,)


def test_the_command_restores_into_a_server_of_its_own_and_says_so(backup, folder, capsys):
    check(backup, folder)
    said = capsys.readouterr().out
    assert "can be restored" in said
    assert re.search(r"All [\d,]+ rows of \d+ tables are as they were", said)
    assert not any(name in said for name in CANARIES)


def test_a_named_database_is_used_and_left_restored(backup, folder, tmp_path, settings):
    with EmbeddedPostgres(tmp_path / "other", durable=False) as other:
        other.create_database("kept")
        settings.RESTORE_DATABASE_URL = other.url("kept")
        check(backup, folder)
        with psycopg.connect(other.url("kept")) as link:
            assert link.execute("SELECT count(*) FROM families_person").fetchone() == (2,)
        with pytest.raises(CommandError, match="has tables already"):
            check(backup, folder)


def test_an_address_to_restore_into_that_is_none_is_told_without_its_password(backup, folder, settings):
    settings.RESTORE_DATABASE_URL = "mysql://me:open-sesame@db/hubs"
    with pytest.raises(CommandError, match="RESTORE_DATABASE_URL must start with postgresql://") as refused:
        check(backup, folder)
    assert "sesame" not in str(refused.value)


def test_counts_and_dump_are_of_one_moment_whoever_writes_meanwhile(own_database, folder, fresh):
    live, stop = Server(connection.settings_dict), threading.Event()

    def write():
        with live.connect() as link:
            while not stop.is_set():
                link.execute(
                    "INSERT INTO public.django_content_type (app_label, model) VALUES ('t', gen_random_uuid()::text)"
                )

    writer = threading.Thread(target=write)
    writer.start()
    try:
        call_command("backup", verbosity=0)
    finally:
        stop.set()
        writer.join()
    backup = next(folder.glob("*.dump.age"))
    assert backup_check(backup, identity=folder.parent / "key.txt", server=fresh)[1] == []


# --- What a difference looks like -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("DELETE FROM public.families_historicalperson", "public.families_historicalperson has 0 rows"),
        ("UPDATE public.families_person SET given_name = 'X'", "public.families_person has the right number of rows"),
        ("ALTER TABLE public.families_person NO FORCE ROW LEVEL SECURITY", "public.families_person differs in"),
        ("ALTER TABLE public.families_person DISABLE ROW LEVEL SECURITY", "public.families_person differs in"),
        ("DROP POLICY staff ON public.families_person", "public.families_person differs in"),
        ("GRANT DELETE ON public.families_historicalperson TO familyhubs_web", "families_historicalperson differs in"),
        ("DROP TABLE public.cache_entries", "The table public.cache_entries is missing"),
        ("CREATE TABLE public.extra (a int)", "The table public.extra is not in the backup"),
        ("ALTER FUNCTION public.family_is_known(uuid) OWNER TO postgres", "function family_is_known"),
    ],
)  # fmt: skip
def test_a_difference_is_told_in_a_sentence(live, change, sentence):
    with live.connect() as link, link.transaction(force_rollback=True):
        link.execute("SET session_replication_role = replica")
        before = contents(link)
        assert list(differences(before, before)) == []
        link.execute(change)
        told = list(differences(before, contents(link)))
    assert len(told) == 1
    assert sentence in told[0]


@pytest.mark.parametrize(("now", "told"), [(9, ["The sequence s is behind: it would give out numbers that are taken."]),
                                           (10, []), (11, [])])  # fmt: skip
def test_a_sequence_may_be_ahead_and_never_behind(now, told):
    nothing = {"tables": {}, "objects": {}}
    assert list(differences(nothing | {"sequences": {"s": 10}}, nothing | {"sequences": {"s": now}})) == told


def test_a_difference_ends_the_command_with_exit_code_1(backup, folder):
    path = manifest_path(backup)
    manifest = json.loads(path.read_text())
    manifest["tables"]["public.families_person"]["rows"] += 1
    path.write_text(json.dumps(manifest))
    with pytest.raises(CommandError, match="families_person has 2 rows; the backup says 3") as refused:
        check(backup, folder)
    assert refused.value.returncode == 1


# --- What cannot be restored ----------------------------------------------------------------------------------------


def resealed(backup):
    """Let the manifest agree with a changed file, so that age alone is left to find it out."""
    manifest = json.loads(manifest_path(backup).read_text())
    data = backup.read_bytes()
    manifest |= {"size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    manifest_path(backup).write_text(json.dumps(manifest))


def altered(backup):
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)


def cut_off(backup):
    backup.write_bytes(backup.read_bytes()[:-20])


@pytest.mark.parametrize(("damage", "sentence"), [(altered, "altered after"), (cut_off, "cut off")])
def test_a_damaged_file_is_refused(backup, folder, damage, sentence):
    damage(backup)
    with pytest.raises(CommandError, match=sentence):
        check(backup, folder)
    resealed(backup)
    with pytest.raises(CommandError, match="damaged: age cannot decrypt"):
        check(backup, folder)


def test_another_key_does_not_open_it(backup, folder):
    (folder.parent / "key.txt").write_text(str(pyrage.x25519.Identity.generate()))
    with pytest.raises(CommandError, match="This key does not open the backup"):
        check(backup, folder)


@pytest.mark.parametrize(
    "text",
    ["", "# only a comment\n", str(KEY.to_public()), "\xff"],
    ids=["empty", "comment", "public", "bytes"],
)
def test_a_file_without_a_private_key_is_refused(backup, folder, text):
    (folder.parent / "key.txt").write_text(text, encoding="latin-1" if text == "\xff" else "utf-8")
    with pytest.raises(CommandError, match="holds no private key"):
        check(backup, folder)


def test_a_backup_of_a_newer_version_is_refused(backup, folder):
    path = manifest_path(backup)
    manifest = json.loads(path.read_text())
    manifest["migrations"].append("accounts 9999_from_next_year")
    path.write_text(json.dumps(manifest))
    with pytest.raises(CommandError, match=r"newer version of the portal \(accounts 9999_from_next_year"):
        check(backup, folder)


@pytest.mark.parametrize("what", ["gone", "not json", "{}"])
def test_without_its_manifest_a_backup_is_refused(backup, folder, what):
    if what == "gone":
        manifest_path(backup).unlink()
    else:
        manifest_path(backup).write_text(what)
    with pytest.raises(CommandError, match="manifest .* is not beside the backup, or is damaged"):
        check(backup, folder)


def test_a_file_that_is_not_there_is_refused(folder):
    folder.mkdir()
    (folder.parent / "key.txt").write_text(str(KEY))
    with pytest.raises(CommandError, match="no backup of that name"):
        check(folder / "familyhubs-20260101T000000Z.dump.age", folder)


def test_a_row_that_postgresql_refuses_is_not_quoted(own_database, folder, fresh):
    with as_owner(), connection.cursor() as cursor:
        Team.objects.create(name=f"Team {CANARIES[0]}")
        # A check that calls itself kept, and is not: PostgreSQL quotes the row when it finds out.
        cursor.execute(
            "ALTER TABLE accounts_team ADD CONSTRAINT not_this CHECK (name NOT LIKE 'Team%') NOT VALID;"
            "UPDATE pg_constraint SET convalidated = true WHERE conname = 'not_this'"
        )
    call_command("backup", verbosity=0)
    with pytest.raises(BackupError, match="stopped at the table accounts_team") as refused:
        backup_check(next(folder.glob("*.dump.age")), identity=folder.parent / "key.txt", server=fresh)
    assert "Quillfeather" not in str(refused.value)
