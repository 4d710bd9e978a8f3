"""An information officer logs a request, watches its clock, collects the pack and closes it."""

import datetime
import io
import json
import re
from typing import Any

import pypdf
import pytest
import time_machine
from django.urls import reverse

from cases.families.models import Person
from privacy.actions.requests import PausesNothing, event_add
from privacy.models import DataRequest, Pack, RequestEvent
from privacy.models.data_request import PackState
from privacy.rules.clock import events_of
from privacy.rules.deadline import request_deadline
from privacy.tasks import collect_pack, collect_waiting_packs
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council
from tests.factories.families import make_family, make_person
from tests.factories.privacy import make_request
from tests.page_client import PageClient

FORM = {
    "right": "access",
    "received_on_day": "10",
    "received_on_month": "3",
    "received_on_year": "2027",
    "channel": "email",
    "asked_by": "self",
    "asker_name": "Robin Example",
}


@pytest.fixture(autouse=True)
def in_march() -> Any:
    with time_machine.travel(datetime.datetime(2027, 3, 20, 10, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def subject(council: Council) -> Person:
    with as_owner():
        return make_family(council.north_hub, make_person(date_of_birth=datetime.date(2010, 5, 1))).person


@pytest.fixture
def officer(council: Council, page: PageClient) -> PageClient:
    page.force_login(council.information_officer)
    return page


def test_a_request_is_logged_about_a_person_by_index_card_alone(officer: PageClient, subject: Person) -> None:
    address = reverse("privacy:request_new", args=[subject.pk])
    shown = officer.get(address).content.decode()
    assert "Robin Example" in shown
    assert "2010" in shown
    assert "1 May 2010" not in shown
    answer = officer.post(address, FORM)
    assert answer.status_code == 302
    with as_owner():
        logged = DataRequest.objects.get()
    assert logged.subject_id == subject.pk
    assert "Saturday 10 April" not in officer.get(answer.url).content.decode()
    assert "Monday 12 April 2027" in officer.get(answer.url).content.decode()


@pytest.mark.parametrize("persona", ["hub_worker", "hub_manager", "records_officer", "admin"])
def test_nobody_else_opens_requests(
    council: Council, page: PageClient, subject: Person, persona: str
) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer)
    page.force_login(council.personas()[persona])
    assert page.get(reverse("privacy:requests")).status_code == 403
    assert page.get(reverse("privacy:request", args=[request.pk])).status_code == 403
    assert page.get(reverse("privacy:request_new", args=[subject.pk])).status_code == 403


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"received_on_day": "31", "received_on_month": "2"}, "must be a real date"),
        ({"received_on_year": "2031"}, "must be today or in the past"),
        ({"right": ""}, "Select what they want"),
        ({"right": "complaint"}, "Select an answer to “What do they want?”"),
        ({"channel": ""}, "Select"),
        ({"asker_name": "x" * 201}, "200"),
        ({"asked_by": "parent"}, "Say what shows that they may ask"),
    ],
)
def test_a_bad_request_form_keeps_what_was_typed_and_logs_nothing(
    officer: PageClient, subject: Person, change: dict[str, str], message: str
) -> None:
    answer = officer.post(
        reverse("privacy:request_new", args=[subject.pk]), FORM | {"details": "All of my file"} | change
    )
    assert answer.status_code == 200
    assert message in answer.content.decode()
    assert "All of my file" in answer.content.decode()
    with as_owner():
        assert not DataRequest.objects.exists()


def test_the_due_date_moves_with_the_events(officer: PageClient, council: Council, subject: Person) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer)
    events = reverse("privacy:request_event", args=[request.pk])
    for kind, day in (("clarification_asked", "15"), ("clarification_answered", "19")):
        fields = {"kind": kind, "happened_on_day": day, "happened_on_month": "3", "happened_on_year": "2027"}
        assert officer.post(events, fields).status_code == 302
        if kind == "clarification_asked":
            assert "Paused" in officer.get(reverse("privacy:request", args=[request.pk])).content.decode()
    assert (
        "Thursday 15 April 2027"
        in officer.get(reverse("privacy:request", args=[request.pk])).content.decode()
    )


def test_an_answer_without_its_question_is_refused_beside_the_field(
    officer: PageClient, council: Council, subject: Person
) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer)
    answer = officer.post(
        reverse("privacy:request_event", args=[request.pk]),
        {
            "kind": "clarification_answered",
            "happened_on_day": "12",
            "happened_on_month": "3",
            "happened_on_year": "2027",
        },
    )
    assert "without the question" in answer.content.decode()
    with as_owner():
        assert request.events.count() == 0


