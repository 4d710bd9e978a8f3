"""The search of the night: who may be on record twice, and why."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.actor import acting_as
from cases.families.merging.models import DuplicatePair
from cases.families.merging.tasks import find_duplicates
from cases.families.models import Address, Person, Phone
from tests.database import as_owner, as_worker
from tests.factories.families import REASON, make_family, make_person
from tests.factories.merging import make_pair

BORN = datetime.date(2015, 3, 4)


def find() -> dict[frozenset[Any], str]:
    """Pairs by their two people, with the reason."""
    with as_worker():
        find_duplicates()
    with as_owner():
        return {frozenset((p.first_id, p.second_id)): p.reason for p in DuplicatePair.objects.all()}


def child(
    given: str, family: str, born: datetime.date | None = BORN, *, phone: str = "", postcode: str = ""
) -> Person:
    person = make_person(given, family, **({"date_of_birth": born} if born else {}))
    if phone:
        Phone(person=person, number=phone).save_by(by=None, reason=REASON)
    if postcode:
        Address(person=person, lines="1 High Street", postcode=postcode).save_by(by=None, reason=REASON)
    return person


SAME_HOME = {"postcode": "LE1 5WW"}
SAME_PHONE = {"phone": "+447700900123"}


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (("Siân", "O'Hara"), ("Sian", "OHARA"), "name_and_birth"),
        (("Robin", "Marlow"), ("Marlow", "Robin"), "swapped_name"),
        (("Catherine", "Marlow"), ("Kate", "Marlow"), "nickname"),
        (("Katarzyna", "Nowak"), ("Katarzina", "Nowack"), "birth"),
        (("Robin", "Marlow", BORN), ("Robin", "Marlow", datetime.date(2015, 4, 3)), "swapped_birth"),
    ],
)
def test_pairs_by_name_and_birth(db, one, other, reason) -> None:
    with as_owner():
        first, second = child(*one), child(*other)
        child("Somebody", "Else")
    assert find() == {frozenset((first.pk, second.pk)): reason}


@pytest.mark.parametrize(("same", "reason"), [(SAME_PHONE, "phone"), (SAME_HOME, "postcode")])
def test_pairs_by_phone_and_by_postcode_have_names_that_are_alike(db, same, reason) -> None:
    with as_owner():
        first, second = child("Robin", "Marlow", None, **same), child("Robyn", "Marlowe", None, **same)
        child("Sam", "Marlow", None, **same)
        child("Robin", "Okafor", None, **same)
    assert find() == {frozenset((first.pk, second.pk)): reason}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Robin", "Marlow"), ("Sam", "Marlow")),  # twins
        (("Robin", "Marlow", datetime.date(1980, 1, 1)), ("Robin", "Marlow", BORN)),  # father and son
        (("Robin", "Marlow", None), ("Robin", "Marlow", None)),  # a name alone says nothing
    ],
)
def test_two_people_are_no_pair(db, one, other) -> None:
    with as_owner():
        child(*one)
        child(*other)
    assert not find()


def test_a_number_that_many_have_says_nothing(db) -> None:
    with as_owner():
        for _ in range(13):
            child("Robin", "Marlow", None, **SAME_PHONE)
    assert not find()


def test_run_again_it_keeps_decisions_and_pairs_by_hand_and_forgets_what_is_no_longer_alike(council) -> None:
    with as_owner():
        decided = make_pair(
            child("Robin", "Marlow"), child("Robin", "Marlow"),
            not_same_why="Twins", decided_by=council.hub_manager, decided_at=timezone.now(),
        )  # fmt: skip
        by_hand = make_pair(child("Ann", "One", None), child("Bea", "Two", None), reason="by_hand")
        first, second = child("Kit", "Three"), child("Kit", "Three")
    keys = {frozenset((pair.first_id, pair.second_id)) for pair in (decided, by_hand)}
    assert find().keys() == keys | {frozenset((first.pk, second.pk))}
    with as_owner():
        second.family_name = "Entirely"
        second.save_by(by=None, reason=REASON)
    assert find().keys() == keys
    with as_owner():
        assert DuplicatePair.objects.get(pk=decided.pk).not_same_why == "Twins"


def test_a_pair_is_shown_to_who_may_see_both_and_to_nobody_else(council) -> None:
    with as_owner():
        ours = make_family(council.north_hub, child("Kit", "Three")).person
        make_family(council.south_hub, child("Kit", "Three"))
        make_family(council.north_hub, child("Kit", "Three"))
    assert len(find()) == 3
    with acting_as(council.hub_manager):
        seen = DuplicatePair.objects.all()
        assert len(seen) == 1
        assert ours.pk in (seen[0].first_id, seen[0].second_id)
