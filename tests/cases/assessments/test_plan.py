"""Needs, goals, actions of everybody around the family, reviews, and Team Around the Family meetings."""

import datetime
import re
import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.assessments.models import (
    MeetingInvitee,
    Plan,
    PlanAction,
    PlanGoal,
    PlanNeed,
    PlanReview,
    TeamMeeting,
)
from cases.families.actions.rows import row_version
from cases.families.models import Draft
from tests.database import as_owner
from tests.factories.families import REASON, make_family, make_person
from tests.factories.plans import make_action, make_meeting, make_plan, make_review

TODAY = timezone.localdate()


def address(name, plan, *more):
    return reverse(f"assessments:{name}", args=[plan.family_id, plan.pk, *more])


def typed(name, day):
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def version_of(row):
    with as_owner():
        return str(row_version(row))


@pytest.fixture
def plan(council, file):
    with as_owner():
        return make_plan(file, council.hub_worker)


@pytest.fixture
def goal(plan):
    with as_owner():
        return PlanGoal.objects.get()


def test_a_plan_grows_from_need_to_goal_to_actions_of_family_worker_and_agency(worker, council, file):
    url = reverse("assessments:plan_start", args=[file.family.pk])
    answer = worker.post(url, {"involvement": file.involvement.pk})
    with as_owner():
        made = Plan.objects.get()
    assert answer.url == address("plan", made)
    worker.post(address("need_add", made), {"area": "education", "words": "Late for school"})
    with as_owner():
        need = PlanNeed.objects.get()
    worker.post(address("goal_add", made, need.pk), {"words": "There by nine", "signs": "The register"})
    with as_owner():
        goal = PlanGoal.objects.get()
    due = typed("due_on", TODAY + datetime.timedelta(days=10))
    for who, words in (
        (f"person:{file.people[0].pk}", "Sets the alarm"),
        (f"worker:{council.hub_worker.pk}", "Rings the school"),
    ):
        worker.post(address("action_add", made, goal.pk), {"words": words, "owner": who, **due})
    agency = {"words": "Breakfast club", "owner": "agency", "agency": "Hill School, Ms Osei", **due}
    worker.post(address("action_add", made, goal.pk), agency)
    shown = worker.get(address("plan", made)).content.decode()
    for words in (
        "Late for school",
        "There by nine",
        "Alex Example",
        "Winnie Worker",
        "Hill School, Ms Osei",
    ):
        assert words in shown or council.hub_worker.full_name in shown
    with as_owner():
        assert [action.who for action in PlanAction.objects.order_by("added_at")] == [
            "Alex Example", council.hub_worker.full_name, "Hill School, Ms Osei",
        ]  # fmt: skip


def test_work_has_one_plan(worker, file, plan):
    answer = worker.get(reverse("assessments:plan_start", args=[file.family.pk]))
    assert "Carry on with the plan there is" in answer.content.decode()
    worker.post(
        reverse("assessments:plan_start", args=[file.family.pk]), {"involvement": file.involvement.pk}
    )
    with as_owner():
        assert Plan.objects.count() == 1


@pytest.mark.parametrize(
    ("said", "field"),
    [({"owner": ""}, "owner"), ({"agency": ""}, "agency"), ({"owner": "person:1"}, "owner"), ({"words": ""}, "words"),
     ({"due_on_day": "40"}, "due_on")],
)  # fmt: skip
def test_an_action_that_cannot_be_is_said_beside_its_field(worker, plan, goal, said, field):
    good = {"words": "Ring", "owner": "agency", "agency": "School", **typed("due_on", TODAY)}
    answer = worker.post(address("action_add", plan, goal.pk), good | said)
    assert field in answer.context["form"].errors
    with as_owner():
        assert PlanAction.objects.count() == 1


def test_nobody_of_another_family_or_team_is_put_down_for_an_action(worker, council, plan, goal):
    with as_owner():
        stranger = make_family(council.south_hub, make_person("Sidney", "Stranger")).person
    for who in (f"person:{stranger.pk}", f"worker:{council.other_hub_worker.pk}"):
        answer = worker.post(
            address("action_add", plan, goal.pk), {"words": "Ring", "owner": who, **typed("due_on", TODAY)}
        )
        assert "owner" in answer.context["form"].errors
    with acting_as(council.hub_worker), pytest.raises(DatabaseError), transaction.atomic():
        make_action(goal, council.hub_worker, person=stranger)


