"""A database worth backing up, one backup of it, and a server that has never heard of the portal."""

import datetime
import shutil

import pytest
from django.db import connection

from familyhubs.backups.checking import fresh_server
from familyhubs.backups.folder import documents_path, manifest_path
from familyhubs.backups.server import Server
from familyhubs.backups.writing import backup_write
from tests.database import as_owner, copied_database, pointed_at
from tests.factories.accounts import make_council
from tests.factories.families import make_family, make_person
from tests.familyhubs.backups.marks import CANARIES, KEY


@pytest.fixture(scope="module")
def live(django_db_setup, django_db_blocker):
    """A database with a council and two families in it, and earlier versions of them, all committed."""
    name = f"{connection.settings_dict['NAME']}_live"
    with django_db_blocker.unblock(), copied_database(name):
        with pointed_at(name), as_owner():
            council = make_council()
            for given_name in CANARIES:
                person = make_person(given_name=given_name)
                make_family(council.north_hub, person)
                person.save_by(by=council.hub_worker, reason="Checked against the birth certificate")
            entry = dict(connection.settings_dict)
        yield Server(entry)


@pytest.fixture(scope="module")
def made(live, tmp_path_factory):
    """One backup of it; tests have copies."""
    at = datetime.datetime(2026, 11, 25, 1, 30, tzinfo=datetime.UTC)
    folder = tmp_path_factory.mktemp("made")
    return backup_write(
        live, folder, documents=folder / "documents", recipients=[str(KEY.to_public())], at=at
    )


@pytest.fixture
def folder(tmp_path, settings):
    """Where backups go; the private key is in `key.txt` beside it."""
    settings.BACKUP_FOLDER = str(tmp_path / "backups")
    settings.BACKUP_RECIPIENT = [str(KEY.to_public())]
    (tmp_path / "key.txt").write_text(f"# created: today\n# public key: …\n{KEY}\n")
    return tmp_path / "backups"


@pytest.fixture
def backup(made, folder):
    """A copy of the backup, to check or to damage."""
    folder.mkdir(mode=0o700)
    for path in (made, documents_path(made), manifest_path(made)):
        shutil.copy(path, folder)
    return folder / made.name


@pytest.fixture
def fresh(tmp_path):
    """An empty database of a server that has never heard of the portal."""
    with fresh_server(tmp_path / "server") as server:
        yield server
