"""The whole drill: a backup, a destruction after it, a disaster, a restore, and the destruction once more."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from cases.documents.models import DocumentVersion
from cases.documents.tasks import clean_folder
from cases.families.models import Family, HealthNeed
from familyhubs.backups.server import Server
from retention import tasks
from retention.models import DisposalRegister
from tests.database import as_owner, as_worker, pointed_at
from tests.factories.accounts import make_council
from tests.factories.documents import make_document
from tests.factories.families import make_family
from tests.factories.privacy import make_request
from tests.factories.retention import approve_schedule, approved_list, make_old_family
from tests.factories.rights import make_decision

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


def needs():
    """What is written of needs, earlier versions included."""
    with as_owner():
        return {
            row
            for model in (HealthNeed, HealthNeed.history.model)
            for row in model.objects.values_list("description", flat=True)
        }


def test_what_somebody_had_erased_does_not_come_back_and_what_was_written_since_stays(
    empty, folder, tmp_path, settings
):
    settings.ERASURE_LOG = str(tmp_path / "erasures")
    settings.DOCUMENT_FOLDER = str(tmp_path / "documents")
    with as_owner():
        council = make_council()
        first, second = council.information_officer, council.records_officer
        child, other = (make_family(council.north_hub).person for _ in range(2))
        request = make_request(child, first, right="erasure")
        decision = make_decision(
            request, first, right="erasure", ground="not_needed", needs_second=True,
            chosen={"kinds": ["families.HealthNeed"]}, agreed_by=second, agreed_at=LONG_AGO,
        )  # fmt: skip
        decision.is_granted = False
        decision.save_by(by=None, reason="So that the backup has it as refused")
        for person, words in ((child, "asthma"), (child, "removed"), (other, "somebody else’s")):
            need = HealthNeed(person=person, kind="health", description=f"{words} before")
            need.save_by(by=None, reason="Said")
            need.description = words
            need.save_by(by=None, reason="Corrected")
            if words == "removed":
                need.delete_by(by=None, reason="Entered twice")
    call_command("backup")
    with as_owner():
        decision.is_granted = True
        decision.save_by(by=None, reason="Granted")
    with as_worker():
        tasks.carry_out_erasures()
    assert needs() == {"somebody else’s before", "somebody else’s"}
    (log,) = (tmp_path / "erasures").iterdir()
    assert "asthma" not in log.read_text()

    host, user = connection.settings_dict["HOST"], connection.settings_dict["USER"]
    settings.RESTORE_DATABASE_URL = f"postgresql:///{empty}?host={host}&user={user}"
    (backup,) = folder.glob("*.dump.age")
    call_command(
        "restore_check", str(backup), identity=tmp_path / "key.txt", documents=tmp_path / "documents_back"
    )
    with pointed_at(empty):
        assert {"asthma before", "asthma", "removed before", "removed"} < needs()
        with as_owner():
            HealthNeed(person=child, kind="health", description="written since").save_by(
                by=None, reason="Said"
            )
        for _ in range(2):
            with as_worker():
                call_command("replay_erasures")
            assert needs() == {"somebody else’s before", "somebody else’s", "written since"}
        with as_owner():
            register = DisposalRegister.objects.get()
            assert register.rules == {"erasure granted to a person": 1}


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
