"""Management notes, audits by chance, hand-overs and work opened again."""

import datetime
import re

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.families.chronology import latest
from cases.families.models import Involvement
from cases.oversight.actions import audits_draw
from cases.oversight.models import HandOver, OversightNote
from tests.cases.contacts.typing_in import date_parts, errors
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family, make_person
from tests.factories.oversight import make_audit, make_closed_work, make_note
from tests.page_client import PageClient

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
OUR_OWN = re.compile(r"FROM \"(families|contacts|texts|oversight|accounts)_")
GRADES = dict.fromkeys(
    (
        "voice_grade",
        "assessment_grade",
        "plan_grade",
        "recording_grade",
        "supervision_grade",
        "overall_grade",
    ),
    "good",
)


def url(name, file, **ids):
    return reverse(f"oversight:{name}", kwargs={"family_id": file.family.pk, **ids})


def version(row):
    with as_owner():
        return str(row.history.latest().history_id)


def words(answer):
    return " ".join(re.sub("<[^>]+>", " ", answer.content.decode()).split())


def test_what_the_manager_writes_the_worker_reads_and_the_chronology_shows(manager, council, file):
    typed = {"kind": "decision", "words": "We keep visiting.", "next_actions": "Ring the school."}
    answer = manager.post(url("note_add", file), typed | date_parts("talked_on", TODAY))
    assert answer.status_code == 302
    worker = PageClient()
    worker.force_login(council.hub_worker)
    assert "We keep visiting." in words(worker.get(url("file", file)))
    chronology = words(worker.get(reverse("contacts:chronology", args=[file.family.pk])))
    assert "Management decision" in chronology
    assert "What happens next: Ring the school." in chronology


def test_a_note_without_words_keeps_what_was_typed_and_writes_nothing(manager, file):
    answer = manager.post(url("note_add", file), {"kind": "decision", "next_actions": "Ring the school."})
    assert set(errors(answer)) == {"talked_on", "words"}
    assert "Ring the school." in answer.content.decode()
    with as_owner():
        assert not OversightNote.objects.exists()


def test_a_worker_writes_no_management_note_past_the_page_either(council, file):
    with acting_as(council.hub_worker), pytest.raises(DatabaseError, match="row-level"), transaction.atomic():
        make_note(file.family, council.hub_worker)


def test_a_manager_corrects_their_own_note_and_nobody_elses(manager, council, file):
    with as_owner():
        theirs, own = make_note(file.family, council.yj_officer), make_note(file.family, council.hub_manager)
    refused = manager.get(url("note_correct", file, note_id=theirs.pk))
    assert refused.status_code == 403
    assert "A note is corrected by whoever wrote it." in refused.content.decode()
    typed = {"kind": "supervision", "words": "Put right", "why": "correction", "version": version(own)}
    typed |= date_parts("talked_on", TODAY)
    assert manager.post(url("note_correct", file, note_id=own.pk), typed).status_code == 302
    again = manager.post(url("note_correct", file, note_id=own.pk), typed | {"words": "Put right twice"})
    assert again.status_code == 409
    assert "Put right twice" in again.content.decode()
    with as_owner():
        own.refresh_from_db()
        assert own.words == "Put right"
        assert own.history.count() == 2


def test_files_are_drawn_by_chance_but_never_ones_own_or_what_was_audited_lately(council, file):
    with as_owner():
        families = [make_family(council.north_hub, name=f"Family {n}").family.pk for n in range(6)]
        mine = make_family(council.north_hub, allocated_to=council.hub_manager).family.pk
        lately = make_family(council.north_hub)
        make_audit(
            lately.family,
            council.hub_manager,
            drawn_on=TODAY - 30 * DAY,
            done_on=TODAY,
            strengths="x",
            **GRADES,
        )
        elsewhere = make_family(council.south_hub).family.pk
    with acting_as(council.hub_manager):
        drawn = audits_draw(by=council.hub_manager, count=20, today=TODAY, seed=7)
    keys = {audit.family_id for audit in drawn}
    assert keys == {*families, file.family.pk}
    assert not keys & {mine, lately.family.pk, elsewhere}
    assert {audit.auditor for audit in drawn} == {council.hub_manager}


def test_the_page_draws_as_many_as_there_are_and_says_so(manager, file):
    answer = manager.post(reverse("oversight:audits"), {"count": "3"}, follow=True)
    assert "1 file drawn, because there are no more to draw" in words(answer)
    nothing = manager.post(reverse("oversight:audits"), {"count": "3"}, follow=True)
    assert "No file was drawn" in words(nothing)
    assert "must be 20 or fewer" in words(manager.post(reverse("oversight:audits"), {"count": "21"}))


def test_a_grade_below_good_says_what_should_change(manager, council, file):
    with as_owner():
        audit = make_audit(file.family, council.hub_manager)
    typed = GRADES | {"strengths": "The child is on every page", "version": version(audit)}
    weak = manager.post(url("audit", file, audit_id=audit.pk), typed | {"plan_grade": "inadequate"})
    assert set(errors(weak)) == {"improvements"}
    assert manager.post(url("audit", file, audit_id=audit.pk), typed).status_code == 302
    with as_owner():
        audit.refresh_from_db()
        assert (audit.done_on, audit.overall_grade) == (TODAY, "good")
    again = manager.get(url("audit", file, audit_id=audit.pk), follow=True)
    assert "finished already" in words(again)


