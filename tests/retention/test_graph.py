"""What goes with a file is found by the data map and by foreign keys; many files take no more statements than one."""

import datetime

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actor import acting_as_system
from cases.families.models import Family, Person, Relationship
from privacy.person_graph import entries
from retention.actions.destruction import batch_destroy
from retention.models import DisposalRegister
from retention.models.disposal import Block
from retention.queries.graph import walk
from tests.database import as_owner, as_worker
from tests.factories.families import REASON, make_family
from tests.factories.retention import TODAY, approve_schedule, approved_list, make_contact, make_old_family
from tests.retention.test_disposal import destroy, exists, item_of


@pytest.fixture
def council(council):
    with as_owner():
        approve_schedule(council.admin)
    return council


def test_the_walk_reaches_what_the_map_names_and_what_hangs_on_it_and_comes_to_each_after_what_it_points_to():
    order = list(walk())
    assert {entry.model_class for entry in entries()} <= set(order)
    for model in apps.get_models(include_auto_created=True):
        targets = {column.related_model for column in model._meta.concrete_fields if column.is_relation}
        if not hasattr(model, "instance_type") and targets & {Family, Person}:
            assert model in order
            assert all(order.index(target) < order.index(model) for target in targets & set(order))


def test_a_version_that_spoke_of_somebody_who_went_goes_though_its_row_stays(council):
    with as_owner():
        file, stays, other = (
            make_old_family(council),
            make_family(council.south_hub),
            make_family(council.south_hub),
        )
        kept = Relationship(person=stays.person, relative=file.person, kind="former_partner")
        kept.save_by(by=None, reason=REASON)
        kept.relative = other.person
        kept.save_by(by=None, reason=REASON)
    approved_list(council)
    destroy()
    assert not exists(file)
    with as_owner():
        assert Relationship.objects.get() == kept
        assert Relationship.history.get().relative_id == other.person.pk
        assert DisposalRegister.objects.get().counts["families_historicalrelationship"] == 1
        assert "families_relationship" not in DisposalRegister.objects.get().counts


def test_a_row_moved_to_the_file_goes_with_the_versions_that_spoke_of_others(council):
    with as_owner():
        file, stays = make_old_family(council), make_family(council.south_hub)
        moved = Relationship(person=stays.person, relative=file.person, kind="former_partner")
        moved.save_by(by=None, reason=REASON)
        earlier = moved.history.get()
        earlier.relative_id = stays.person.pk
        earlier.save()
    approved_list(council)
    destroy()
    with as_owner():
        assert not Relationship.objects.exists()
        assert not Relationship.history.exists()


@pytest.mark.parametrize("faulty", [0, 2, 4])
def test_of_many_files_the_one_that_shares_a_row_stays_and_all_others_go(council, faulty):
    with as_owner():
        files = sorted((make_old_family(council) for _ in range(5)), key=lambda file: str(file.family.pk))
        stays = make_family(council.south_hub)
        contact = make_contact(stays.family, council.hub_worker, on=datetime.date(2026, 1, 5))
        contact.about.model(contact=contact, person=files[faulty].person).save_by(by=None, reason=REASON)
    approved_list(council)
    destroy()
    assert [exists(file) for file in files] == [number == faulty for number in range(5)]
    assert item_of(files[faulty]).blocks == [Block.FAULT]
    with as_owner():
        register = DisposalRegister.objects.get()
        assert (register.families, register.people, register.kept_back) == (4, 4, 1)
        assert register.counts["families_person"] == 4
        assert Person.objects.filter(pk=files[faulty].person.pk).exists()


def statements(council, files: int) -> int:
    with as_owner():
        for _ in range(files):
            make_old_family(council)
    approved = approved_list(council)
    with as_worker(), acting_as_system("retention"), CaptureQueriesContext(connection) as sent:
        assert batch_destroy(list_id=approved.pk, on=TODAY, at=timezone.now())
    with as_owner():
        assert DisposalRegister.objects.get(disposal_list=approved).families == files
    return len(sent)


def tables_of_keys() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'doomed%'")
        return cursor.fetchone()[0]


def test_many_files_take_no_more_statements_and_no_more_tables_than_one(council):
    one, tables = statements(council, 1), tables_of_keys()
    assert tables
    assert statements(council, 6) == one
    assert tables_of_keys() == tables
