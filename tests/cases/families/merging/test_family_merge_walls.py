"""What keeps two records of a family apart, told in the same words whatever it is."""

import datetime

import pytest
from django.utils import timezone

from cases.families.merging.models import MergeState, Refusal
from cases.families.merging.tasks import carry_out
from cases.families.models import Involvement
from retention.models import DisposalItem, DisposalList
from tests.cases.families.merging.dump import differences, everything
from tests.database import as_owner, as_worker
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
from tests.factories.merging import make_merge, merge_now, take_apart_now
from tests.factories.oversight import make_note
from tests.factories.texts import make_text


def refused(doubled):
    """What the manager is told, after making sure that nothing was written."""
    before = everything()
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    assert merge.state == MergeState.REFUSED
    assert not differences(before, everything())
    return merge


def other_record_of_another_hub(council, doubled) -> None:
    work = doubled.sibling.involvement
    work.team, work.allocated_to = council.south_hub, None
    work.save_by(by=None, reason=REASON)


def contact_behind_a_wall(council, doubled) -> None:
    make_contact(doubled.sibling, council.yj_officer, involvement=None, wall="youth_justice")


def text_behind_a_wall(council, doubled) -> None:
    make_text(doubled.sibling, doubled.sibling.rows["phones"], council.yj_officer, wall="victim_service")


def note_behind_a_wall(council, doubled) -> None:
    make_note(doubled.other, council.yj_officer, wall="youth_justice")


def work_behind_a_wall(council, doubled) -> None:
    _work(doubled.sibling, council.youth_justice, "youth_justice")


def both_sides_of_a_crime(council, doubled) -> None:
    _work(doubled.ours, council.youth_justice, "youth_justice")
    _work(doubled.sibling, council.victims, "victim_service")


def only_the_leader_restricted(council, doubled) -> None:
    make_restriction(doubled.leader, [council.hub_manager], council.hub_manager)


def only_the_other_restricted(council, doubled) -> None:
    make_restriction(doubled.other, [council.hub_manager], council.hub_manager)


def both_restricted_and_one_to_others(council, doubled) -> None:
    make_restriction(doubled.leader, [council.hub_manager], council.hub_manager)
    make_restriction(doubled.other, [council.hub_worker], council.hub_worker)


def member_whom_a_third_family_hides(council, doubled) -> None:
    hidden = make_person("Hidden", "Person")
    join_family(hidden, doubled.other)
    third = make_family(council.south_hub, hidden, name="Third")
    make_restriction(third.family, [council.other_hub_worker], council.other_hub_worker)


def open_in_an_emergency_alone(council, doubled) -> None:
    other_record_of_another_hub(council, doubled)
    make_break_glass(doubled.sibling.person, council.hub_manager)


def submitted_to_be_destroyed(council, doubled) -> None:
    submitted = DisposalList.objects.create(
        due_on=timezone.localdate(), proposed_at=timezone.now(), state="submitted",
        submitted_by=council.records_officer, submitted_at=timezone.now(),
    )  # fmt: skip
    DisposalItem.objects.create(
        disposal_list=submitted, family_id=doubled.other.pk, group_key=doubled.other.pk, reference="FH-1",
        people=2, due_on=timezone.localdate(), state="due",
    )  # fmt: skip


def _work(case, team, kind: str) -> None:
    Involvement(
        family=case.family, service=make_service(kind, kind), team=team,
        started_on=timezone.localdate() - datetime.timedelta(days=9),
    ).save_by(by=None, reason=REASON)  # fmt: skip


@pytest.mark.parametrize(
    "because",
    [
        contact_behind_a_wall, text_behind_a_wall, note_behind_a_wall, work_behind_a_wall, both_sides_of_a_crime,
        only_the_leader_restricted, only_the_other_restricted, member_whom_a_third_family_hides,
        submitted_to_be_destroyed,
    ],
)  # fmt: skip
def test_it_is_refused_in_the_same_words_whatever_is_hidden(council, doubled, because) -> None:
    with as_owner():
        because(council, doubled)
    merge = refused(doubled)
    assert (merge.refusal, merge.obstacles) == (Refusal.APART, [])


@pytest.mark.parametrize("because", [other_record_of_another_hub, both_restricted_and_one_to_others])
def test_a_job_that_was_asked_for_a_record_the_manager_sees_no_more_refuses(
    council, doubled, because
) -> None:
    """Asked for while they saw both; carried out after one was closed to them."""
    with as_owner():
        merge = make_merge(doubled.leader, doubled.other, doubled.manager)
        because(council, doubled)
    with as_worker():
        carry_out(str(merge.pk))
    with as_owner():
        merge.refresh_from_db()
    assert (merge.state, merge.refusal) == (MergeState.REFUSED, Refusal.APART)


def test_a_look_in_an_emergency_is_no_ground_to_put_records_together(council, doubled) -> None:
    with as_owner():
        open_in_an_emergency_alone(council, doubled)
        merge = make_merge(doubled.leader, doubled.other, doubled.manager)
    with as_worker():
        carry_out(str(merge.pk))
    with as_owner():
        merge.refresh_from_db()
    assert (merge.state, merge.refusal) == (MergeState.REFUSED, Refusal.APART)


def test_it_waits_while_an_emergency_has_somebody_of_the_family_open(council, doubled) -> None:
    with as_owner():
        make_break_glass(doubled.sibling.relative, council.other_hub_worker)
    assert refused(doubled).refusal == Refusal.BUSY


def test_what_has_come_behind_a_wall_since_keeps_them_from_being_taken_apart_and_is_not_told(
    council, doubled
) -> None:
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        make_contact(doubled.ours, council.yj_officer, involvement=None, wall="youth_justice")
    kept = take_apart_now(merge, doubled.manager)
    assert (kept.state, kept.refusal, kept.obstacles) == (MergeState.DONE, Refusal.APART, [])
