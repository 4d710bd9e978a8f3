"""The data map against the models: what is forgotten must be red."""

from dataclasses import replace

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection

from accounts.records import Record
from privacy import checks
from privacy.codes import Category
from privacy.data_map import DERIVED, INFRASTRUCTURE, PERSONAL, PLAIN
from privacy.map_entry import Personal


def found() -> list[str]:
    return [message.id or "" for message in checks.the_data_map_is_whole(None)]


def test_the_map_is_whole() -> None:
    assert [str(message) for message in checks.the_data_map_is_whole(None)] == []


def test_a_model_nobody_decided_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PERSONAL", tuple(e for e in PERSONAL if e.model != "families.Phone"))
    assert found() == ["privacy.E001"]


def test_a_field_nobody_decided_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    shorter = tuple(replace(e, plain="id") if e.model == "families.PersonName" else e for e in PERSONAL)
    monkeypatch.setattr(checks, "PERSONAL", shorter)
    assert found() == ["privacy.E003"]


def test_a_field_that_is_gone_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    longer = tuple(
        replace(e, plain="id person shoe_size") if e.model == "families.PersonName" else e for e in PERSONAL
    )
    monkeypatch.setattr(checks, "PERSONAL", longer)
    assert found() == ["privacy.E004"]


def test_a_category_published_and_not_held_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PERSONAL", tuple(e for e in PERSONAL if Category.EQUALITY not in e.holds))
    assert "privacy.E007" in found()


def test_a_category_held_and_not_published_is_red(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = tuple(
        replace(page, covers=tuple(code for code in page.covers if code is not Category.EQUALITY))
        for page in checks.PAGES
    )
    monkeypatch.setattr(checks, "PAGES", pages)
    assert "privacy.E006" in found()


def test_every_record_of_a_file_is_about_somebody_we_serve() -> None:
    for entry in PERSONAL:
        if issubclass(entry.model_class, Record):
            assert not entry.is_about_staff, (
                f"{entry.model} is casework: say how it leads to a person or family"
            )


def personal_entries() -> list[Personal]:
    return [entry for entry in PERSONAL if not entry.is_about_staff]


@pytest.mark.django_db
@pytest.mark.parametrize("entry", personal_entries(), ids=lambda entry: entry.model)
def test_every_table_about_the_people_we_serve_and_its_history_is_behind_row_security(
    entry: Personal,
) -> None:
    tables = [entry.model_class._meta.db_table]
    if entry.history_class:
        tables.append(entry.history_class._meta.db_table)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = %s::regclass",
                [table],
            )
            assert cursor.fetchone() == (True,), f"{table} is not protected: add ProtectRows to its migration"
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)


@pytest.mark.django_db
def test_every_table_of_the_database_is_spoken_of() -> None:
    spoken = {*DERIVED, *INFRASTRUCTURE}
    spoken |= {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    there = set(connection.introspection.table_names())
    assert there - spoken == set(), "name it in DERIVED or INFRASTRUCTURE of privacy/data_map.py"
    assert spoken - there == set()


@pytest.mark.django_db
def test_a_table_outside_the_public_schema_is_a_part_of_one_that_is_spoken_of() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.oid::regclass::text, i.inhparent::regclass::text FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace LEFT JOIN pg_inherits i ON i.inhrelid = c.oid"
            " WHERE c.relkind IN ('r', 'p') AND n.nspname !~ '^(public$|pg_|information_schema)'"
        )
        parts = cursor.fetchall()
    spoken = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    assert len(parts) >= 5
    assert [part for part, parent in parts if parent not in spoken] == []


@pytest.mark.django_db
@pytest.mark.parametrize("table", DERIVED)
def test_what_is_derived_from_names_is_closed_to_the_web(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege(%s, 'SELECT, INSERT, UPDATE, DELETE')", [table])
        assert cursor.fetchone() == (False,)


def test_the_command_prints_every_field(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("data_map")
    printed = capsys.readouterr().out
    for entry in (*PERSONAL, *PLAIN):
        for field in entry.decided():
            assert field in printed
    assert "withheld: It names somebody else" in printed
