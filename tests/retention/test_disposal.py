"""Two officers, a cooling-off, and everything asked again at the moment of destruction."""

import datetime

import pytest
from django.db import IntegrityError, connection
from django.utils import timezone

from accounts.actor import acting_as_system
from cases.families.models import Family, Person
from retention import tasks
from retention.actions.destruction import batch_destroy
from retention.actions.lists import item_agree, item_take_off, list_approve, list_return, list_submit
from retention.models import DisposalItem, DisposalList, DisposalRegister, DisposalSwitch
from retention.models.disposal import Block, ItemState, ListState
from retention.rules.officers import SecondOfficerNeeded, WrongState
from tests.database import as_owner, as_worker
from tests.factories.families import REASON, join_family, make_family, make_person, make_service
from tests.factories.retention import (
    TODAY,
    approve_schedule,
    approved_list,
    make_contact,
    make_hold,
    make_old_family,
    propose,
)

NOW = timezone.now()


@pytest.fixture
def council(council):
    with as_owner():
        approve_schedule(council.admin)
    return council


def destroy() -> None:
    with as_worker():
        tasks.destroy_approved()


def exists(file) -> bool:
    with as_owner():
        return Family.objects.filter(pk=file.family.pk).exists()


def item_of(file) -> DisposalItem:
    with as_owner():
        return DisposalItem.objects.get(family_id=file.family.pk)


def test_an_approved_file_is_destroyed_and_the_register_tells_the_numbers(council):
    with as_owner():
        file, stays = make_old_family(council), make_old_family(council, ended_on=None)
    approved_list(council)
    destroy()
    assert not exists(file)
    assert exists(stays)
    with as_owner():
        register = DisposalRegister.objects.get()
        assert (register.families, register.people) == (1, 1)
        assert register.submitted_by == council.records_officer
        assert register.approved_by == council.second_records_officer
        assert DisposalList.objects.get().state == ListState.DONE


def test_a_second_run_does_nothing(council):
    with as_owner():
        make_old_family(council)
    approved_list(council)
    destroy()
    with as_owner():
        before = DisposalRegister.objects.values().get()
    destroy()
    with as_owner():
        assert DisposalRegister.objects.values().get() == before


def test_the_officer_who_submitted_cannot_approve_not_even_past_the_code(council):
    with as_owner():
        make_old_family(council)
    proposed = propose()
    with as_owner():
        list_submit(disposal_list=proposed, at=NOW, by=council.records_officer)
        with pytest.raises(SecondOfficerNeeded):
            list_approve(disposal_list=proposed, at=NOW, by=council.records_officer)
        with pytest.raises(IntegrityError):
            DisposalList.objects.filter(pk=proposed.pk).update(
                state="approved", approved_by=council.records_officer, approved_at=NOW, destroy_from=NOW
            )


def test_nothing_goes_before_it_is_approved_or_while_it_cools_off(council):
    with as_owner():
        file = make_old_family(council)
        DisposalSwitch.objects.update(cooling_off_days=7)
    proposed = propose()
    destroy()
    assert exists(file)
    with as_owner():
        list_submit(disposal_list=proposed, at=NOW, by=council.records_officer)
    destroy()
    assert exists(file)
    with as_owner():
        list_approve(disposal_list=proposed, at=NOW, by=council.second_records_officer)
    destroy()
    assert exists(file)
    with as_worker(), acting_as_system("retention"):
        batch_destroy(list_id=proposed.pk, on=TODAY, at=NOW + datetime.timedelta(days=7, minutes=1))
    assert not exists(file)


@pytest.mark.parametrize("stop", ["switch", "schedule", "list"])
def test_disposal_can_be_stopped_at_the_last_moment(council, stop):
    from retention.models import Rule

    with as_owner():
        file = make_old_family(council)
    approved = approved_list(council)
    with as_owner():
        if stop == "switch":
            DisposalSwitch.objects.update(may_run=False)
        elif stop == "list":
            list_return(disposal_list=approved, by=council.records_officer)
        else:
            Rule.objects.filter(code="survey").update(approved_by=None, approved_at=None, in_force_from=None)
    destroy()
    assert exists(file)


