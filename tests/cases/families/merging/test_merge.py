"""Putting two records together loses nothing, and taking them apart gives back exactly what was there."""

import datetime

from django.utils import timezone

from accounts.actor import acting_as
from cases.contacts.models import ContactAbout, ContactPresent
from cases.families.merging.models import MergeState
from cases.families.merging.queries import leader_of
from cases.families.models import (
    Address,
    EqualityProfile,
    FamilyMembership,
    HealthNeed,
    Person,
    PersonLanguage,
    PersonName,
    Phone,
    Relationship,
)
from cases.groups.models import Enrolment
from tests.cases.families.merging.dump import differences, everything
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, FamilyFile, join_family
from tests.factories.groups import make_attendance, make_cohort, make_enrolment, make_programme
from tests.factories.merging import merge_now, take_apart_now
from tests.factories.texts import make_text


def keep(row) -> None:
    row.save_by(by=None, reason=REASON)


def test_everything_of_the_other_record_is_on_the_leaders(twice) -> None:
    with as_owner():
        contact = make_contact(twice.sibling, twice.manager, about={twice.other: {"seen": True}})
        keep(HealthNeed(person=twice.other, kind="health", description="Eczema"))
    merge = merge_now(twice.leader, twice.other, twice.manager)
    assert merge.state == MergeState.DONE, merge.refusal
    with as_owner():
        assert not Person.objects.filter(pk=twice.other.pk).exists()
        assert ContactAbout.objects.get(contact=contact).person == twice.leader
        assert set(twice.leader.health_needs.values_list("description", flat=True)) == {"Asthma", "Eczema"}
        assert {m.family for m in twice.leader.family_memberships.all()} == {
            twice.ours.family,
            twice.sibling.family,
        }
        assert "Alex Norht" in twice.leader.names.values_list("name", flat=True)


def test_what_both_records_say_is_there_once(twice) -> None:
    """The same phone, address, language and so on; a text that was sent to the other row of the phone hangs on ours."""
    with as_owner():
        text = make_text(twice.sibling, twice.sibling.rows["phones"], twice.manager)
    merge_now(twice.leader, twice.other, twice.manager)
    with as_owner():
        for model in (Phone, Address, PersonLanguage, EqualityProfile, HealthNeed):
            assert model.objects.filter(person=twice.leader).count() == 1, model
        text.refresh_from_db()
        assert (text.phone, text.person) == (twice.ours.rows["phones"], twice.leader)


def test_details_are_chosen_one_by_one(twice) -> None:
    with as_owner():
        twice.other.birth_date_kind, twice.other.date_of_birth = "exact", datetime.date(1990, 4, 3)
        keep(twice.other)
    merge_now(twice.leader, twice.other, twice.manager, taken=("birth",))
    with as_owner():
        joined = Person.objects.get(pk=twice.leader.pk)
    assert (joined.date_of_birth, joined.family_name) == (datetime.date(1990, 4, 3), "North")
    assert joined.reference == twice.leader.reference


def test_both_in_one_family_at_once_is_one_membership_from_first_to_last_day(twice) -> None:
    with as_owner():
        FamilyMembership.objects.filter(person=twice.leader)._raw_delete("default")
        march, june = datetime.date(2024, 3, 1), datetime.date(2024, 6, 1)
        january, july = datetime.date(2025, 1, 1), datetime.date(2025, 7, 1)
        join_family(
            twice.leader,
            twice.ours.family,
            started_on=march,
            ended_on=january,
        )
        join_family(twice.leader, twice.ours.family, started_on=datetime.date(2025, 6, 1))
        join_family(
            twice.other,
            twice.ours.family,
            started_on=june,
            ended_on=july,
        )
    merge = merge_now(twice.leader, twice.other, twice.manager)
    assert merge.state == MergeState.DONE
    with as_owner():
        own = FamilyMembership.objects.get(family=twice.ours.family, person=twice.leader)
    assert (own.started_on, own.ended_on) == (march, None)


def test_a_relationship_between_the_two_goes_and_one_to_the_same_relative_is_there_once(twice) -> None:
    with as_owner():
        keep(Relationship(person=twice.leader, relative=twice.other, kind="cousin"))
        held = {
            "responsibility_from": datetime.date(2019, 5, 6),
            "responsibility_source": "Birth certificate",
        }
        keep(Relationship(person=twice.other, relative=twice.ours.relative, kind="parent", **held))
    merge_now(twice.leader, twice.other, twice.manager)
    with as_owner():
        rows = Relationship.objects.filter(person=twice.leader)
        assert {row.relative for row in rows} == {twice.ours.relative, twice.sibling.relative}
        parent = rows.get(relative=twice.ours.relative)
        assert parent.responsibility_from == datetime.date(2019, 5, 6)
        assert not Relationship.objects.filter(kind="cousin").exists()