def test_only_its_auditor_grades_a_file(manager, council, file):
    with as_owner():
        audit = make_audit(file.family, council.yj_officer)
    assert manager.get(url("audit", file, audit_id=audit.pk)).status_code == 403


def test_postgresql_takes_no_finished_audit_without_grades(council, file):
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        make_audit(file.family, council.hub_manager, done_on=TODAY)


def stepped(file, **answers):
    return {
        "direction": "step_down", "organisation": "Example Primary", "reasons": "Mornings are calm",
        "passed_on": "The plan", "family_view": "agrees", "version": version(file.involvement),
    } | date_parts("handed_on", TODAY) | answers  # fmt: skip


def test_stepping_down_closes_the_work_and_keeps_what_was_passed_on(page, council, file):
    page.force_login(council.hub_worker)
    there = url("step", file, involvement_id=file.involvement.pk)
    assert page.post(there, stepped(file)).status_code == 302
    with as_owner():
        file.involvement.refresh_from_db()
        assert (file.involvement.end_reason, file.involvement.ended_on) == ("step_down", TODAY)
        assert HandOver.objects.get().organisation == "Example Primary"
    assert "Example Primary" in words(page.get(url("file", file)))
    assert "closed already" in words(page.post(there, stepped(file), follow=True))


def test_nobody_is_stepped_down_behind_their_back(page, council, file):
    page.force_login(council.hub_worker)
    there = url("step", file, involvement_id=file.involvement.pk)
    answer = page.post(there, stepped(file, family_view="not_told"))
    assert set(errors(answer)) == {"family_view"}
    with as_owner():
        file.involvement.refresh_from_db()
        assert file.involvement.ended_on is None
    with as_owner(), pytest.raises(IntegrityError), transaction.atomic():
        HandOver(
            family=file.family, involvement=file.involvement, direction="step_down", handed_on=TODAY,
            organisation="x", reasons="x", passed_on="x", family_view="not_told",
            written_by=council.hub_worker, written_at=timezone.now(),
        ).save_by(by=None, reason=REASON)  # fmt: skip


def test_closed_work_is_opened_again_once_by_the_team_that_held_it(page, council, file):
    with as_owner():
        closed = make_closed_work(file.family, council.north_hub, priority="high")
        theirs = make_closed_work(file.family, council.south_hub)
    page.force_login(council.hub_worker)
    assert page.get(url("reopen", file, involvement_id=theirs.pk)).status_code == 403
    typed = {"why": "family", "version": version(closed)} | date_parts("started_on", TODAY)
    early = date_parts("started_on", closed.ended_on - DAY)
    assert set(errors(page.post(url("reopen", file, involvement_id=closed.pk), typed | early))) == {
        "started_on"
    }
    assert page.post(url("reopen", file, involvement_id=closed.pk), typed).status_code == 302
    with as_owner():
        again = Involvement.objects.filter(team=council.north_hub, service=closed.service, ended_on=None)
        assert (again.get().started_on, again.get().priority) == (TODAY, "high")
    assert "open to this service already" in words(
        page.get(url("reopen", file, involvement_id=closed.pk), follow=True)
    )


def test_what_is_missing_is_listed_and_what_is_there_is_not(manager, council):
    child = {"date_of_birth": TODAY - datetime.timedelta(days=365 * 9)}
    with as_owner():
        make_family(
            council.north_hub,
            make_person("Ina", "Young", **child),
            name="Young",
            allocated_to=council.hub_worker,
        )
        make_family(council.south_hub, name="Faraway")
    page = words(manager.get(reverse("oversight:missing")))
    assert "Young" in page
    assert "child of school age without a school" in page
    assert "Faraway" not in page
    assert "Young" not in words(manager.get(reverse("oversight:missing"), {"gap": "no_worker"}))


@pytest.mark.parametrize("name", ["missing", "audits"])
def test_lists_ask_as_often_for_twenty_families_as_for_one(manager, council, file, name):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            manager.get(reverse(f"oversight:{name}"))
        return len([query for query in queries if OUR_OWN.search(query["sql"])])

    with as_owner():
        make_audit(file.family, council.hub_manager)
    once = asked()
    with as_owner():
        for number in range(20):
            make_audit(make_family(council.north_hub, name=f"More {number}").family, council.hub_manager)
    assert asked() == once <= 12


def test_the_home_page_of_a_manager_names_the_files_to_grade(manager, council, file):
    with as_owner():
        make_audit(file.family, council.hub_manager, drawn_on=TODAY - 30 * DAY, due_on=TODAY - DAY)
    page = words(manager.get(reverse("home")))
    assert "Audits to do" in page
    assert "Overdue" in page


def test_management_notes_do_not_push_the_last_visit_off_the_family_page(council, file):
    with as_owner():
        make_contact(file, council.hub_worker)
        for _ in range(6):
            make_note(file.family, council.hub_manager)
    with acting_as(council.hub_worker):
        assert [entry.kind for entry in latest(file.family, council.hub_worker)] == ["visit"]