def reopen(council, file):
    file.involvement.ended_on, file.involvement.end_reason = None, ""
    file.involvement.save_by(by=None, reason=REASON)


def contact_again(council, file):
    make_contact(file.family, council.hub_worker, on=datetime.date(2026, 1, 5))


def request_data(council, file):
    from tests.retention.test_due import make_request

    make_request(council, file.person)


def hold(council, file):
    make_hold(scope="person", person=file.person)


def join_an_open_family(council, file):
    make_family(council.south_hub, file.person)


@pytest.mark.parametrize(
    ("arrives", "block"),
    [
        (reopen, Block.OPEN_INVOLVEMENT),
        (contact_again, Block.NOT_DUE),
        (request_data, Block.REQUEST),
        (hold, Block.HOLD),
        (join_an_open_family, Block.LINKED),
    ],
)
def test_what_arrives_after_approval_wins(council, arrives, block):
    with as_owner():
        file, other = make_old_family(council), make_old_family(council)
    approved_list(council)
    with as_owner():
        arrives(council, file)
    destroy()
    assert exists(file)
    assert not exists(other)
    assert item_of(file).blocks == [block]
    with as_owner():
        assert DisposalRegister.objects.get().kept_back == 1


def test_families_that_share_a_person_go_together_or_not_at_all(council):
    with as_owner():
        shared = make_person()
        first, second = make_old_family(council, shared), make_old_family(council, shared)
    approved_list(council)
    with as_owner():
        make_hold(scope="family", family=second.family)
    destroy()
    assert exists(first)
    assert exists(second)
    with as_owner():
        from retention.models import Hold

        held = Hold.objects.get(family=second.family)
        held.released_on, held.released_by, held.release_reason = TODAY, council.admin, "Over"
        held.save_by(by=None, reason=REASON)
    approved_list(council)
    destroy()
    assert not exists(first)
    assert not exists(second)
    with as_owner():
        assert not Person.objects.filter(pk=shared.pk).exists()


def test_a_linked_family_nobody_approved_keeps_the_others(council):
    with as_owner():
        file = make_old_family(council)
    approved_list(council)
    with as_owner():
        newcomer = make_old_family(council, file.person)
    destroy()
    assert exists(file)
    assert exists(newcomer)


def test_a_file_taken_off_stays_until_its_review_and_is_proposed_again_after(council):
    with as_owner():
        file, other = make_old_family(council), make_old_family(council)
    proposed = propose()
    with as_owner():
        item_take_off(
            item=item_of(file),
            reason="Wait",
            review_on=datetime.date(2027, 6, 1),
            at=NOW,
            by=council.records_officer,
        )
    assert propose().pk == proposed.pk
    assert item_of(file).state == ItemState.TAKEN_OFF
    approved_list(council)
    destroy()
    assert exists(file)
    assert not exists(other)
    later = propose(datetime.date(2027, 6, 1))
    with as_owner():
        assert later.items.get(family_id=file.family.pk).state == ItemState.DUE


def test_taking_one_linked_file_off_takes_the_others_off_too(council):
    with as_owner():
        shared = make_person()
        first, second = make_old_family(council, shared), make_old_family(council, shared)
    propose()
    with as_owner():
        item_take_off(item=item_of(first), reason="Wait", review_on=TODAY, at=NOW, by=council.records_officer)
    assert item_of(second).state == ItemState.TAKEN_OFF


def test_a_rule_that_asks_for_a_person_destroys_only_what_a_person_agreed_to(council):
    with as_owner():
        service = make_service("Youth justice", "youth_justice")
        agreed, undecided = (
            make_old_family(council, make_person(date_of_birth=datetime.date(1990, 1, 1)), service=service)
            for _ in range(2)
        )
    propose()
    with as_owner():
        item_agree(item=item_of(agreed), reason="Read it", at=NOW, by=council.records_officer)
        with pytest.raises(WrongState):
            item_agree(item=item_of(agreed), reason="Again", at=NOW, by=council.records_officer)
    approved_list(council)
    destroy()
    assert not exists(agreed)
    assert exists(undecided)