def test_an_action_is_done_with_a_day_and_taken_up_again_without_one(worker, plan):
    with as_owner():
        action = PlanAction.objects.get()
    url = address("action", plan, action.pk)
    said = {"words": "Set the alarm", "owner": f"person:{action.person_id}", "why": "family", "state": "done"}
    said |= typed("due_on", TODAY)
    refused = worker.post(url, said | {"version": version_of(action)})
    assert "ended_on" in refused.context["form"].errors
    worker.post(url, said | {"version": version_of(action), **typed("ended_on", TODAY)})
    assert "Done, " in worker.get(address("plan", plan)).content.decode()
    worker.post(url, said | {"version": version_of(action), "state": "open", **typed("ended_on", TODAY)})
    with as_owner():
        action.refresh_from_db()
        assert (action.state, action.ended_on) == ("open", None)


def test_two_people_changing_an_action_are_told(worker, council, plan):
    with as_owner():
        action = PlanAction.objects.get()
        seen = str(row_version(action))
        action.words = "Theirs"
        action.save_by(by=council.hub_manager, reason=REASON)
    said = {"words": "Mine", "owner": f"person:{action.person_id}", "why": "family", "state": "open"}
    answer = worker.post(
        address("action", plan, action.pk), said | {"version": seen, **typed("due_on", TODAY)}
    )
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert "Mine" in answer.content.decode()
    with as_owner():
        action.refresh_from_db()
        assert action.words == "Theirs"


def test_a_review_keeps_how_far_each_goal_is_and_what_the_family_says(worker, plan, goal):
    url = address("review_add", plan)
    said = {
        "review": str(uuid.uuid4()),
        "summary": "Calmer",
        "family_view": "“Better”",
        **typed("held_on", TODAY),
    }
    refused = worker.post(url, said)
    assert f"goal_{goal.pk}" in refused.context["form"].errors
    assert "Calmer" in refused.content.decode()
    worker.post(url, said | {f"goal_{goal.pk}": "better"})
    shown = worker.get(address("plan", plan)).content.decode()
    assert "Some progress" in shown
    assert "“Better”" in shown
    again = worker.post(url, said | {f"goal_{goal.pk}": "better"})
    assert "held_on" in again.context["form"].errors
    with as_owner():
        assert PlanReview.objects.count() == 1


def test_a_review_is_not_before_the_plan_nor_tomorrow(worker, plan, goal):
    for day in (TODAY - datetime.timedelta(days=31), TODAY + datetime.timedelta(days=1)):
        said = {"summary": "x", "family_view": "y", f"goal_{goal.pk}": "same", **typed("held_on", day)}
        assert "held_on" in worker.post(address("review_add", plan), said).context["form"].errors


def test_a_review_half_typed_comes_back_and_its_late_draft_does_not(worker, plan, goal):
    key = str(uuid.uuid4())
    half = {"review": key, "summary": "Half a sent"}
    assert worker.post(address("plan_draft", plan, plan.pk), half).json()["saved_at"]
    shown = worker.get(address("review_add", plan)).content.decode()
    assert "Half a sent" in shown
    assert "This is your draft" in shown
    assert key in shown
    assert "Review or minutes" in worker.get(reverse("home")).content.decode()
    whole = {"review": key, "summary": "A sentence", "family_view": "Yes", f"goal_{goal.pk}": "same"}
    worker.post(address("review_add", plan), whole | typed("held_on", TODAY))
    assert worker.post(address("plan_draft", plan, plan.pk), half).json()["saved_at"] is None
    with as_owner():
        assert not Draft.objects.exists()


def test_a_meeting_is_arranged_held_and_written_up(worker, council, file, plan):
    said = {"at": "2.30pm", "place": "The hub", "others": "Hill School, Ms Osei\n\nHealth visitor, Jo Lund"}
    said |= typed("held_on", TODAY) | {
        "who": [f"person:{file.people[0].pk}", f"worker:{council.hub_worker.pk}"]
    }
    answer = worker.post(address("meeting_add", plan), said)
    with as_owner():
        meeting = TeamMeeting.objects.get()
        asked = {row.who: str(row.pk) for row in meeting.invitees.all()}
    assert answer.url == address("meeting", plan, meeting.pk)
    assert set(asked) == {
        "Alex Example", council.hub_worker.full_name, "Hill School, Ms Osei", "Health visitor, Jo Lund",
    }  # fmt: skip
    assert timezone.localtime(meeting.starts_at).strftime("%H:%M") == "14:30"
    came = {f"came_{key}": "came" for key in asked.values()} | {
        f"came_{asked['Health visitor, Jo Lund']}": "apologies"
    }
    url = address("meeting_write", plan, meeting.pk)
    refused = worker.post(
        url, {"version": version_of(meeting), **came, **typed("next_on", TODAY), "minutes": "Kept"}
    )
    assert "next_on" in refused.context["form"].errors
    assert "Kept" in refused.content.decode()
    later = typed("next_on", TODAY + datetime.timedelta(days=42))
    worker.post(url, {"version": version_of(meeting), **came, **later, "minutes": "We agreed on mornings"})
    shown = worker.get(address("meeting", plan, meeting.pk)).content.decode()
    for words in ("We agreed on mornings", "sent apologies", "Next meeting"):
        assert words in shown


