"""Places, the waiting list, and the ground on which a group's team knows somebody."""

from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.families.models import Involvement
from cases.groups.actions.places import enrolment_add
from cases.groups.models import Enrolment
from tests.database import as_owner
from tests.factories.families import make_family, make_person


def put_down(cohort, file, by):
    with acting_as(by):
        return enrolment_add(
            cohort=cohort, family=file.family, person=file.person, by=by,
            now=timezone.now(), today=timezone.localdate(),
        )  # fmt: skip


def test_a_full_group_has_a_waiting_list_and_a_place_that_comes_free_goes_to_the_longest_wait(
    page, council, group
):
    with as_owner():
        first = make_family(council.north_hub, make_person("Cat", "Cedar"))
        second = make_family(council.north_hub, make_person("Dan", "Damson"))
    waiting = [put_down(group.cohort, file, council.hub_worker) for file in (first, second)]
    assert [row.state for row in waiting] == ["waiting", "waiting"]
    page.force_login(council.hub_worker)
    url = reverse("groups:end", args=[group.amy.pk])
    version = page.get(url).context["form"]["version"].value()
    today = timezone.localdate()
    answer = page.post(url, {
        "version": version, "state": "left", "outcome": "some_progress", "outcome_note": "Sings at bedtime",
        "ended_on_day": today.day, "ended_on_month": today.month, "ended_on_year": today.year,
    })  # fmt: skip
    assert answer.status_code == 302
    with acting_as(council.hub_worker):
        states = dict(Enrolment.objects.values_list("pk", "state"))
    assert states[waiting[0].pk] == "enrolled"
    assert states[waiting[1].pk] == "waiting"
    assert (
        "Sings at bedtime"
        in page.get(reverse("groups:family", args=[group.alder.family.pk])).content.decode()
    )


def test_enrolling_opens_work_with_the_groups_team_once(council, group):
    with as_owner():
        file = make_family(council.south_hub, make_person("Eve", "Elm"))
    asked = put_down(group.cohort, file, council.other_hub_worker)
    again = put_down(group.cohort, file, council.other_hub_worker)
    assert asked.pk == again.pk
    assert asked.state == "waiting", "the team that runs the group gives the places"
    with acting_as(council.hub_worker):
        work = Involvement.objects.visible_to(council.hub_worker).get(
            family=file.family, team=council.north_hub
        )
        assert (work.service.kind, work.person_id) == ("groupwork", file.person.pk)
        assert Enrolment.objects.visible_to(council.hub_worker).filter(pk=asked.pk).exists()


def test_nobody_reaches_a_family_by_putting_it_down_for_a_group(page, council, group):
    with as_owner():
        file = make_family(council.south_hub, make_person("Eve", "Elm"))
    page.force_login(council.hub_worker)
    assert page.get(reverse("groups:enrol", args=[file.family.pk])).status_code == 404
    walk_in = reverse("groups:walk_in_add", args=[group.session.pk, file.person.pk])
    assert page.post(walk_in, {"family": file.family.pk}).status_code == 404


def test_a_place_is_given_from_the_waiting_list_while_there_is_one(page, council, group):
    with as_owner():
        file = make_family(council.south_hub, make_person("Eve", "Elm"))
    asked = put_down(group.cohort, file, council.other_hub_worker)
    page.force_login(council.hub_worker)
    url = reverse("groups:place", args=[asked.pk])
    assert "The group is full" in page.post(url, follow=True).content.decode()
    with as_owner():
        group.cohort.capacity = 3
        group.cohort.save_by(by=None, reason="Bigger room")
    assert "They have a place" in page.post(url, follow=True).content.decode()


def test_a_walk_in_is_searched_for_before_they_are_created_and_the_way_leads_back_to_the_register(
    page, council, group
):
    with as_owner():
        group.cohort.capacity = 3
        group.cohort.save_by(by=None, reason="Bigger room")
    page.force_login(council.hub_worker)
    found = page.post(
        reverse("groups:walk_in", args=[group.session.pk]), {"query": "Zelda Quince"}, follow=True
    )
    told = found.content.decode()
    assert "Nobody was found" in told
    create = reverse("person_create", args=[found.context["token"]])
    assert create in told
    today = timezone.localdate()
    service = group.cohort.programme.service
    saved = page.post(create, {
        "given_name": "Zelda", "family_name": "Quince", "birth_date_kind": "unknown", "family_choice": "new",
        "new_family_name": "Quince", "service": service.pk, "team": council.north_hub.pk,
        "started_on_day": today.day, "started_on_month": today.month, "started_on_year": today.year,
    })  # fmt: skip
    assert saved.status_code == 302
    assert f"/groups/sessions/{group.session.pk}/walk-in/" in saved.url
    opened = page.get(saved.url)
    family = opened.context["form"]["family"].value()
    back = page.post(saved.url, {"family": getattr(family, "pk", family)})
    assert back.url == reverse("groups:register", args=[group.session.pk])
    assert "Zelda Quince" in page.get(back.url).content.decode()


def test_a_walk_in_whom_another_team_works_with_is_an_index_card(page, council, group):
    with as_owner():
        make_family(council.south_hub, make_person("Quillon", "Elm"))
    page.force_login(council.hub_worker)
    found = page.post(
        reverse("groups:walk_in", args=[group.session.pk]), {"query": "Quillon Elm"}, follow=True
    ).content.decode()
    assert "Speak to South hub" in found
    assert "Put on the register" not in found


def test_who_left_may_come_again_and_what_came_of_the_first_time_stays(council, group):
    with as_owner():
        group.amy.state, group.amy.outcome, group.amy.ended_on = "left", "no_change", timezone.localdate()
        group.amy.save_by(by=None, reason="Left")
    again = put_down(group.cohort, group.alder, council.hub_worker)
    assert again.pk != group.amy.pk
    assert again.state == "enrolled"
    with acting_as(council.hub_worker):
        kept = Enrolment.objects.visible_to(council.hub_worker).get(pk=group.amy.pk)
    assert (kept.state, kept.outcome) == ("left", "no_change")


def test_work_that_a_group_opens_is_its_lead_workers(council, group):
    with as_owner():
        group.cohort.lead_worker, group.cohort.capacity = council.hub_worker, 3
        group.cohort.save_by(by=None, reason="Led")
        file = make_family(council.north_hub, make_person("Eve", "Elm"))
    work = put_down(group.cohort, file, council.hub_worker).involvement
    assert (work.service.kind, work.allocated_to) == ("groupwork", council.hub_worker)
