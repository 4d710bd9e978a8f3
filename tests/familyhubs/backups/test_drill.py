"""The whole drill: a backup, a destruction after it, a disaster, a restore, and the destruction once more."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from cases.documents.models import DocumentVersion
from cases.documents.tasks import clean_folder
from cases.families.models import Family
from familyhubs.backups.server import Server
from retention import tasks
from tests.database import as_owner, as_worker, pointed_at
from tests.factories.accounts import make_council
from tests.factories.documents import make_document
from tests.factories.retention import approve_schedule, approved_list, make_old_family

LONG_AGO = datetime.datetime(2015, 5, 15, 12, tzinfo=datetime.UTC)


@pytest.fixture
def empty(own_database):
    """The name of an empty database beside the live one."""
    name = f"{own_database}_restored"
    with Server({**connection.settings_dict, "NAME": "postgres"}).connect() as link:
        link.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield name
        link.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def families():
    with as_owner():
        return set(Family.objects.values_list("pk", flat=True))


def files_in(folder):
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_a_record_destroyed_after_the_backup_does_not_come_back(empty, folder, tmp_path, settings):
    settings.ERASURE_LOG = str(tmp_path / "erasures")
    settings.DOCUMENT_FOLDER = str(tmp_path / "documents")
    with as_owner():
        council = make_council()
        approve_schedule(council.admin)
        destroyed, stays = make_old_family(council), make_old_family(council, ended_on=None)
        letter, kept = (
            make_document(file, council.hub_worker, added_at=LONG_AGO, dated_on=LONG_AGO.date())
            for file in (destroyed, stays)
        )
        names = {row.document_id: row.pk.hex for row in DocumentVersion.objects.all()}
    call_command("backup")
    approved_list(council)
    with as_worker():
        tasks.destroy_approved()
        clean_folder()
    assert files_in(tmp_path / "documents") == {names[kept.pk]}
    assert families() == {stays.family.pk}

    host, user = connection.settings_dict["HOST"], connection.settings_dict["USER"]
    settings.RESTORE_DATABASE_URL = f"postgresql:///{empty}?host={host}&user={user}"
    (backup,) = folder.glob("*.dump.age")
    back = tmp_path / "back"
    call_command("restore_check", str(backup), identity=tmp_path / "key.txt", documents=back)
    assert files_in(back) == {names[letter.pk], names[kept.pk]}
    settings.DOCUMENT_FOLDER = str(back)
    with pointed_at(empty):
        assert families() == {destroyed.family.pk, stays.family.pk}
        with as_worker():
            call_command("replay_erasures")
        assert families() == {stays.family.pk}
    assert files_in(back) == {names[kept.pk]}