def test_a_meeting_of_nobody_is_none(worker, plan):
    said = {"at": "9am", "place": "The hub", "others": "", **typed("held_on", TODAY)}
    assert "who" in worker.post(address("meeting_add", plan), said).context["form"].errors


def test_two_people_writing_up_a_meeting_are_told_and_shown_both(worker, council, plan):
    with as_owner():
        meeting = make_meeting(plan, council.hub_worker)
        seen, invitee = str(row_version(meeting)), MeetingInvitee.objects.get()
        meeting.minutes = "Theirs"
        meeting.save_by(by=council.hub_manager, reason=REASON)
    said = {"minutes": "Mine", f"came_{invitee.pk}": "came", "why": "seen"}
    url = address("meeting_write", plan, meeting.pk)
    answer = worker.post(url, said | {"version": seen})
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode()
    assert "Mine" in answer.content.decode()
    version = answer.context["form"]["version"].value()
    worker.post(url, said | {"version": version, "minutes": "Both"})
    with as_owner():
        meeting.refresh_from_db()
        assert meeting.minutes == "Both"


def test_another_team_finds_nothing_of_it_and_a_manager_of_the_team_does(page, council, plan, goal):
    with as_owner():
        meeting = make_meeting(plan, council.hub_worker)
    urls = [
        address("plan", plan), address("need_add", plan), address("goal", plan, goal.pk),
        address("action_add", plan, goal.pk), address("review_add", plan), address("meeting", plan, meeting.pk),
        address("meeting_write", plan, meeting.pk),
    ]  # fmt: skip
    page.force_login(council.other_hub_worker)
    assert [page.get(url).status_code for url in urls] == [404] * len(urls)
    page.force_login(council.hub_manager)
    assert [page.get(url).status_code for url in urls] == [200] * len(urls)


def test_rows_of_another_plan_are_not_found_under_this_one(worker, council, plan):
    with as_owner():
        other = make_plan(make_family(council.north_hub, allocated_to=council.hub_worker), council.hub_worker)
        goal, meeting = PlanGoal.objects.get(need__plan=other), make_meeting(other, council.hub_worker)
    for url in (
        address("goal", plan, goal.pk),
        address("action_add", plan, goal.pk),
        address("meeting", plan, meeting.pk),
    ):
        assert worker.get(url).status_code == 404
    assert worker.post(address("plan_draft", plan, meeting.pk), {"minutes": "x"}).status_code == 404


def test_nothing_of_a_plan_is_removed_by_a_page(council, plan):
    with acting_as(council.hub_worker):
        action = PlanAction.objects.get()
        with pytest.raises(DatabaseError), transaction.atomic():
            action.delete_by(by=council.hub_worker, reason=REASON)


def test_it_stands_in_the_chronology_with_its_reviews_and_meetings(worker, council, file, plan):
    with as_owner():
        make_review(plan, council.hub_worker)
        make_meeting(plan, council.hub_worker, minutes="We agreed on mornings")
    shown = worker.get(reverse("contacts:chronology", args=[file.family.pk])).content.decode()
    for words in (
        "Plan begun",
        "Mornings are calmer",
        "Team Around the Family meeting",
        "We agreed on mornings",
    ):
        assert words in shown


@pytest.mark.parametrize("name", ["plan", "review_add", "meeting", "meeting_write", "action_add"])
def test_pages_cost_at_most_twelve_queries_however_long_the_plan(worker, council, file, goal, name):
    with as_owner():
        plan = goal.need.plan
        meeting = make_meeting(plan, council.hub_worker)
    more = {"meeting": [meeting.pk], "meeting_write": [meeting.pk], "action_add": [goal.pk]}.get(name, [])
    counts = []
    for _ in range(2):
        worker.get(address(name, plan, *more))
        with CaptureQueriesContext(connection) as asked:
            assert worker.get(address(name, plan, *more)).status_code == 200
        counts.append([q["sql"] for q in asked if re.search("families_|assessments_|accounts_", q["sql"])])
        with as_owner():
            for number in range(5):
                make_action(goal, council.hub_worker, person=file.people[0], words=f"Action {number}")
                PlanGoal(need=goal.need, words="More", signs="Yes", added_at=timezone.now()).save_by(
                    by=council.hub_worker, reason=REASON
                )
            make_review(plan, council.hub_worker, days=3 + len(counts))
            MeetingInvitee(meeting=meeting, person=file.people[1]).save_by(
                by=council.hub_worker, reason=REASON
            )
    assert len(counts[1]) == len(counts[0])
    assert len(counts[0]) <= 12, "\n".join(counts[0])
