"""A restricted family: named staff alone, the rest find nothing; and who can see a family at all."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.families.models import NamedStaff, Person, Restriction
from cases.families.search.people import find_people
from cases.families.search.query import read_query
from tests.database import as_owner
from tests.factories.families import join_family, make_family, make_restriction
from tests.page_client import PageClient

TODAY = timezone.localdate()


@pytest.fixture
def manager(council) -> PageClient:
    client = PageClient()
    client.force_login(council.hub_manager)
    return client


def page_of(case) -> str:
    return reverse("families:family", args=[case.family.pk])


def answers(*named, **more) -> dict[str, object]:
    review = TODAY + datetime.timedelta(days=60)
    return {
        "reason": "safety", "detail": "", "named": [user.pk for user in named],
        "review_on_day": review.day, "review_on_month": review.month, "review_on_year": review.year,
    } | more  # fmt: skip


def found(user, text: str) -> list[str]:
    with acting_as(user):
        return [hit.full_name for hit in find_people(read_query(text, today=TODAY))]


def test_from_the_moment_it_is_placed_only_named_staff_find_the_family(
    manager, worker, council, case
) -> None:
    restrict = reverse("families:restrict", args=[case.family.pk])
    assert worker.get(page_of(case)).status_code == 200
    assert "Alex North" in found(council.other_hub_worker, "Alex North")
    assert manager.post(restrict, answers(council.hub_manager)).status_code == 302
    assert manager.get(page_of(case)).status_code == 200
    assert "staff named for this restricted family" in manager.get(page_of(case)).content.decode()
    assert worker.get(page_of(case)).status_code == 404
    for user in (council.hub_worker, council.other_hub_worker, council.information_officer):
        assert found(user, "Alex North") == []
        assert found(user, case.family.reference) == []
        assert found(user, "07700 900123") == []
    assert "Alex North" in found(council.hub_manager, "Alex North")


def test_somebody_in_a_second_family_vanishes_from_there_too(worker, council, case) -> None:
    with as_owner():
        elsewhere = make_family(council.north_hub, name="Elsewhere")
        join_family(case.relative, elsewhere.family)
    assert "Sam North" in worker.get(reverse("families:family", args=[elsewhere.family.pk])).content.decode()
    with as_owner():
        make_restriction(case.family, [council.hub_manager], council.hub_manager)
    assert (
        "Sam North" not in worker.get(reverse("families:family", args=[elsewhere.family.pk])).content.decode()
    )
    assert worker.get(reverse("families:person", args=[case.relative.pk])).status_code == 404


def test_whoever_had_left_the_family_is_not_hidden_with_it(worker, council, case) -> None:
    with as_owner():
        elsewhere = make_family(council.north_hub, name="Elsewhere")
        join_family(case.relative, elsewhere.family)
        left = case.family.memberships.get(person=case.relative)
        left.ended_on = TODAY - datetime.timedelta(days=1)
        left.save_by(by=None, reason="Moved")
        make_restriction(case.family, [council.hub_manager], council.hub_manager)
    assert worker.get(reverse("families:person", args=[case.relative.pk])).status_code == 200


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"named": []}, "Select who may see this family"),
        ({"reason": ""}, "Why is the family restricted"),
        ({"review_on_year": "1999"}, "must be after today"),
    ],
)
def test_bad_answers_restrict_nothing_and_keep_what_was_typed(manager, council, case, change, said) -> None:
    typed = answers(council.hub_manager, detail="Threats at the school gate") | change
    shown = manager.post(reverse("families:restrict", args=[case.family.pk]), typed).content.decode()
    assert said in shown
    assert "Threats at the school gate" in shown
    with as_owner():
        assert not Restriction.objects.exists()


def test_a_choice_that_nobody_could_undo_is_refused(manager, council, case) -> None:
    restrict = reverse("families:restrict", args=[case.family.pk])
    assert "at least one manager" in manager.post(restrict, answers(council.hub_worker)).content.decode()


def seen(client, change: str) -> dict[str, str]:
    return {"seen": client.get(change).context["form"]["seen"].value()}


def test_named_staff_are_changed_and_the_restriction_is_lifted(manager, worker, council, case) -> None:
    with as_owner():
        make_restriction(case.family, [council.hub_manager], council.hub_manager)
    both = {"named": [council.hub_manager.pk, council.hub_worker.pk]}
    change = reverse("families:restriction", args=[case.family.pk])
    assert manager.post(change, both | seen(manager, change)).status_code == 302
    assert worker.get(page_of(case)).status_code == 200
    assert manager.post(change, {"named": [council.hub_manager.pk]}).status_code == 409, "nobody was seen"
    only = {"named": [council.hub_manager.pk]}
    assert manager.post(change, only | seen(manager, change)).status_code == 302
    assert worker.get(page_of(case)).status_code == 404
    lift = reverse("families:restriction_lift", args=[case.family.pk])
    assert "Enter why" in manager.post(lift, {"reason": ""}).content.decode()
    assert manager.post(lift, {"reason": "They have moved away"}).status_code == 302
    assert worker.get(page_of(case)).status_code == 200
    with as_owner():
        assert Restriction.objects.get().lifted_by == council.hub_manager
        assert NamedStaff.objects.count() == 2


def test_two_who_change_who_may_see_a_family_are_told_and_nobody_is_dropped(manager, council, case) -> None:
    with as_owner():
        make_restriction(case.family, [council.hub_manager], council.hub_manager)
    change = reverse("families:restriction", args=[case.family.pk])
    opened = seen(manager, change)
    with_worker = {"named": [council.hub_manager.pk, council.hub_worker.pk]}
    with_other = {"named": [council.hub_manager.pk, council.other_hub_worker.pk]}
    assert manager.post(change, with_worker | opened).status_code == 302
    late = manager.post(change, with_other | opened)
    assert late.status_code == 409
    assert "Somebody else changed who may see this family meanwhile" in late.content.decode()
    now = late.content.decode().split("Who may see it now")[1].split("</ul>")[0]
    assert council.hub_worker.full_name in now
    assert str(council.other_hub_worker.pk) in late.context["form"]["named"].value(), (
        "what was chosen stays chosen"
    )
    with as_owner():
        named = NamedStaff.objects.filter(removed_at__isnull=True).values_list("user_id", flat=True)
        assert set(named) == {council.hub_manager.pk, council.hub_worker.pk}
    again = {"seen": late.context["form"]["seen"].value()}
    assert manager.post(change, with_other | again).status_code == 302


def test_the_page_says_who_can_see_a_family_and_why(manager, council, case) -> None:
    shown = manager.get(reverse("families:who_sees", args=[case.family.pk])).content.decode()
    for words in (council.hub_worker.full_name, "Allocated", council.hub_manager.full_name):
        assert words in shown
    assert council.other_hub_worker.full_name not in shown
    with as_owner():
        make_restriction(case.family, [council.hub_manager], council.hub_manager)
    shown = manager.get(reverse("families:who_sees", args=[case.family.pk])).content.decode()
    assert council.hub_worker.full_name not in shown
    assert "restricted" in shown


def test_work_and_members_added_to_a_restricted_family_are_hidden_as_well(council, case) -> None:
    with as_owner():
        make_restriction(case.family, [council.hub_manager], council.hub_manager)
        make_family(council.south_hub, name="Later")
        case.involvement.team = council.south_hub
        case.involvement.save_by(by=None, reason="Passed on")
        late = join_family(make_family(council.south_hub, name="Second").person, case.family)
    with acting_as(council.other_hub_worker):
        assert not Person.objects.filter(pk__in=[case.person.pk, late.person_id]).exists()


@pytest.mark.parametrize(
    "tried",
    [
        "UPDATE families_involvement SET is_restricted = false",
        "UPDATE families_restriction SET lifted_at = now(), lifted_by_id = placed_by_id",
        "DELETE FROM families_restriction",
    ],
)
def test_a_worker_cannot_open_it_by_hand(council, case, tried) -> None:
    with as_owner():
        make_restriction(case.family, [council.hub_manager], council.hub_manager)
    with acting_as(council.hub_worker):
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(tried)
                assert cursor.rowcount == 0
        except DatabaseError:
            pass
        assert not Person.objects.exists()
