"""Two records of one family become one, and come apart again as they were."""

import datetime

from django.utils import timezone

from accounts.actor import acting_as
from cases.contacts.models import Contact
from cases.families.actions.drafts import draft_discard, draft_save
from cases.families.merging.models import FamilyPair, MergeState, Refusal
from cases.families.merging.queries import leader_of_family
from cases.families.merging.tasks import find_duplicates
from cases.families.models import Draft, Family, FamilyMembership, Involvement, NamedStaff, Restriction
from cases.oversight.models import CaseAudit
from tests.cases.families.merging.dump import differences, everything
from tests.database import as_owner, as_worker
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, join_family, make_family, make_person, make_restriction
from tests.factories.merging import days_ago, make_family_pair, merge_now, take_apart_now
from tests.factories.oversight import make_audit


def test_everything_of_the_other_record_is_on_the_leaders_and_the_name_is_chosen(doubled) -> None:
    with as_owner():
        contact = make_contact(doubled.sibling, doubled.sibling.by)
    merge = merge_now(doubled.leader, doubled.other, doubled.manager, taken=("name",))
    assert merge.state == MergeState.DONE, merge.refusal
    with as_owner():
        assert not Family.objects.filter(pk=doubled.other.pk).exists()
        joined = Family.objects.get(pk=doubled.leader.pk)
        assert (joined.name, joined.reference) == ("Norht", doubled.leader.reference)
        assert Contact.objects.get(pk=contact.pk).family == joined
        assert joined.involvements.count() == 2
        people = {row.person for row in joined.memberships.all()}
        assert people == {
            doubled.ours.person, doubled.ours.relative, doubled.sibling.person, doubled.sibling.relative,
        }  # fmt: skip


def test_somebody_in_both_is_in_the_family_once_from_the_first_to_the_last_day(doubled) -> None:
    with as_owner():
        person = make_person("Robin", "North")
        march, june = datetime.date(2024, 3, 1), datetime.date(2024, 6, 1)
        january = datetime.date(2025, 1, 1)
        join_family(person, doubled.leader, started_on=june)
        join_family(person, doubled.other, started_on=march, ended_on=january, lives_with_family=False)
    merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        row = FamilyMembership.objects.get(person=person)
    assert (row.family_id, row.started_on, row.ended_on) == (doubled.leader.pk, march, None)
    assert row.lives_with_family


def test_two_times_in_the_family_that_do_not_touch_stay_two(doubled) -> None:
    with as_owner():
        person = make_person("Robin", "North")
        join_family(person, doubled.leader, started_on=days_ago(100))
        join_family(person, doubled.other, started_on=days_ago(400), ended_on=days_ago(200))
    merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        assert FamilyMembership.objects.filter(person=person, family=doubled.leader).count() == 2


def test_of_two_audits_to_do_one_stays_and_one_that_is_done_stays_beside_it(council, doubled) -> None:
    grades = dict.fromkeys(
        ("voice_grade", "assessment_grade", "plan_grade", "recording_grade", "supervision_grade"), "good"
    )
    with as_owner():
        mine = make_audit(doubled.leader, council.hub_manager)
        make_audit(doubled.other, council.hub_worker, improvements="Ask the children")
        done = {"done_on": timezone.localdate(), "strengths": "The plan", "overall_grade": "good", **grades}
        make_audit(doubled.other, council.hub_worker, **done)
    merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        rows = CaseAudit.objects.filter(family=doubled.leader)
        assert rows.count() == 2
        assert rows.to_do().get().pk == mine.pk
        assert rows.to_do().get().improvements == "Ask the children"


def test_of_two_restrictions_the_leaders_holds_and_the_other_ends_with_its_staff(council, doubled) -> None:
    """Whoever was named for the other record alone does not come to see the leader's by a merge."""
    with as_owner():
        stays = make_restriction(doubled.leader, [council.hub_manager], council.hub_manager)
        ends = make_restriction(doubled.other, [council.hub_manager, council.hub_worker], council.hub_manager)
    before = everything()
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    assert merge.state == MergeState.DONE, merge.refusal
    with as_owner():
        assert Restriction.objects.standing().get() == stays
        ends.refresh_from_db()
        assert (ends.family, ends.lifted_at, ends.lifted_by) == (
            doubled.leader, merge.done_at, council.hub_manager,
        )  # fmt: skip
        assert [row.user for row in NamedStaff.objects.in_force()] == [council.hub_manager]
    with acting_as(council.hub_worker):
        assert not Family.objects.filter(pk=doubled.leader.pk).exists()
        assert not Involvement.objects.filter(family=doubled.leader).exists()
    assert take_apart_now(merge, doubled.manager).state == MergeState.UNDONE
    assert not differences(before, everything())


