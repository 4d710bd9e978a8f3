"""A plan goes home on paper and as PDF/UA; a meeting moves, and everybody's diary with it."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.assessments.models import TeamMeeting
from cases.families.actions.rows import row_version
from cases.families.diary import slots
from tests.database import as_owner
from tests.factories.plans import make_meeting, make_plan, make_review

SOON = timezone.localdate() + datetime.timedelta(days=5)


def address(name, plan, *more):
    return reverse(f"assessments:{name}", args=[plan.family_id, plan.pk, *more])


@pytest.fixture
def plan(council, file):
    with as_owner():
        plan = make_plan(file, council.hub_worker)
        make_review(plan, council.hub_worker)
    return plan


@pytest.fixture
def meeting(council, plan):
    """Tomorrow at ten, arranged by the worker, with a school asked."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    at = timezone.make_aware(datetime.datetime.combine(tomorrow, datetime.time(10)))
    with as_owner():
        return make_meeting(plan, council.hub_worker, starts_at=at)


def moved(client, plan, meeting, version=None, **said):
    with as_owner():
        version = version or row_version(TeamMeeting.objects.get(pk=meeting.pk))
    day = {"held_on_day": SOON.day, "held_on_month": SOON.month, "held_on_year": SOON.year}
    told = day | {"at": "2.30pm", "place": "The library", "why": "family", "version": str(version)} | said
    return client.post(address("meeting_move", plan, meeting.pk), told)


def test_the_copy_says_what_is_needed_who_does_what_and_when_all_meet(worker, plan, meeting):
    assert address("plan_print", plan) in worker.get(address("plan", plan)).content.decode()
    page = worker.get(address("plan_print", plan)).content.decode()
    for words in ("Sam is late for school", "Set the alarm", "Mornings are calmer", "at 10:00", "The hub"):
        assert words in page
    assert address("plan_pdf", plan) in page
    file = worker.get(address("plan_pdf", plan))
    assert file.content.startswith(b"%PDF")
    assert b"pdfuaid" in file.content
    assert file["Content-Disposition"] == f'attachment; filename="plan-{plan.started_at:%Y-%m-%d}.pdf"'


@pytest.mark.parametrize("name", ["plan_print", "plan_pdf"])
def test_a_copy_of_another_teams_plan_is_not_there(page, council, plan, name):
    page.force_login(council.other_hub_worker)
    assert page.get(address(name, plan)).status_code == 404


def test_a_meeting_moves_with_the_reason_and_keeps_who_was_asked(worker, council, plan, meeting):
    assert moved(worker, plan, meeting).url == address("meeting", plan, meeting.pk)
    page = worker.get(address("meeting", plan, meeting.pk)).content.decode()
    for words in (
        "14:30, The library",
        "at 10:00, The hub",
        "Moved by Hana Worker",
        "family told us",
        "Ms Osei",
    ):
        assert words in page
    with as_owner():
        assert meeting.history.count() == 2


def test_the_diary_and_the_calendar_file_follow(worker, council, plan, meeting):
    def days():
        today = timezone.localdate()
        with as_owner():
            found = slots(
                council.hub_worker, [council.hub_worker.pk], today, today + datetime.timedelta(days=9)
            )
        return [(slot.day, slot.where, slot.kind) for slot in found]

    (was,) = days()
    assert was == (SOON - datetime.timedelta(days=4), "The hub", "Team Around the Family meeting")
    moved(worker, plan, meeting)
    assert days() == [(SOON, "The library", "Team Around the Family meeting")]
    shown = worker.get(reverse("diary:day"), {"on": SOON.isoformat()}).content.decode()
    assert "the library" in shown


def test_the_diary_asks_once_however_many_meetings_and_shows_nobody_elses(council, plan, meeting):
    days = (timezone.localdate(), SOON)

    def asked(user):
        with as_owner(), CaptureQueriesContext(connection) as queries:
            found = slots(user, [council.hub_worker.pk], *days)
        return len(found), len([q for q in queries if "assessments_" in q["sql"]])

    assert asked(council.hub_worker) == (1, 1)
    assert asked(council.other_hub_worker) == (0, 1)
    with as_owner():
        for _ in range(5):
            make_meeting(plan, council.hub_worker, starts_at=meeting.starts_at)
    assert asked(council.hub_worker) == (6, 1)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"why": ""}, "why"),
        ({"place": ""}, "place"),
        ({"at": "late"}, "at"),
        ({"held_on_day": "40"}, "held_on"),
    ],
)
def test_a_move_that_is_not_understood_changes_nothing(worker, plan, meeting, said, field):
    answer = moved(worker, plan, meeting, **said)
    assert field in answer.context["form"].errors
    with as_owner():
        assert TeamMeeting.objects.get().starts_at == meeting.starts_at


def test_a_move_to_where_it_is_says_so(worker, plan, meeting):
    on = timezone.localdate(meeting.starts_at)
    day = {"held_on_day": on.day, "held_on_month": on.month, "held_on_year": on.year}
    answer = moved(worker, plan, meeting, at="10am", place="The hub", **day)
    assert answer.context["form"].errors["held_on"] == ["Enter another day, time or place"]


def test_two_who_move_it_are_told(worker, plan, meeting):
    with as_owner():
        version = row_version(meeting)
    moved(worker, plan, meeting, version)
    late = moved(worker, plan, meeting, version, place="The school")
    assert late.status_code == 409
    assert re.search("The library.*The school|The school.*The library", late.content.decode(), re.DOTALL)


def test_a_meeting_that_was_held_stays_where_it_was(worker, council, plan, meeting):
    with as_owner():
        meeting.minutes = "Held"
        meeting.save_by(by=council.hub_worker, reason="Meeting written up")
    assert moved(worker, plan, meeting).status_code == 302
    with as_owner():
        assert TeamMeeting.objects.get().place == "The hub"
    assert "Move the meeting" not in worker.get(address("meeting", plan, meeting.pk)).content.decode()


def test_nobody_moves_another_teams_meeting(page, council, plan, meeting):
    page.force_login(council.other_hub_worker)
    assert moved(page, plan, meeting).status_code == 404