def test_the_pack_is_collected_previewed_downloaded_and_the_request_closed(
    officer: PageClient, council: Council, subject: Person, django_capture_on_commit_callbacks: Any
) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer)
    here = reverse("privacy:request", args=[request.pk])
    assert "Nothing is collected yet" in officer.get(here).content.decode()
    officer.post(reverse("privacy:pack_new", args=[request.pk]))
    with as_owner():
        pack = Pack.objects.get()
    progress = officer.get(reverse("privacy:pack_progress", args=[request.pk, pack.pk])).json()
    assert progress["state"] == "waiting"
    assert progress["total"] > 10
    assert officer.get(reverse("privacy:pack_pdf", args=[request.pk, pack.pk])).status_code == 404
    with as_worker():
        collect_waiting_packs()
    with as_owner():
        pack.refresh_from_db()
    assert pack.state == PackState.READY
    assert pack.done == pack.total
    assert (
        "Robin" in officer.get(reverse("privacy:pack_preview", args=[request.pk, pack.pk])).content.decode()
    )
    data = json.loads(officer.get(reverse("privacy:pack_json", args=[request.pk, pack.pk])).content)
    assert data["title"] == "Information we hold about Robin Example"
    document = officer.get(reverse("privacy:pack_pdf", args=[request.pk, pack.pk]))
    reader = pypdf.PdfReader(io.BytesIO(document.content))
    assert reader.metadata is not None
    assert "Robin" in "".join(found.extract_text() for found in reader.pages)
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - pypdf wraps the value
    assert b"pdfuaid:part" in document.content or "pdfuaid" in str(reader.xmp_metadata.rdf_root.toxml())
    assert "Robin" not in document.headers["Content-Disposition"]
    closing = {"sent_on_day": "20", "sent_on_month": "3", "sent_on_year": "2027", "sent_how": "Secure link"}
    assert officer.post(reverse("privacy:request_answered", args=[request.pk]), closing).status_code == 302
    with as_owner():
        request.refresh_from_db()
    assert request.closed_on == datetime.date(2027, 3, 20)


def test_a_closed_request_keeps_the_day_its_answer_was_sent(
    officer: PageClient, council: Council, subject: Person
) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer)
    closing = {"sent_on_day": "18", "sent_on_month": "3", "sent_on_year": "2027", "sent_how": "Secure link"}
    address = reverse("privacy:request_answered", args=[request.pk])
    officer.post(address, closing)
    again = officer.post(address, closing | {"sent_on_day": "20", "sent_how": "Letter"}, follow=True)
    assert "is closed already. Nothing was changed" in again.content.decode()
    event = {"kind": "extended", "note": "Many files"}
    event |= {f"happened_on_{part}": closing[f"sent_on_{part}"] for part in ("day", "month", "year")}
    noted = officer.post(reverse("privacy:request_event", args=[request.pk]), event, follow=True)
    assert "is closed already. Nothing was changed" in noted.content.decode()
    with as_owner():
        request.refresh_from_db()
        assert (request.closed_on, request.sent_how) == (datetime.date(2027, 3, 18), "Secure link")
        assert not request.events.exists()


def test_collecting_twice_gives_one_pack_and_a_dead_worker_is_taken_over(
    officer: PageClient, council: Council, subject: Person
) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer)
    officer.post(reverse("privacy:pack_new", args=[request.pk]))
    officer.post(reverse("privacy:pack_new", args=[request.pk]))
    with as_owner():
        pack = Pack.objects.get()
        Pack.objects.update(
            state=PackState.COLLECTING, worked_at=datetime.datetime(2027, 3, 20, 9, tzinfo=datetime.UTC)
        )
    with as_worker():
        collect_pack(str(pack.pk))
        collect_pack(str(pack.pk))
    with as_owner():
        pack.refresh_from_db()
        assert pack.state == PackState.READY
        assert pack.sections.count() == pack.total


def test_a_pack_of_one_request_is_not_found_under_another(
    officer: PageClient, council: Council, subject: Person
) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer)
        other = make_request(subject, council.information_officer)
        pack = Pack.objects.create(
            request=other, state="ready", asked_at=datetime.datetime(2027, 3, 20, tzinfo=datetime.UTC)
        )
    assert officer.get(reverse("privacy:pack_pdf", args=[request.pk, pack.pk])).status_code == 404


def test_a_former_member_is_not_told_who_helps_the_family_now(officer: PageClient, council: Council) -> None:
    with as_owner():
        left, stayed = make_person("Lee"), make_person("Sam")
        file = make_family(council.north_hub, left, stayed)
        membership = file.family.memberships.get(person=left)
        membership.ended_on = datetime.date(2025, 1, 1)
        membership.save_by(by=None, reason="Moved out")
        make_family_service_later(file.family, council)
        request = make_request(left, council.information_officer)
        Pack.objects.create(request=request, asked_at=datetime.datetime(2027, 3, 20, tzinfo=datetime.UTC))
    with as_worker():
        collect_waiting_packs()
    with as_owner():
        text = bytes(Pack.objects.get().data or b"").decode()
    assert "Family hub" in text
    assert "Refuge support" not in text
    assert "South hub" not in text