def test_both_at_one_contact_is_one_person_seen_if_either_was(twice) -> None:
    with as_owner():
        contact = make_contact(
            twice.ours, twice.manager,
            about={twice.leader: {"seen": False}, twice.other: {"seen": True, "seen_alone": True}},
            present=(twice.leader, twice.other),
        )  # fmt: skip
    merge_now(twice.leader, twice.other, twice.manager)
    with as_owner():
        assert ContactAbout.objects.get(contact=contact).seen_alone
        assert ContactPresent.objects.get(contact=contact).person == twice.leader


def test_on_one_register_twice_is_one_place_and_they_came_if_either_mark_says_so(twice, council) -> None:
    today = timezone.localdate()
    with as_owner():
        cohort = make_cohort(make_programme(council.north_hub), today, today - datetime.timedelta(days=7))
        first, second = cohort.sessions.all()
        ours = make_enrolment(cohort, file_of(twice.ours), state="waiting")
        theirs = make_enrolment(cohort, file_of(twice.sibling))
        make_attendance(first, ours, "absent", reason="No answer")
        make_attendance(first, theirs, "late")
        make_attendance(second, theirs, "present")
    before = everything()
    merge = merge_now(twice.leader, twice.other, twice.manager)
    assert merge.state == MergeState.DONE, merge.refusal
    with as_owner():
        (place,) = Enrolment.objects.filter(cohort=cohort)
        assert (place.person, place.state) == (twice.leader, "enrolled")
        marks = dict(place.attendances.values_list("session", "mark"))
    assert marks == {first.pk: "late", second.pk: "present"}
    take_apart_now(merge, twice.manager)
    assert not differences(before, everything())


def test_somebody_who_left_and_came_back_under_another_record_keeps_both_times(twice, council) -> None:
    today = timezone.localdate()
    with as_owner():
        cohort = make_cohort(make_programme(council.north_hub))
        left = {"state": "left", "ended_on": today, "outcome": "no_change"}
        make_enrolment(cohort, file_of(twice.ours), **left)
        make_enrolment(cohort, file_of(twice.sibling))
    merge_now(twice.leader, twice.other, twice.manager)
    with as_owner():
        states = sorted(Enrolment.objects.filter(person=twice.leader).values_list("state", flat=True))
    assert states == ["enrolled", "left"]


def file_of(case) -> FamilyFile:
    return FamilyFile(case.family, case.involvement, [case.person])


def test_versions_keep_their_authors_and_each_write_of_the_merge_is_the_managers_with_the_reason(
    twice,
) -> None:
    with as_owner():
        keep(PersonName(person=twice.other, name="Lexi"))
    merge_now(twice.leader, twice.other, twice.manager)
    with as_owner():
        newest, first = PersonName.objects.get(name="Lexi").history.all()
    assert (newest.history_user, "Same child" in newest.history_change_reason) == (twice.manager, True)
    assert (first.history_user, first.history_change_reason, first.person_id) == (
        None,
        REASON,
        twice.other.pk,
    )


def test_a_merge_taken_apart_leaves_every_table_as_it_was(twice) -> None:
    with as_owner():
        make_contact(
            twice.ours, twice.manager,
            about={twice.leader: {"seen": False}, twice.other: {"seen": True}}, present=(twice.other,),
        )  # fmt: skip
        make_text(twice.sibling, twice.sibling.rows["phones"], twice.manager)
        keep(Relationship(person=twice.leader, relative=twice.other, kind="cousin"))
        join_family(twice.other, twice.ours.family, started_on=datetime.date(2023, 1, 1))
    before = everything()
    merge = merge_now(twice.leader, twice.other, twice.manager, taken=("family_name",))
    assert merge.state == MergeState.DONE
    assert differences(before, everything())
    undone = take_apart_now(merge, twice.manager)
    assert (undone.state, undone.obstacles) == (MergeState.UNDONE, [])
    assert not differences(before, everything())


def test_what_was_written_since_stands_in_the_way_and_is_named(twice) -> None:
    merge = merge_now(twice.leader, twice.other, twice.manager, taken=("family_name",))
    with as_owner():
        joined = Person.objects.get(pk=twice.leader.pk)
        joined.family_name = "Later"
        keep(joined)
    before = everything()
    kept = take_apart_now(merge, twice.manager)
    assert (kept.state, kept.refusal) == (MergeState.DONE, "later")
    assert kept.obstacles == ["Person was changed: last name."]
    assert not differences(before, everything())


def test_a_later_merge_is_taken_apart_first(twice) -> None:
    with as_owner():
        third = twice.ours.relative
    before = everything()
    first = merge_now(twice.leader, twice.other, twice.manager)
    between = everything()
    with as_owner():
        leader = Person.objects.get(pk=twice.leader.pk)
    second = merge_now(third, leader, twice.manager)
    assert second.state == MergeState.DONE
    with as_owner(), acting_as(twice.manager):
        assert leader_of(twice.manager, twice.other.pk) == third.pk
    assert take_apart_now(first, twice.manager).refusal == "later"
    assert take_apart_now(second, twice.manager).state == MergeState.UNDONE
    assert not differences(between, everything())
    assert take_apart_now(first, twice.manager).state == MergeState.UNDONE
    assert not differences(before, everything())
