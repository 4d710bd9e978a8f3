"""What keeps two records apart: hidden rows, walls, restrictions, lists to be destroyed, emergencies."""

import datetime
from typing import Any

import pytest
from django.utils import timezone

from cases.families.merging.models import MergeState, Refusal
from cases.families.models import Involvement, Relationship
from retention.models import DisposalItem, DisposalList
from tests.cases.families.merging.dump import differences, everything
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import (
    REASON,
    join_family,
    make_break_glass,
    make_family,
    make_person,
    make_restriction,
    make_service,
)
from tests.factories.merging import merge_now, take_apart_now
from tests.factories.texts import make_text


def refused(twice) -> Any:
    """What the manager is told, after making sure that nothing was written."""
    before = everything()
    merge = merge_now(twice.leader, twice.other, twice.manager)
    assert merge.state == MergeState.REFUSED
    assert not differences(before, everything())
    return merge


def other_family_of_another_team(council, twice) -> None:
    join_family(twice.other, make_family(council.south_hub, name="Elsewhere").family)


def contact_behind_a_wall(council, twice) -> None:
    make_contact(
        twice.sibling, council.yj_officer, about={twice.other: {}}, involvement=None, wall="youth_justice"
    )


def text_behind_a_wall(council, twice) -> None:
    make_text(twice.sibling, twice.sibling.rows["phones"], council.yj_officer, wall="victim_service")


def work_behind_a_wall(council, twice) -> None:
    _work(twice.sibling, council.victims, "victim_service", person=twice.other)


def relative_who_is_hidden(council, twice) -> None:
    hidden = make_family(council.south_hub, make_person("Hidden", "Relative")).person
    Relationship(person=hidden, relative=twice.other, kind="parent").save_by(by=None, reason=REASON)


def both_sides_of_a_crime(council, twice) -> None:
    """Each family's walled work is about the family: no single row of either person is hidden."""
    _work(twice.ours, council.youth_justice, "youth_justice")
    _work(twice.sibling, council.victims, "victim_service")


def one_restricted_family(council, twice) -> None:
    make_restriction(twice.sibling.family, [council.hub_manager], council.hub_manager)


def list_about_to_be_destroyed(council, twice) -> None:
    approved = DisposalList.objects.create(
        due_on=timezone.localdate(), proposed_at=timezone.now(), state="approved",
        submitted_by=council.records_officer, submitted_at=timezone.now(),
        approved_by=council.second_records_officer, approved_at=timezone.now(), destroy_from=timezone.now(),
    )  # fmt: skip
    DisposalItem.objects.create(
        disposal_list=approved, family_id=twice.sibling.family.pk, group_key=twice.sibling.family.pk,
        reference="FH-1", people=2, due_on=timezone.localdate(), state="due",
    )  # fmt: skip


def _work(case, team, kind: str, **fields: Any) -> None:
    Involvement(
        family=case.family, service=make_service(kind, kind), team=team,
        started_on=timezone.localdate() - datetime.timedelta(days=9), **fields,
    ).save_by(by=None, reason=REASON)  # fmt: skip


@pytest.mark.parametrize(
    "because",
    [
        other_family_of_another_team, contact_behind_a_wall, text_behind_a_wall, work_behind_a_wall,
        relative_who_is_hidden, both_sides_of_a_crime, one_restricted_family, list_about_to_be_destroyed,
    ],
)  # fmt: skip
def test_it_is_refused_in_the_same_words_whatever_is_hidden(council, twice, because) -> None:
    with as_owner():
        because(council, twice)
    merge = refused(twice)
    assert (merge.refusal, merge.obstacles) == (Refusal.APART, [])


def test_two_restricted_families_are_put_together_by_who_is_named_for_both(council, twice) -> None:
    with as_owner():
        for case in (twice.ours, twice.sibling):
            make_restriction(case.family, [council.hub_manager], council.hub_manager)
    assert merge_now(twice.leader, twice.other, twice.manager).state == MergeState.DONE


def test_it_waits_while_an_emergency_has_one_of_the_records_open(council, twice) -> None:
    with as_owner():
        make_break_glass(twice.other, council.other_hub_worker)
    assert refused(twice).refusal == Refusal.BUSY


def test_what_has_come_behind_a_wall_since_keeps_them_from_being_taken_apart_and_is_not_told(
    council, twice
) -> None:
    merge = merge_now(twice.leader, twice.other, twice.manager)
    with as_owner():
        make_contact(
            twice.ours, council.yj_officer, about={twice.leader: {}}, involvement=None, wall="youth_justice"
        )
    kept = take_apart_now(merge, twice.manager)
    assert (kept.state, kept.refusal, kept.obstacles) == (MergeState.DONE, Refusal.APART, [])


def test_emergencies_of_the_past_move_with_their_record(council, twice) -> None:
    with as_owner():
        grant = make_break_glass(twice.other, council.other_hub_worker, ago=datetime.timedelta(days=3))
    before = everything()
    merge = merge_now(twice.leader, twice.other, twice.manager)
    with as_owner():
        grant.refresh_from_db()
        assert grant.person == twice.leader
    take_apart_now(merge, twice.manager)
    assert not differences(before, everything())
