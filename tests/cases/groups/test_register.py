"""Taking a register: saved at once, in nobody's way, and by two people without loss."""

import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.groups.models import Attendance, Session
from tests.database import as_owner
from tests.factories.families import make_family, make_person, make_restriction
from tests.factories.groups import make_cohort, make_enrolment, make_programme


def marks(group, by):
    with acting_as(by):
        return {row.enrolment_id: (row.mark, row.reason) for row in Attendance.objects.visible_to(by)}


def sent(page, **lines):
    return {"version": page.context["form"]["version"].value(), **lines}


def test_a_register_is_saved_and_read_again(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:register", args=[group.session.pk])
    opened = page.get(url)
    answer = page.post(
        url,
        sent(opened, **{
            f"mark_{group.amy.pk}": "late", f"mark_{group.ben.pk}": "absent", f"reason_{group.ben.pk}": "Ill",
        }),
    )  # fmt: skip
    assert answer.status_code == 302
    assert marks(group, council.hub_worker) == {group.amy.pk: ("late", ""), group.ben.pk: ("absent", "Ill")}
    told = page.get(reverse("groups:cohort", args=[group.cohort.pk])).content.decode()
    assert "1 of 2 (50%)" in told
    assert 'value="Ill"' in page.get(url).content.decode()


def test_marking_everybody_present_fills_in_the_others_and_saves_nothing(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:register", args=[group.session.pk])
    opened = page.get(url)
    filled = page.post(url, sent(opened, everybody="present", **{f"mark_{group.ben.pk}": "absent"}))
    form = filled.context["form"]
    assert form[f"mark_{group.amy.pk}"].value() == "present"
    assert form[f"mark_{group.ben.pk}"].value() == "absent"
    assert marks(group, council.hub_worker) == {}


def test_a_reason_for_somebody_who_came_is_asked_about(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:register", args=[group.session.pk])
    opened = page.get(url)
    answer = page.post(
        url, sent(opened, **{f"mark_{group.amy.pk}": "present", f"reason_{group.amy.pk}": "Ill"})
    )
    assert "Select excused or absent for Amy Alder" in answer.content.decode()
    assert marks(group, council.hub_worker) == {}


def test_who_saves_second_is_told_and_shown_both(page, council, group):
    url = reverse("groups:register", args=[group.session.pk])
    page.force_login(council.hub_manager)
    theirs = sent(page.get(url), **{f"mark_{group.amy.pk}": "absent", f"reason_{group.amy.pk}": "Bus"})
    mine = sent(page.get(url), **{f"mark_{group.amy.pk}": "present"})
    assert page.post(url, theirs).status_code == 302
    page.force_login(council.hub_worker)
    clash = page.post(url, mine)
    assert clash.status_code == 409
    assert "On the register now: absent: bus. You marked: present." in clash.content.decode()
    assert marks(group, council.hub_worker)[group.amy.pk] == ("absent", "Bus")
    again = page.post(url, sent(clash, **{f"mark_{group.amy.pk}": "present"}))
    assert again.status_code == 302
    assert marks(group, council.hub_worker)[group.amy.pk] == ("present", "")


def test_a_register_is_not_taken_before_the_day(page, council, group):
    with as_owner():
        session = group.session
        session.happens_on = timezone.localdate() + datetime.timedelta(days=1)
        session.save_by(by=None, reason="Later")
    page.force_login(council.hub_worker)
    answer = page.post(reverse("groups:register", args=[session.pk]), {f"mark_{group.amy.pk}": "present"})
    assert answer.status_code == 302
    assert marks(group, council.hub_worker) == {}


def test_somebody_of_a_restricted_family_is_not_there_for_others_not_even_in_a_count(page, council, group):
    with as_owner():
        make_restriction(group.birch.family, [council.hub_manager], council.hub_manager)
    page.force_login(council.hub_worker)
    told = page.get(reverse("groups:cohort", args=[group.cohort.pk])).content.decode()
    assert "Takes part: 1 of 2 places" in told
    assert "Birch" not in told
    assert "Birch" not in page.get(reverse("groups:register", args=[group.session.pk])).content.decode()
    page.force_login(council.hub_manager)
    assert (
        "Takes part: 2 of 2 places"
        in page.get(reverse("groups:cohort", args=[group.cohort.pk])).content.decode()
    )


def test_another_team_does_not_find_the_group_and_cannot_write_its_register(page, council, group):
    page.force_login(council.other_hub_worker)
    for route, key in (("cohort", group.cohort.pk), ("register", group.session.pk), ("end", group.amy.pk)):
        assert page.get(reverse(f"groups:{route}", args=[key])).status_code == 404


def fill(council, people):
    with as_owner():
        cohort = make_cohort(make_programme(council.north_hub), capacity=60)
        for number in range(people):
            file = make_family(council.north_hub, make_person(f"Given{number}", "Example"))
            make_enrolment(cohort, file)
        return Session.objects.get(cohort=cohort)


def test_thirty_people_cost_no_more_queries_than_three(page, council, django_assert_max_num_queries):
    few, many = fill(council, 3), fill(council, 30)
    page.force_login(council.hub_worker)
    for route, keys in (
        ("groups:register", (few.pk, many.pk)),
        ("groups:cohort", (few.cohort_id, many.cohort_id)),
    ):
        for key in keys:  # the first look of the day is written down
            page.get(reverse(route, args=[key]))
        counted = []
        for key in keys:
            with django_assert_max_num_queries(40) as captured:
                page.get(reverse(route, args=[key]))
            counted.append([q["sql"] for q in captured.captured_queries])
        assert len(counted[0]) == len(counted[1])
        own = [sql for sql in counted[1] if '"groups_' in sql or '"families_' in sql or '"accounts_' in sql]
        assert len(own) <= 12, own
