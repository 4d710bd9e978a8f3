"""The files of documents are in the backup, encrypted, and come back as they were, or the check says what is wrong."""

import json
import stat
import uuid
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cases.documents.folder import file_destroy, file_read, file_write, place_in
from cases.documents.models import DocumentVersion
from familyhubs.backups.folder import documents_path, manifest_path
from tests.database import as_owner
from tests.factories.accounts import make_council
from tests.factories.documents import make_document, make_version
from tests.factories.families import make_family
from tests.familyhubs.backups.marks import CANARIES

LETTER = f"%PDF-1.7 A letter about {CANARIES[0]}".encode()


@pytest.fixture
def versions(own_database, settings, tmp_path):
    """Two versions of a document on file, and half an upload that no row names."""
    settings.DOCUMENT_FOLDER = str(tmp_path / "documents")
    with as_owner():
        council = make_council()
        document = make_document(make_family(council.north_hub), council.hub_worker)
        make_version(document, council.hub_worker, content=LETTER, number=2)
        file_write(uuid.uuid4(), b"an upload that failed")
        return {row.pk: row for row in DocumentVersion.objects.all()}


@pytest.fixture
def written(versions, folder):
    """The backup of them."""
    call_command("backup")
    (backup,) = folder.glob("*.dump.age")
    return backup


def check(backup, **options):
    call_command("restore_check", str(backup), identity=backup.parent.parent / "key.txt", **options)


def said(backup):
    return json.loads(manifest_path(backup).read_text())["documents"]


def test_every_file_that_is_on_file_comes_back_as_it_was(versions, written, tmp_path, settings, capsys):
    assert len(versions) == 2
    check(written, documents=tmp_path / "back")
    assert "The files of 2 documents are what was added; 0 were missing." in capsys.readouterr().out
    assert sum(path.is_file() for path in (tmp_path / "back").rglob("*")) == 2
    settings.DOCUMENT_FOLDER = str(tmp_path / "back")
    found = [file_read(key, digest=row.digest) for key, row in versions.items()]
    assert LETTER in found
    for key in versions:
        assert stat.S_IMODE(place_in(tmp_path / "back", key).stat().st_mode) == 0o600


def test_nobody_without_the_private_key_reads_a_file(written):
    archive = documents_path(written)
    assert archive.read_bytes().startswith(b"age-encryption.org/v1")
    assert CANARIES[0].encode() not in archive.read_bytes()
    assert stat.S_IMODE(archive.stat().st_mode) == 0o600


def test_the_drill_writes_no_file(written, settings):
    before = set(written.parent.parent.rglob("*"))
    check(written)
    assert set(written.parent.parent.rglob("*")) == before


def test_a_file_that_is_gone_is_told_and_backed_up_around(versions, folder, capsys):
    file_destroy(next(iter(versions)))
    call_command("backup")
    assert "The files of 1 documents are not in DOCUMENT_FOLDER." in capsys.readouterr().err
    (backup,) = folder.glob("*.dump.age")
    assert (said(backup)["files"], said(backup)["missing"]) == (1, 1)
    check(backup)


def test_without_the_folder_there_is_no_backup(versions, folder, settings, tmp_path):
    settings.DOCUMENT_FOLDER = str(tmp_path / "elsewhere")
    with pytest.raises(CommandError, match="DOCUMENT_FOLDER is not there, and the database names 2 files"):
        call_command("backup")
    assert list(folder.iterdir()) == []


def test_a_file_altered_on_the_disk_is_told_and_not_put_back(versions, folder, settings, tmp_path):
    (key, *_) = versions
    place_in(Path(settings.DOCUMENT_FOLDER), key).write_bytes(b"something else")
    call_command("backup")
    (backup,) = folder.glob("*.dump.age")
    with pytest.raises(CommandError, match="1 documents of the backup are not what was added"):
        check(backup, documents=tmp_path / "back")
    assert not place_in(tmp_path / "back", key).exists()


def test_a_file_lost_on_the_way_is_told(written):
    manifest = json.loads(manifest_path(written).read_text())
    manifest["documents"]["missing"] = -1
    manifest_path(written).write_text(json.dumps(manifest))
    with pytest.raises(CommandError, match="The files of 1 documents are missing"):
        check(written)


@pytest.mark.parametrize("cut", [0, -20])
def test_a_damaged_archive_is_refused(written, cut):
    archive = documents_path(written)
    data = bytearray(archive.read_bytes())
    data[len(data) // 2] ^= 1
    archive.write_bytes(data[:cut] if cut else data)
    with pytest.raises(CommandError, match=r"documents\.age (was altered|is cut off)"):
        check(written)
    archive.unlink()
    with pytest.raises(CommandError, match="The documents are not beside the backup"):
        check(written)


def test_files_are_never_mixed_with_others(written, tmp_path):
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "mine.txt").touch()
    with pytest.raises(CommandError, match="has files already: give an empty one"):
        check(written, documents=tmp_path / "back")


def test_a_backup_of_an_older_version_says_that_it_has_no_documents(written, tmp_path, capsys):
    manifest = json.loads(manifest_path(written).read_text())
    del manifest["documents"]
    manifest_path(written).write_text(json.dumps(manifest))
    check(written)
    assert "has no documents in it" in capsys.readouterr().out
    with pytest.raises(CommandError, match="has no documents in it"):
        check(written, documents=tmp_path / "back")
