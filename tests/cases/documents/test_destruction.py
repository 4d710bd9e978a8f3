"""Nothing of a file is left once its row is destroyed, and nothing else is ever destroyed."""

import datetime
import os
import time
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.actor import acting_as_system
from cases.documents.actions.cleaning import folder_clean, folder_sweep
from cases.documents.folder import file_write
from cases.documents.models import DocumentVersion, UnwantedFile
from cases.documents.queries import NotTheSystemError
from cases.documents.tasks import clean_folder, sweep_folder
from retention.actions.deletion import files_delete
from tests.cases.documents.conftest import files_in
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council
from tests.factories.documents import PDF, make_document, make_version
from tests.factories.families import make_family

AT = datetime.datetime(2026, 11, 26, tzinfo=datetime.UTC)


def test_disposal_of_a_family_destroys_its_files_and_no_others(council: Council, folder: Path) -> None:
    with as_owner():
        doomed, stays = make_family(council.north_hub, name="Doomed"), make_family(council.north_hub)
        gone = make_document(doomed, council.hub_worker, content=PDF + b"% canary of the doomed")
        make_version(gone, council.hub_worker, number=2, content=PDF + b"% canary two")
        kept = make_document(stays, council.hub_worker).versions.get()
    assert len(files_in(folder)) == 3
    with as_worker():
        with acting_as_system("retention"):
            people = [person.pk for person in doomed.people]
            counts = files_delete(families=[doomed.family.pk], people=people, at=AT)
        assert counts["documents_documentversion"] == 2
        clean_folder()
        assert [path.name for path in files_in(folder)] == [kept.pk.hex]
        assert not UnwantedFile.objects.exists()
    with as_owner():
        assert DocumentVersion.objects.get() == kept
        assert not DocumentVersion.history.exclude(id=kept.pk).exists()


def test_a_destruction_that_is_undone_leaves_every_file(council: Council, folder: Path) -> None:
    with as_owner():
        version = make_document(make_family(council.north_hub), council.hub_worker).versions.get()
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM documents_documentversion WHERE id = %s", [version.pk])
            transaction.set_rollback(True)
    with as_worker():
        clean_folder()
    assert len(files_in(folder)) == 1


def test_what_stopped_halfway_is_done_again(council: Council, folder: Path) -> None:
    with as_owner():
        UnwantedFile.objects.create(id=uuid.uuid4(), since=AT)  # its file is gone already
    with as_worker(), acting_as_system("documents"):
        assert not folder_clean()
        assert not UnwantedFile.objects.exists()


def test_the_sweep_takes_what_nobody_knows_and_is_old_and_nothing_else(
    council: Council, folder: Path
) -> None:
    with as_owner():
        known = make_document(make_family(council.north_hub), council.hub_worker).versions.get()
    lost, under_way = uuid.uuid4(), uuid.uuid4()
    file_write(lost, PDF)
    file_write(under_way, PDF)
    half = folder / lost.hex[:2] / f"{uuid.uuid4().hex}.part"
    half.write_bytes(PDF)
    stranger = folder / lost.hex[:2] / "README"
    stranger.write_text("not ours")
    for path in files_in(folder):
        if path.name != under_way.hex:
            os.utime(path, times=(time.time() - 2 * 24 * 3600,) * 2)
    with as_worker():
        sweep_folder()
    assert {path.name for path in files_in(folder)} == {known.pk.hex, under_way.hex, "README"}


def test_the_sweep_refuses_to_run_as_anybody_to_whom_rows_are_hidden(council: Council, folder: Path) -> None:
    file_write(uuid.uuid4(), PDF)
    with pytest.raises(NotTheSystemError):
        folder_sweep(older_than=-1)
    assert len(files_in(folder)) == 1


def test_an_upload_that_fails_after_its_row_leaves_no_file(
    council: Council, folder: Path, monkeypatch: Any
) -> None:
    monkeypatch.setattr(os, "fsync", _full)
    with pytest.raises(Exception, match="No space"):
        file_write(uuid.uuid4(), PDF)
    assert not files_in(folder)


def _full(file: int) -> None:
    raise OSError(28, "No space left on device")