def make_family_service_later(family: Any, council: Council) -> None:
    from cases.families.models import Involvement
    from tests.factories.families import make_service

    Involvement(
        family=family,
        service=make_service("Refuge support", "targeted_support"),
        team=council.south_hub,
        started_on=datetime.date(2026, 6, 1),
    ).save_by(by=None, reason="Opened")


def test_an_officer_finds_whom_a_request_is_about_by_search(officer: PageClient, subject: Person) -> None:
    found = officer.post(reverse("search"), {"query": "robyn exampel"})
    shown = officer.get(found.headers["Location"]).content.decode()
    assert reverse("privacy:request_new", args=[subject.pk]) in shown


def test_sending_the_form_twice_logs_one_request(officer: PageClient, subject: Person) -> None:
    address = reverse("privacy:request_new", args=[subject.pk])
    key = re.search(r'name="key" value="([^"]+)"', officer.get(address).content.decode())
    assert key
    first = officer.post(address, FORM | {"key": key[1]})
    second = officer.post(address, FORM | {"key": key[1]})
    assert first.headers["Location"] == second.headers["Location"]
    with as_owner():
        assert DataRequest.objects.count() == 1


OTHER_RIGHTS = ["rectification", "erasure", "restriction", "objection", "portability"]


def test_a_request_says_which_right_it_is_about(officer: PageClient, subject: Person) -> None:
    answer = officer.post(
        reverse("privacy:request_new", args=[subject.pk]), FORM | {"right": "rectification"}
    )
    assert "Have something corrected" in officer.get(answer.url).content.decode()
    assert "Have something corrected" in officer.get(reverse("privacy:requests")).content.decode()
    with as_owner():
        assert DataRequest.objects.get().right == "rectification"


@pytest.mark.parametrize("right", OTHER_RIGHTS)
def test_a_question_does_not_stop_the_clock_of_another_right(
    officer: PageClient, council: Council, subject: Person, right: str
) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer, right=right)
    events = reverse("privacy:request_event", args=[request.pk])
    assert "clarification_asked" not in officer.get(events).content.decode()
    fields = {"kind": "clarification_asked", "happened_on_day": "15"}
    answer = officer.post(events, fields | {"happened_on_month": "3", "happened_on_year": "2027"})
    assert "There is a problem" in answer.content.decode()
    assert answer.content.decode().count("A question stops the clock only when somebody asks for a copy") == 3
    with as_owner():
        assert not request.events.exists()
        with pytest.raises(PausesNothing):
            event_add(
                request=request,
                kind="clarification_asked",
                happened_on=datetime.date(2027, 3, 15),
                noted_on=datetime.date(2027, 3, 15),
                by=council.information_officer,
            )


def test_questions_on_the_record_are_left_out_of_the_clock_of_another_right(
    council: Council, subject: Person
) -> None:
    """A request logged as access, asked about, and then found to be about a correction."""
    asked = [
        RequestEvent(kind="clarification_asked", happened_on=datetime.date(2027, 3, 15)),
        RequestEvent(kind="clarification_answered", happened_on=datetime.date(2027, 3, 19)),
    ]
    received = datetime.date(2027, 3, 10)
    assert request_deadline(events_of(received, asked)).due == datetime.date(2027, 4, 15)
    for right in OTHER_RIGHTS:
        assert request_deadline(events_of(received, asked, right=right)).due == datetime.date(2027, 4, 12)


@pytest.mark.parametrize("right", ["rectification", "erasure", "restriction", "objection"])
def test_a_pack_is_made_only_for_who_asked_for_a_copy(
    officer: PageClient, council: Council, subject: Person, right: str
) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer, right=right)
    assert "The pack" not in officer.get(reverse("privacy:request", args=[request.pk])).content.decode()
    answer = officer.post(reverse("privacy:pack_new", args=[request.pk]), follow=True)
    assert "Nothing was collected" in answer.content.decode()
    with as_owner():
        assert not Pack.objects.exists()


def test_a_pack_to_take_elsewhere_is_made(officer: PageClient, council: Council, subject: Person) -> None:
    with as_owner():
        request = make_request(subject, council.information_officer, right="portability")
    officer.post(reverse("privacy:pack_new", args=[request.pk]))
    with as_owner():
        assert Pack.objects.get().request_id == request.pk