def test_what_is_being_typed_goes_along_and_sending_it_is_not_in_the_way_of_taking_apart(doubled) -> None:
    writer = doubled.sibling.by
    with acting_as(writer):
        draft_save(
            by=writer, family=doubled.other, form="contact_record", fields={"what": ["Typed"]},
            now=timezone.now(),
        )  # fmt: skip
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        assert Draft.objects.get().family == doubled.leader
    with acting_as(writer):
        draft_discard(by=writer, family=doubled.leader, form="contact_record")
    assert take_apart_now(merge, doubled.manager).state == MergeState.UNDONE


def test_it_waits_while_somebody_types_the_same_form_about_both(doubled) -> None:
    with as_owner():
        for family in (doubled.leader, doubled.other):
            Draft.objects.create(
                owner=doubled.manager, family=family, form="contact_record", saved_at=timezone.now()
            )
    before = everything()
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    assert (merge.state, merge.refusal) == (MergeState.REFUSED, Refusal.BUSY)
    assert not differences(before, everything())


def test_pairs_with_the_other_record_are_gone_or_follow_and_the_night_is_not_in_the_way(
    council, doubled
) -> None:
    with as_owner():
        third = third_family(council)
        make_family_pair(doubled.leader, doubled.other)
        make_family_pair(third, doubled.other)
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        assert [(pair.first, pair.second) for pair in FamilyPair.objects.all()] == [(third, doubled.leader)]
    with as_worker():
        find_duplicates()  # the third family has nobody in common with it: its pair is forgotten
    with as_owner():
        assert not FamilyPair.objects.exists()
    assert take_apart_now(merge, doubled.manager).state == MergeState.UNDONE


def third_family(council) -> Family:
    """Some third family of the same hub."""
    return make_family(council.north_hub, name="Third").family


def test_what_was_written_since_stands_in_the_way_and_is_named(doubled) -> None:
    merge = merge_now(doubled.leader, doubled.other, doubled.manager, taken=("name",))
    with as_owner():
        joined = Family.objects.get(pk=doubled.leader.pk)
        joined.name = "Later"
        joined.save_by(by=None, reason=REASON)
    kept = take_apart_now(merge, doubled.manager)
    assert (kept.state, kept.refusal) == (MergeState.DONE, Refusal.LATER)
    assert kept.obstacles == ["Family was changed: family name."]


def test_what_is_new_since_stays_with_the_leader_when_they_are_taken_apart(doubled) -> None:
    merge = merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        contact = make_contact(doubled.ours, doubled.manager)
    assert take_apart_now(merge, doubled.manager).state == MergeState.UNDONE
    with as_owner():
        assert Contact.objects.get(pk=contact.pk).family == doubled.leader


def test_a_later_merge_is_taken_apart_first_and_old_links_lead_to_the_last_record(council, doubled) -> None:
    with as_owner():
        third = third_family(council)
    before = everything()
    first = merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        leader = Family.objects.get(pk=doubled.leader.pk)
    second = merge_now(third, leader, doubled.manager)
    assert second.state == MergeState.DONE, second.refusal
    with as_owner(), acting_as(doubled.manager):
        assert leader_of_family(doubled.manager, doubled.other.pk) == third.pk
    assert take_apart_now(first, doubled.manager).refusal == Refusal.LATER
    assert take_apart_now(second, doubled.manager).state == MergeState.UNDONE
    assert take_apart_now(first, doubled.manager).state == MergeState.UNDONE
    assert not differences(before, everything())


def test_people_put_together_before_their_families_are_taken_apart_after_them(doubled) -> None:
    before = everything()
    people = merge_now(doubled.ours.person, doubled.sibling.person, doubled.manager)
    assert people.state == MergeState.DONE, people.refusal
    families = merge_now(doubled.leader, doubled.other, doubled.manager)
    assert families.state == MergeState.DONE, families.refusal
    kept = take_apart_now(people, doubled.manager)
    assert (kept.state, kept.refusal) == (MergeState.DONE, Refusal.LATER)
    assert take_apart_now(families, doubled.manager).state == MergeState.UNDONE
    assert take_apart_now(people, doubled.manager).state == MergeState.UNDONE
    assert not differences(before, everything())


def test_versions_keep_their_authors_and_the_key_they_had(doubled) -> None:
    merge_now(doubled.leader, doubled.other, doubled.manager)
    with as_owner():
        newest, first = doubled.sibling.involvement.history.all()
    assert (newest.history_user, "Same child" in newest.history_change_reason) == (doubled.manager, True)
    assert (newest.family_id, first.family_id) == (doubled.leader.pk, doubled.other.pk)
