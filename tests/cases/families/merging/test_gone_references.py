"""A reference on an old letter still finds the record, since it was put together with another."""

from django.urls import reverse

from cases.families.models import Person
from tests.database import as_owner
from tests.factories.families import make_restriction
from tests.factories.merging import merge_now, take_apart_now


def found(client, reference):
    """Whom a search for a reference shows."""
    page = client.post(reverse("search"), {"query": reference}, follow=True)
    return {card.hit.person_id: card for card in page.context["cards"]}


def test_the_gone_reference_of_a_person_finds_the_one_who_stays(page, council, twice):
    old = twice.other.reference
    page.force_login(council.hub_worker)
    assert set(found(page, old)) == {twice.other.pk}
    merge = merge_now(twice.leader, twice.other, twice.manager)
    assert set(found(page, old)) == {twice.leader.pk}
    take_apart_now(merge, twice.manager)
    assert set(found(page, old)) == {twice.other.pk}


def test_the_gone_reference_of_a_family_finds_the_family_that_stays(page, doubled):
    old = doubled.other.reference
    page.force_login(doubled.manager)
    merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        members = set(
            Person.objects.filter(family_memberships__family=doubled.leader).values_list("pk", flat=True)
        )
    assert set(found(page, old))
    assert set(found(page, old)) <= members


def test_a_gone_reference_opens_no_door(page, council, twice):
    merge_now(twice.leader, twice.other, twice.manager)
    page.force_login(council.other_hub_worker)
    (card,) = found(page, twice.other.reference).values()
    assert not card.hit.is_visible
    with as_owner():
        make_restriction(twice.ours.family, [council.hub_manager], council.hub_manager)
        make_restriction(twice.sibling.family, [council.hub_manager], council.hub_manager)
    assert not found(page, twice.other.reference)
