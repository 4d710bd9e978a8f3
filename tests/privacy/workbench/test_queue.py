"""The queue: fewest days left first, filters, what to do next, in as many statements as ever."""

import datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from privacy.actions.requests import event_add
from privacy.models import DataRequest, Pack
from tests.database import as_owner
from tests.factories.privacy import make_request


def listed(officer: Any, query: str = "") -> str:
    return officer.get(reverse("privacy:requests") + query).content.decode()


def noted(council: Any, request: DataRequest, kind: str, day: int, note: str = "Because") -> None:
    with as_owner():
        event_add(
            request=request,
            kind=kind,
            happened_on=datetime.date(2027, 3, day),
            noted_on=datetime.date(2027, 3, day),
            by=council.information_officer,
            note=note,
        )


def make(council: Any, subject: Any, received: str, **fields: Any) -> DataRequest:
    with as_owner():
        day = datetime.date.fromisoformat(received)
        return make_request(subject, council.information_officer, received_on=day, **fields)


def test_the_fewest_days_left_stand_first_and_what_waits_for_them_last(officer, council, subject):
    late, early = make(council, subject, "2027-02-01"), make(council, subject, "2027-03-18")
    paused = make(council, subject, "2027-02-10")
    noted(council, paused, "identity_asked", 1)
    page = listed(officer)
    order = [page.index(request.reference) for request in (late, early, paused)]
    assert order == sorted(order)
    assert "<strong>-19</strong>" in page
    assert "Overdue" in page
    assert "Wait for proof of identity: asked 19 days ago" in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("?right=erasure", {"erasure"}),
        ("?state=waiting", {"waiting"}),
        ("?state=running", {"late", "erasure"}),
        ("?overdue=on", {"late"}),
        ("?state=answered", {"answered"}),
        ("?state=nonsense", {"late", "erasure", "waiting"}),
    ],
)
def test_it_is_narrowed_by_right_state_and_lateness(officer, council, subject, query, shown):
    made = {
        "late": make(council, subject, "2027-02-01"),
        "erasure": make(council, subject, "2027-03-18", right="erasure"),
        "waiting": make(council, subject, "2027-03-01"),
        "answered": make(
            council, subject, "2027-03-01", closed_on=datetime.date(2027, 3, 9), sent_how="By post"
        ),
    }
    noted(council, made["waiting"], "authority_asked", 2)
    page = listed(officer, query)
    assert {name for name, request in made.items() if request.reference in page} == shown


def test_it_is_narrowed_by_who_has_it_and_taken_over(officer, council, subject, asked):
    with as_owner():
        theirs = make_request(subject, council.hub_manager)
    page = listed(officer, f"?handler={council.hub_manager.pk}")
    assert theirs.reference in page
    assert f">{asked.reference}<" not in page
    officer.post(reverse("privacy:request_taken", args=[theirs.pk]))
    with as_owner():
        theirs.refresh_from_db()
    assert theirs.handler == council.information_officer


def test_the_next_action_follows_from_what_happened(officer, council, subject, asked):
    assert "Tell them that we have it" in listed(officer)
    noted(council, asked, "acknowledged", 11)
    assert "Collect the records" in listed(officer)
    with as_owner():
        at = datetime.datetime(2027, 3, 19, tzinfo=datetime.UTC)
        Pack.objects.create(request=asked, state="ready", asked_at=at, ready_at=at)
    assert "Read the pack and answer" in listed(officer)


def test_a_parent_who_asks_needs_a_decision_about_the_child_first(officer, council, subject):
    request = make(council, subject, "2027-03-10", asked_by="parent")
    noted(council, request, "acknowledged", 11)
    assert "Decide who may act for the child" in listed(officer)
    noted(council, request, "child_decides", 12, "Is 13, understands it, wants to ask alone")
    assert "Decide who may act" not in listed(officer)
    page = officer.get(reverse("privacy:request", args=[request.pk])).content.decode()
    assert "the child understands and decides themselves" in page
    assert "Is 13, understands it" in page


def test_a_decision_about_a_child_without_reasons_is_refused(officer, council, subject):
    request = make(council, subject, "2027-03-10", asked_by="parent")
    fields = {
        "kind": "parent_acts",
        "happened_on_day": "12",
        "happened_on_month": "3",
        "happened_on_year": "2027",
    }
    answer = officer.post(reverse("privacy:request_event", args=[request.pk]), fields)
    assert "Enter why you decided so" in answer.content.decode()
    with as_owner():
        assert not request.events.exists()


def test_past_our_own_aim_it_says_so_while_there_is_still_time(officer, council, subject):
    make(council, subject, "2027-02-25")
    assert "Past our aim" in listed(officer)


def statements(officer: Any) -> int:
    with CaptureQueriesContext(connection) as seen:
        listed(officer)
    return len(seen)


def test_ten_requests_are_read_in_as_many_statements_as_two(officer, council, subject):
    for _ in range(2):
        noted(council, make(council, subject, "2027-03-10"), "acknowledged", 11)
    listed(officer)
    few = statements(officer)
    for _ in range(8):
        noted(council, make(council, subject, "2027-03-10"), "acknowledged", 11)
    assert statements(officer) == few
