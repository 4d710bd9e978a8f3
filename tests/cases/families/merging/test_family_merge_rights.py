"""Subject access, holds, retention and disposal find everything of a joined family, and nothing of somebody else's."""

import datetime

import pytest
from django.apps import apps
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.models import AccessRecord
from cases.families.merging.models import FamilyPair, Merge, MergeState, MergeStep
from cases.families.models import Family
from privacy.person_graph import subject_of
from retention.actions.deletion import files_delete
from retention.models import DisposalItem, DisposalList, Hold
from retention.queries.due import files_due
from tests.cases.families.merging.family_twice import FamilyTwice
from tests.cases.families.merging.test_merge_rights import held
from tests.database import as_owner, as_worker
from tests.factories.families import REASON, make_family, make_person
from tests.factories.merging import days_ago, make_family_pair, merge_now, take_apart_now
from tests.factories.oversight import make_note
from tests.factories.retention import TODAY, approve_schedule, make_contact, make_hold, make_old_family


def look(family: Family, council) -> AccessRecord:
    return AccessRecord.objects.create(
        at=timezone.now(), user_id=council.hub_worker.pk, family_id=family.pk, route="families:family",
        ground="work",
    )  # fmt: skip


def test_the_pack_of_a_member_has_what_was_about_either_record_as_a_whole(council, doubled) -> None:
    with as_owner():
        looked = look(doubled.other, council)
        note = make_note(doubled.other, council.hub_manager)
        mine = held(doubled.ours.person)
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        joined = held(doubled.ours.person)
        assert doubled.other.pk in subject_of(doubled.ours.person.pk).families
    for model, rows in mine.items():
        assert rows <= joined[model], model
    assert looked.pk in joined["accounts.AccessRecord"]
    assert note.pk in joined["oversight.OversightNote"]
    assert merge.pk in joined["merging.Merge"]


def test_whoever_had_left_the_family_gets_what_was_before_of_either_record(council, doubled) -> None:
    with as_owner():
        row = doubled.ours.membership
        row.ended_on = days_ago(0)
        row.save_by(by=None, reason=REASON)
        looked = look(doubled.other, council)
    merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        assert looked.pk in held(doubled.ours.person)["accounts.AccessRecord"]
        subject = subject_of(doubled.ours.person.pk)
        assert doubled.other.pk in subject.left
        assert not subject.families


def test_after_taking_apart_neither_pack_has_the_other_familys_rows_or_versions(council, doubled) -> None:
    with as_owner():
        make_note(doubled.other, council.hub_manager)
        theirs = held(doubled.sibling.person)
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    take_apart_now(merge, doubled.manager)
    with as_owner():
        mine = held(doubled.ours.person)
    for model in ("oversight.OversightNote", "families.Involvement", "families.Family"):
        assert not mine[model] & theirs[model], model
        assert not mine[f"{model} versions"] & theirs[f"{model} versions"], model


def test_a_hold_on_the_other_record_holds_the_joined_one(council, doubled) -> None:
    with as_owner():
        hold = make_hold(scope="family", family=doubled.other, target_reference=doubled.other.reference)
    merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        assert Hold.objects.get(pk=hold.pk).family == doubled.leader


def test_erasing_the_joined_file_leaves_nothing_of_either_record_in_any_table(council, doubled) -> None:
    with as_owner():
        look(doubled.other, council)
        staying = make_family(council.north_hub, name="Staying").family
        make_family_pair(staying, doubled.other)
        people = list(
            doubled.leader.memberships.model.objects.filter(family__in=[doubled.leader, doubled.other])
            .values_list("person", flat=True).distinct()
        )  # fmt: skip
    merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_worker(), acting_as_system("retention"):
        files_delete(families=[doubled.leader.pk], people=people, at=timezone.now())
    with as_owner():
        assert not Merge.objects.exists()
        assert not MergeStep.objects.exists()
        assert not FamilyPair.objects.exists()
        assert Family.objects.get() == staying
        assert set(Family.history.values_list("id", flat=True)) == {staying.pk}
        gone = str(doubled.other.pk)
        for model in apps.get_models(include_auto_created=True):
            for column in model._meta.concrete_fields:
                if model._meta.managed and column.get_internal_type() in {"UUIDField", "ForeignKey"}:
                    target = column.target_field if column.is_relation else column
                    if target.get_internal_type() == "UUIDField":
                        assert not model._base_manager.filter(**{column.attname: gone}).exists(), column


def test_erasing_one_of_two_that_were_taken_apart_leaves_the_other(council, doubled) -> None:
    with as_owner():
        shared = doubled.other.memberships.get(person=doubled.ours.relative)
        shared.delete_by(by=None, reason=REASON)
        type(shared).history.filter(id=shared.id).delete()
        note = make_note(doubled.other, council.hub_manager)
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    take_apart_now(merge, doubled.manager)
    with as_worker(), acting_as_system("retention"):
        files_delete(
            families=[doubled.leader.pk],
            people=[doubled.ours.person.pk, doubled.ours.relative.pk],
            at=timezone.now(),
        )
    with as_owner():
        assert Family.objects.get().pk == doubled.other.pk
        assert note.history.count() == 2  # as it was written, and as it was given back
        assert doubled.other.memberships.count() == 2


@pytest.fixture
def old(council) -> FamilyTwice:
    """Two old records of one family; somebody worked with the other one two years longer."""
    with as_owner():
        approve_schedule(council.records_officer)
        leader = make_old_family(council, make_person("Ann", "Old"), name="Old")
        other = make_old_family(council, make_person("Bea", "Old"), name="Old")
        make_contact(other.family, council.hub_worker, on=datetime.date(2017, 8, 1))
    return FamilyTwice(leader, other, council.hub_manager)


def test_the_date_of_the_joined_file_is_that_of_the_last_work_with_either(old) -> None:
    with as_owner():
        (alone,) = files_due(TODAY, [old.leader.pk])
    merge_now(old.leader, old.other, old.manager)
    with as_owner():
        (joined,) = files_due(TODAY, [old.leader.pk])
        assert not files_due(TODAY, [old.other.pk])
    assert (alone.trigger_on, joined.trigger_on) == (datetime.date(2016, 3, 31), datetime.date(2018, 3, 31))


def test_a_file_that_an_officer_took_off_the_list_stays_off_as_part_of_the_joined_one(council, old) -> None:
    with as_owner():
        proposed = DisposalList.objects.create(due_on=TODAY, proposed_at=timezone.now())
        DisposalItem.objects.create(
            disposal_list=proposed, family_id=old.other.pk, group_key=old.other.pk, reference="FH-1", people=1,
            due_on=TODAY, state="taken_off", decided_by=council.records_officer, decided_at=timezone.now(),
            decision_reason="A claim is coming", review_on=TODAY + datetime.timedelta(days=90),
        )  # fmt: skip
    merge = merge_now(old.leader, old.other, old.manager)
    assert merge.state == MergeState.DONE, merge.refusal
    with as_owner():
        (joined,) = files_due(TODAY, [old.leader.pk])
    assert joined.blocks == ["taken_off"]
    take_apart_now(merge, old.manager)
    with as_owner():
        (alone,) = files_due(TODAY, [old.leader.pk])
    assert alone.blocks == []
