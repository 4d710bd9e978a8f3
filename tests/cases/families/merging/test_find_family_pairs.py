"""The search of the night for families that two workers entered, each for themselves."""

import pytest

from accounts.actor import acting_as
from cases.families.merging.models import FamilyPair
from cases.families.merging.tasks import find_duplicates
from cases.families.models import Family, Person
from tests.database import as_owner, as_worker
from tests.factories.families import join_family, make_family, make_person, make_restriction
from tests.factories.merging import days_ago, make_family_pair, merge_now


def find() -> dict[frozenset, str]:
    """Pairs by their two families, with the reason."""
    with as_worker():
        find_duplicates()
    with as_owner():
        return {frozenset((p.first_id, p.second_id)): p.reason for p in FamilyPair.objects.all()}


def people(*names: str) -> list[Person]:
    return [make_person(name, "Marlow") for name in names]


@pytest.mark.parametrize(
    ("ours", "theirs", "reason"),
    [
        ("ab", "ab", "same_members"),
        ("abc", "ab", "within"),
        ("abc", "a", "within"),
        ("abc", "abd", "two_members"),
        ("abc", "ad", None),  # a child of parents who live apart
        ("ab", "cd", None),
    ],
)
def test_families_with_people_in_common_are_a_pair(council, ours, theirs, reason) -> None:
    with as_owner():
        by_name = {name: make_person(name, "Marlow") for name in "abcd"}
        first, second = (
            make_family(council.north_hub, *(by_name[name] for name in names)).family
            for names in (ours, theirs)
        )
    assert find() == ({frozenset((first.pk, second.pk)): reason} if reason else {})


def test_whoever_has_left_one_of_them_does_not_count(council) -> None:
    with as_owner():
        both = people("Ann", "Bea")
        make_family(council.north_hub, *both)
        second = make_family(council.north_hub, make_person("Cat", "Marlow")).family
        for person in both:
            join_family(person, second, ended_on=days_ago(10))
    assert not find()


def test_somebody_whom_a_third_family_hides_is_not_told_of_by_a_pair(council) -> None:
    with as_owner():
        hidden = people("Ann", "Bea")
        for _ in range(2):
            make_family(council.north_hub, *hidden, make_person("Other", "One"))
        third = make_family(council.south_hub, *hidden).family
        make_restriction(third, [council.other_hub_worker], council.other_hub_worker)
    found = find()
    assert found
    assert all(third.pk in pair for pair in found)


def test_run_again_it_keeps_decisions_and_pairs_by_hand_and_forgets_the_rest(council) -> None:
    with as_owner():
        both = people("Ann", "Bea")
        first, second = (make_family(council.north_hub, *both).family for _ in range(2))
        by_hand = make_family_pair(first, make_family(council.north_hub).family, reason="by_hand")
    pair = frozenset((first.pk, second.pk))
    kept = frozenset((by_hand.first_id, by_hand.second_id))
    assert find().keys() == {pair, kept}
    with as_owner():
        for row in second.memberships.all():
            row.ended_on = days_ago(1)
            row.save_by(by=None, reason="Moved out")
    assert find().keys() == {kept}


def test_two_records_of_each_person_put_together_make_a_pair_of_their_families(council) -> None:
    with as_owner():
        one = make_family(council.north_hub, *people("Ann", "Bea"))
        other = make_family(council.north_hub, *people("Ann", "Bea"))
    assert not find()
    for mine, theirs in zip(one.people, other.people, strict=True):
        merge_now(mine, theirs, council.hub_manager)
    assert find() == {frozenset((one.family.pk, other.family.pk)): "same_members"}


def test_a_pair_is_shown_to_who_may_see_both_and_to_nobody_else(council) -> None:
    with as_owner():
        both = people("Ann", "Bea")
        families: list[Family] = [
            make_family(team, *both).family
            for team in (council.north_hub, council.north_hub, council.south_hub)
        ]
    assert len(find()) == 3
    with acting_as(council.hub_manager):
        seen = FamilyPair.objects.get()
        assert {seen.first_id, seen.second_id} == {families[0].pk, families[1].pk}
    with acting_as(council.hub_worker):
        assert not FamilyPair.objects.exists()
