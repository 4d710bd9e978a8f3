"""Subject access, holds and erasure find everything of a joined record, and nothing of somebody else's."""

import datetime

from django.apps import apps
from django.utils import timezone

from accounts.actor import acting_as_system
from accounts.models import AccessRecord
from cases.families.merging.models import Merge, MergeState, MergeStep
from cases.families.models import Person, Phone
from privacy.person_graph import earlier_versions, entries, rows_about, subject_of
from retention.actions.deletion import files_delete
from retention.models import Hold
from tests.cases.families.merging.dump import differences, everything
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council
from tests.factories.merging import merge_now, take_apart_now
from tests.factories.privacy import make_request
from tests.factories.retention import make_hold


def held(person: Person) -> dict[str, set]:
    """Keys of rows and of versions about a person, by model."""
    subject = subject_of(person.pk)
    found = {}
    for entry in entries():
        rows = rows_about(entry, subject)
        versions = earlier_versions(entry, rows, subject)
        found[entry.model] = set(rows.values_list("pk", flat=True))
        found[f"{entry.model} versions"] = (
            set(versions.values_list("pk", flat=True)) if versions is not None else set()
        )
    return found


def look(person: Person, council: Council) -> AccessRecord:
    return AccessRecord.objects.create(
        at=timezone.now(),
        user_id=council.hub_worker.pk,
        person_id=person.pk,
        route="families:person",
        ground="work",
    )


def test_the_pack_of_the_joined_record_has_all_that_was_in_both(council, twice) -> None:
    with as_owner():
        look(twice.other, council)
        mine, theirs = held(twice.leader), held(twice.other)
    merge_now(twice.leader, twice.other, twice.manager)
    with as_owner():
        joined = held(twice.leader)
        gone = set(MergeStep.objects.filter(kind="removed").values_list("key", flat=True))
    assert twice.other.pk in gone
    for model in mine:
        # What was there twice is there once, but every version of both is.
        missing = (mine[model] | theirs[model]) - joined[model]
        assert not (missing if model.endswith("versions") else missing - gone), model


def test_after_taking_apart_neither_pack_has_the_others_rows_or_versions(council, twice) -> None:
    with as_owner():
        theirs = held(twice.other)
    merge = merge_now(twice.leader, twice.other, twice.manager)
    take_apart_now(merge, twice.manager)
    with as_owner():
        mine = held(twice.leader)
    for model in theirs:
        if model.startswith("families.") and model != "families.Relationship":
            assert not mine[model] & theirs[model], model


def test_a_hold_on_either_holds_the_joined_record_and_requests_go_with_it(council, twice) -> None:
    with as_owner():
        hold = make_hold(scope="person", person=twice.other, target_reference=twice.other.reference)
        request = make_request(twice.other, council.information_officer)
    before = everything()
    merge = merge_now(twice.leader, twice.other, twice.manager)
    assert merge.state == MergeState.DONE
    with as_owner():
        assert Hold.objects.get(pk=hold.pk).person == twice.leader
        request.refresh_from_db()
        assert (request.subject, request.subject_name) == (twice.leader, twice.other.full_name)
    take_apart_now(merge, twice.manager)
    assert not differences(before, everything())


def test_erasing_the_joined_file_leaves_nothing_of_either_record_in_any_table(council, twice) -> None:
    with as_owner():
        look(twice.other, council)
        people = [twice.leader.pk, twice.ours.relative.pk, twice.sibling.relative.pk]
    merge_now(twice.leader, twice.other, twice.manager)
    with as_worker(), acting_as_system("retention"):
        files_delete(
            families=[twice.ours.family.pk, twice.sibling.family.pk], people=people, at=timezone.now()
        )
    with as_owner():
        assert not Merge.objects.exists()
        assert not MergeStep.objects.exists()
        assert not Person.history.exists()
        assert not Phone.history.exists()
        assert not AccessRecord.objects.filter(person_id=twice.other.pk).exists()
        key = str(twice.other.pk)
        for model in apps.get_models(include_auto_created=True):
            for column in model._meta.concrete_fields:
                if model._meta.managed and column.get_internal_type() in {"UUIDField", "ForeignKey"}:
                    target = column.target_field if column.is_relation else column
                    if target.get_internal_type() == "UUIDField":
                        assert not model._base_manager.filter(**{column.attname: key}).exists(), column


def test_erasing_one_of_two_that_were_taken_apart_leaves_the_other(council, twice) -> None:
    merge = merge_now(twice.leader, twice.other, twice.manager)
    take_apart_now(merge, twice.manager)
    with as_worker(), acting_as_system("retention"):
        files_delete(
            families=[twice.ours.family.pk],
            people=[twice.leader.pk, twice.ours.relative.pk],
            at=timezone.now(),
        )
    with as_owner():
        other = Person.objects.get(pk=twice.other.pk)
        assert other.phone_set.count() == 1
        assert other.history.filter(history_date__lt=timezone.now() + datetime.timedelta(days=1)).exists()
        assert not Person.objects.filter(pk=twice.leader.pk).exists()
