"""Tasks: by hand and from a record, mine and my team's, done, changed, handed over."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts.actor import acting_as
from accounts.models import AccessRecord, Membership
from cases.diary.models import Task
from cases.diary.rules import When, when
from tests.cases.contacts.typing_in import errors
from tests.cases.diary.conftest import signed_in
from tests.cases.diary.pages import DAY, OUR_OWN, TODAY, task_typed, told, url, version, words
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.contacts import make_contact
from tests.factories.diary import make_task, make_visit
from tests.factories.families import make_family, make_restriction, make_service


def sections(answer):
    return {title: [task.what for task in tasks] for title, tasks in answer.context["sections"]}


def test_a_task_written_by_hand_stands_with_the_family_on_the_list_and_on_home(worker, council, file):
    answer = worker.post(url("task_add", file), task_typed(council.hub_worker, TODAY))
    assert answer.status_code == 302
    for page in (url("family", file), reverse("diary:tasks"), "/"):
        assert "Ring the school" in words(worker.get(page)), page


def test_a_task_from_a_contact_leads_back_to_it(worker, council, file):
    with as_owner():
        contact = make_contact(file, council.hub_worker)
    page = f"/families/{file.family.pk}/contacts/{contact.pk}/"
    add = url("task_from", file, source="contact", record_id=contact.pk)
    assert add in worker.get(page).content.decode()
    assert "From: Visit on" in words(worker.get(add))
    worker.post(add, task_typed(council.hub_worker, TODAY))
    assert f'href="{page}"' in worker.get(url("family", file)).content.decode()


@pytest.mark.parametrize("source", ["contact", "nothing"])
def test_no_task_comes_from_a_record_that_is_not_this_familys(worker, council, file, elsewhere, source):
    with as_owner():
        contact = make_contact(elsewhere, council.other_hub_worker)
    add = url("task_from", file, source=source, record_id=contact.pk)
    assert worker.post(add, task_typed(council.hub_worker, TODAY)).status_code == 404


def test_my_tasks_stand_by_when_they_are_due_and_nobody_elses(worker, council, file):
    with as_owner():
        make_task(file.family, council.hub_worker, what="Late", due_on=TODAY - DAY)
        make_task(file.family, council.hub_worker, what="Now")
        make_task(file.family, council.hub_worker, what="Next month", due_on=TODAY + 30 * DAY)
        make_task(file.family, council.hub_manager, what="The manager’s")
    found = sections(worker.get(reverse("diary:tasks")))
    assert found == {"Overdue": ["Late"], "Today": ["Now"], "After this week": ["Next month"]}


@given(st.dates(datetime.date(2020, 1, 1), datetime.date(2030, 1, 1)), st.integers(-400, 400))
def test_this_week_ends_on_sunday(today, days):
    due_on = today + datetime.timedelta(days=days)
    same_week = due_on.isocalendar()[:2] == today.isocalendar()[:2]
    expected = When.TODAY if days == 0 else When.WEEK if same_week else When.LATER
    assert when(due_on, today) == (When.OVERDUE if days < 0 else expected)


def test_a_manager_sees_the_teams_tasks_and_no_other_teams(manager, council, file, elsewhere):
    with as_owner():
        make_task(file.family, council.hub_worker, what="Ours")
        make_task(elsewhere.family, council.other_hub_worker, what="Theirs")
    page = words(manager.get(reverse("diary:team_tasks")))
    assert "Ours" in page
    assert "Hana Worker" in page
    assert "Theirs" not in page


@pytest.mark.parametrize("name", ["task", "task_again", "task_done"])
def test_another_teams_task_does_not_exist(worker, council, elsewhere, name):
    with as_owner():
        task = make_task(elsewhere.family, council.other_hub_worker)
    assert worker.post(url(name, elsewhere, task_id=task.pk)).status_code == 404
    assert not told(task).is_done


def test_a_restricted_familys_task_is_shown_to_the_named_alone(worker, council, file):
    with as_owner():
        make_task(file.family, council.hub_worker, what="Secret")
        make_restriction(file.family, [council.hub_manager], council.hub_manager)
    for page in ("/", reverse("diary:tasks"), reverse("diary:team_tasks")):
        assert "Secret" not in words(worker.get(page))


def test_ticking_off_says_who_and_when_and_does_no_harm_when_sent_twice(worker, manager, council, file):
    with as_owner():
        task = make_task(file.family, council.hub_worker)
    done = url("task_done", file, task_id=task.pk)
    assert worker.post(done, {"place": "home"}).url == "/"
    first = told(task)
    assert (first.done_by, first.is_done) == (council.hub_worker, True)
    assert "was done already" in words(manager.post(done, follow=True))
    assert told(task).done_at == first.done_at
    assert "Done by Hana Worker" in words(worker.get(url("family", file)))


def test_a_task_ticked_off_by_mistake_goes_back_with_a_reason(worker, council, file):
    with as_owner():
        task = make_task(file.family, council.hub_worker)
    worker.post(url("task_done", file, task_id=task.pk))
    again = url("task_again", file, task_id=task.pk)
    assert errors(worker.post(again, {"version": version(task)})) == {"because": ["Enter why it changes"]}
    worker.post(again, {"version": version(task), "because": "Ticked the wrong one"})
    assert not told(task).is_done
    with as_owner():
        assert task.history.latest().history_change_reason == "Ticked the wrong one"


def test_another_date_and_another_owner_are_set_with_a_reason(worker, council, file):
    with as_owner():
        task = make_task(file.family, council.hub_worker, due_on=TODAY - DAY)
    change = url("task", file, task_id=task.pk)
    typed = task_typed(council.hub_manager, TODAY + 3 * DAY, version=version(task))
    assert "because" in errors(worker.post(change, typed))
    assert worker.post(change, typed | {"because": "The school is closed"}).status_code == 302
    now = told(task)
    assert (now.owner, now.due_on) == (council.hub_manager, TODAY + 3 * DAY)
    with as_owner():
        versions = [row.due_on for row in task.history.order_by("history_date")]
    assert versions == [TODAY - DAY, TODAY + 3 * DAY]


def test_two_people_who_change_the_same_task_are_told(worker, manager, council, file):
    with as_owner():
        task = make_task(file.family, council.hub_worker)
    change, seen = url("task", file, task_id=task.pk), version(task)
    typed = {"version": seen, "because": "The school is closed"}
    worker.post(change, task_typed(council.hub_worker, TODAY + DAY, **typed))
    answer = manager.post(change, task_typed(council.hub_worker, TODAY + 2 * DAY, what="Write", **typed))
    assert answer.status_code == 409
    assert "Ring the school" in words(answer)
    assert told(task).due_on == TODAY + DAY


def test_a_task_is_offered_to_those_alone_who_see_the_family(worker, council, file):
    with as_owner():
        gone = make_member("Gone Worker", council.north_hub, "hub_worker", ended_on=TODAY - DAY)
        mate = make_member("Mia Worker", council.north_hub, "hub_worker")
    offered = worker.get(url("task_add", file)).context["form"].fields["owner"].queryset
    with acting_as(council.hub_worker):
        assert set(offered) == {council.hub_worker, council.hub_manager, mate}
    for other in (council.other_hub_worker, gone):
        answer = worker.post(url("task_add", file), task_typed(other, TODAY))
        assert errors(answer) == {"owner": ["Select who does it"]}
    with as_owner():
        assert not Task.objects.exists()


def test_a_task_behind_a_wall_is_offered_to_nobody_outside(council):
    with as_owner():
        service = make_service("Youth justice", "youth_justice")
        file = make_family(council.youth_justice, service=service, allocated_to=council.yj_officer)
        make_family(council.north_hub, *file.people, name="Same child")
    page = signed_in(council.yj_officer).get(url("task_add", file))
    with acting_as(council.yj_officer):
        assert set(page.context["form"].fields["owner"].queryset) == {council.yj_officer}


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"what": ""}, {"what": ["Enter what has to be done"]}),
        ({"what": "x" * 501}, {"what": ["What has to be done must be 500 characters or fewer. It is 1 character"
                                       " too long."]}),
        ({"due_on_year": "1999"}, {"due_on": ["Due date must be today or in the future"]}),
        ({"due_on_year": "2190"}, {"due_on": [f"Due date must be the same as or before"
                                              f" {(TODAY + 366 * DAY).day} {TODAY + 366 * DAY:%B %Y}"]}),
        ({"owner": ""}, {"owner": ["Select who does it"]}),
    ],
)  # fmt: skip
def test_wrong_answers_are_named_and_nothing_is_written(worker, council, file, answers, said):
    answer = worker.post(url("task_add", file), task_typed(council.hub_worker, TODAY) | answers)
    assert errors(answer) == said
    with as_owner():
        assert not Task.objects.exists()


def left_behind(council, file):
    with as_owner():
        leaver = make_member("Lea Worker", council.north_hub, "hub_worker", ended_on=TODAY - DAY)
        task = make_task(file.family, leaver, what="Left behind")
        visit = make_visit(file.family, leaver, visit_on=TODAY + DAY, second_worker=council.hub_worker)
    return leaver, task, visit


def test_what_a_leaver_had_to_do_is_handed_over_at_once(manager, council, file):
    leaver, task, visit = left_behind(council, file)
    page = manager.get(reverse("diary:team_tasks"))
    hand_over = reverse("diary:hand_over", args=[leaver.pk])
    assert "Lea Worker no longer works here" in words(page)
    assert hand_over in page.content.decode()
    answer = manager.post(hand_over, {"to": council.hub_worker.pk, "because": "Lea has left"}, follow=True)
    assert "1 task and 1 visit handed over" in words(answer)
    assert told(task).owner == council.hub_worker
    assert (told(visit).worker, told(visit).second_worker) == (council.hub_worker, None)
    with as_owner():
        assert task.history.latest().history_change_reason == "Lea has left"


def test_a_manager_hands_over_for_whoever_is_about_to_leave_and_a_worker_does_not(
    worker, manager, council, file
):
    with as_owner():
        make_task(file.family, council.hub_worker)
    offered = "Hand over the tasks and visits of Hana Worker"
    assert offered in words(manager.get(reverse("diary:team_tasks")))
    assert "Hand over" not in words(worker.get(reverse("diary:team_tasks")))


def test_nothing_is_handed_to_somebody_who_may_not_see_the_family(manager, council, file):
    leaver, task, _ = left_behind(council, file)
    with as_owner():
        make_restriction(file.family, [council.hub_manager], council.hub_manager)
    answer = manager.post(
        reverse("diary:hand_over", args=[leaver.pk]),
        {"to": council.hub_worker.pk, "because": "The school is closed"},
        follow=True,
    )
    assert "2 could not be" in words(answer)
    assert told(task).owner == leaver


def test_the_work_of_another_teams_worker_is_not_the_managers_to_hand_over(manager, worker, council):
    address = reverse("diary:hand_over", args=[council.other_hub_worker.pk])
    assert manager.get(address).status_code == 404
    assert worker.get(address).status_code == 403


def test_row_security_refuses_a_task_of_a_family_that_is_not_seen(council, elsewhere):
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(council.hub_worker):
        make_task(elsewhere.family, council.hub_worker)


@pytest.mark.parametrize("route", ["diary:tasks", "diary:team_tasks"])
def test_a_list_asks_as_often_for_twenty_tasks_as_for_one(manager, council, file, route):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            manager.get(reverse(route))
        return len([query for query in queries if OUR_OWN.search(query["sql"])])

    def more(number):
        with as_owner():
            for _ in range(number):
                other = make_family(council.north_hub, allocated_to=council.hub_worker)
                make_task(other.family, council.hub_manager)

    more(1)
    once = asked()
    more(20)
    assert asked() == once <= 12


def test_home_and_the_familys_page_of_tasks_keep_to_twelve_queries(worker, council, file):
    with as_owner():
        for number in range(8):
            make_task(file.family, council.hub_worker, due_on=TODAY - number * DAY)
            make_visit(file.family, council.hub_worker, starts_at=datetime.time(number + 1))
    for page in ("/", url("family", file), f"/families/{file.family.pk}/"):
        with CaptureQueriesContext(connection) as queries:
            worker.get(page)
        ours = [query["sql"] for query in queries if OUR_OWN.search(query["sql"])]
        assert len(ours) <= 12, (page, "\n".join(ours))


def test_the_families_of_a_list_are_noted_in_the_log(worker, council, file):
    with as_owner():
        make_task(file.family, council.hub_worker)
    worker.get(reverse("diary:tasks"))
    with as_owner():
        looks = AccessRecord.objects.filter(user_id=council.hub_worker.pk, route="diary:tasks")
        assert [look.family_id for look in looks] == [file.family.pk]


def test_a_worker_who_moves_to_another_team_no_longer_sees_the_task(worker, council, file):
    with as_owner():
        make_task(file.family, council.hub_manager, what="Stays with the hub")
        task = make_task(file.family, council.hub_worker, what="Allocated still")
        file.involvement.allocated_to = None
        file.involvement.save_by(by=None, reason="Moved")
        Membership.objects.filter(user=council.hub_worker).update(team=council.south_hub)
    assert "Allocated still" not in words(worker.get(reverse("diary:tasks")))
    assert worker.get(url("task", file, task_id=task.pk)).status_code == 404