def test_agreeing_lifts_no_hold(council):
    with as_owner():
        service = make_service("Youth justice", "youth_justice")
        file = make_old_family(council, make_person(date_of_birth=datetime.date(1990, 1, 1)), service=service)
    propose()
    with as_owner():
        item_agree(item=item_of(file), reason="Read it", at=NOW, by=council.records_officer)
    approved_list(council)
    with as_owner():
        make_hold()
    destroy()
    assert exists(file)


def test_a_list_with_nothing_to_destroy_cannot_be_submitted(council):
    with as_owner():
        make_old_family(council, ended_on=None)
    proposed = propose()
    with as_owner(), pytest.raises(WrongState):
        list_submit(disposal_list=proposed, at=NOW, by=council.records_officer)


def test_proposing_again_brings_the_same_list_up_to_date(council):
    with as_owner():
        file = make_old_family(council)
    first = propose()
    with as_owner():
        make_old_family(council)
        make_hold(scope="family", family=file.family)
    second = propose()
    assert first.pk == second.pk
    with as_owner():
        assert sorted(second.items.values_list("state", flat=True)) == ["blocked", "due"]


def test_a_file_on_a_submitted_list_is_not_proposed_twice(council):
    with as_owner():
        make_old_family(council)
    proposed = propose()
    with as_owner():
        list_submit(disposal_list=proposed, at=NOW, by=council.records_officer)
    assert propose() is None


def test_somebody_else_s_shared_row_keeps_one_group_and_no_more(council):
    with as_owner():
        file, other = make_old_family(council), make_old_family(council)
        stays = make_family(council.south_hub)
        # A contact with a family that stays, about a person who should go: nothing the pages can write.
        contact = make_contact(stays.family, council.hub_worker, on=datetime.date(2026, 1, 5))
        about = contact.about.model(contact=contact, person=file.person)
        about.save_by(by=None, reason=REASON)
    approved_list(council)
    destroy()
    assert exists(file)
    assert exists(stays)
    assert not exists(other)
    assert item_of(file).blocks == [Block.FAULT]


def test_a_relationship_goes_with_either_end_and_takes_nobody_along(council):
    from cases.families.models import Relationship

    with as_owner():
        file, stays = make_old_family(council), make_family(council.south_hub)
        Relationship(person=file.person, relative=stays.person, kind="former_partner").save_by(
            by=None, reason=REASON
        )
    approved_list(council)
    destroy()
    assert not exists(file)
    with as_owner():
        assert Person.objects.filter(pk=stays.person.pk).exists()
        assert not Relationship.objects.exists()
        assert not Relationship.history.exists()


def test_files_go_in_batches_and_a_stopped_run_goes_on(council, monkeypatch):
    from retention.actions import destruction

    monkeypatch.setattr(destruction, "GROUPS_AT_ONCE", 2)
    with as_owner():
        files = [make_old_family(council) for _ in range(5)]
    approved = approved_list(council)
    with as_worker(), acting_as_system("retention"):
        assert batch_destroy(list_id=approved.pk, on=TODAY, at=timezone.now())
    assert sum(exists(file) for file in files) == 3
    destroy()
    assert not any(exists(file) for file in files)
    with as_owner():
        assert DisposalRegister.objects.get().families == 5


def test_the_register_is_written_by_the_job_alone(council):
    from django.db import DatabaseError

    from accounts.actor import acting_as

    with as_owner():
        make_old_family(council)
    approved_list(council)
    destroy()
    with pytest.raises(DatabaseError), acting_as(council.records_officer):
        DisposalRegister.objects.update(families=0)


def test_nothing_of_disposal_is_visible_without_an_actor(council):
    with as_owner():
        make_old_family(council)
    propose()
    with connection.cursor() as cursor:
        for table in ("disposallist", "disposalitem", "hold", "historicalhold", "disposalregister"):
            cursor.execute(f"SELECT count(*) FROM retention_{table}")
            assert cursor.fetchone() == (0,)


def test_members_who_joined_late_go_with_the_file(council):
    with as_owner():
        file = make_old_family(council)
        late = make_person()
        join_family(late, file.family)
    approved_list(council)
    destroy()
    with as_owner():
        assert not Person.objects.filter(pk=late.pk).exists()
