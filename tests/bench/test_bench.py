"""The bench at a size that takes seconds: its data obeys the rules, and every yardstick measures something."""

import random

import psycopg
import pytest
from django.db import connection

from bench.loading import fill
from bench.names import Names, misspelt
from bench.sizes import SIZES
from bench.yardsticks.__main__ import YARDSTICKS, measured

SIZE = SIZES["XS"]
FOREIGN_KEYS = """
SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text, b.attname
  FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
  JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
 WHERE c.contype = 'f'
"""
INDEXES = "SELECT indexname FROM pg_indexes WHERE schemaname = 'public'"


@pytest.fixture
def url(own_database: str) -> str:
    """A migrated, empty database, as its superuser."""
    settings = connection.settings_dict
    return f"host={settings['HOST']} user={settings['USER']} dbname={own_database}"


def test_the_data_obeys_every_rule_that_loading_it_stepped_past(url: str) -> None:
    with psycopg.connect(url) as plain:
        indexes = set(plain.execute(INDEXES).fetchall())
    fill(url, SIZE)
    with psycopg.connect(url) as plain:
        for table, column, target, key in plain.execute(FOREIGN_KEYS).fetchall():
            orphans = plain.execute(
                f"SELECT count(*) FROM {table} t WHERE t.{column} IS NOT NULL"
                f" AND NOT EXISTS (SELECT FROM {target} o WHERE o.{key} = t.{column})"
            ).fetchone()
            assert orphans == (0,), f"{table}.{column}"
        assert set(plain.execute(INDEXES).fetchall()) == indexes
        assert plain.execute("SELECT count(*) FROM contacts_contact").fetchone() == (SIZE.contacts,)
        assert plain.execute("SELECT count(*) FROM contacts_historicalcontact").fetchone() == (SIZE.contacts,)
        kept = plain.execute("SELECT person_id, count(*) FROM families_searchname GROUP BY 1").fetchall()
        plain.execute("UPDATE families_person SET family_name = family_name || 'x'")
        plain.execute("UPDATE families_person SET family_name = left(family_name, -1)")
        renewed = plain.execute("SELECT person_id, count(*) FROM families_searchname GROUP BY 1").fetchall()
        assert sorted(kept) == sorted(renewed)


def test_every_yardstick_measures_something_and_leaves_the_data_as_it_was(
    url: str, capfd, monkeypatch, settings
) -> None:
    monkeypatch.setenv("BENCH_RAISES", "1")
    settings.SECOND_FACTOR_REQUIRED = True  # as it is where `make bench` runs
    fill(url, SIZE)
    counted = "SELECT (SELECT count(*) FROM families_person), (SELECT count(*) FROM texts_text)," \
              " (SELECT count(*) FROM privacy_pack), (SELECT count(*) FROM retention_disposalitem)"  # fmt: skip
    with psycopg.connect(url) as plain:
        before = plain.execute(counted).fetchone()
    for name in YARDSTICKS:
        figures = measured(name, SIZE)
        assert figures
        assert not [figure.not_run for figure in figures if figure.not_run]
    with psycopg.connect(url) as plain:
        assert plain.execute(counted).fetchone() == before


def test_a_yardstick_whose_part_is_missing_says_so_and_passes_nothing(monkeypatch) -> None:
    monkeypatch.setitem(YARDSTICKS, "pack", ("no_such_module", "measure"))
    monkeypatch.delenv("BENCH_RAISES", raising=False)
    (figure,) = measured("pack", SIZE)
    assert figure.verdict.startswith("not run")
    assert figure.holds is None


def test_names_are_shared_as_in_life_and_the_same_each_time() -> None:
    drawn = Names().draw(20_000)
    assert drawn == Names().draw(20_000)
    families = [family for _, family in drawn]
    commonest = max(map(families.count, set(families)))
    assert 0.01 < commonest / len(families) < 0.04
    assert len(set(families)) > 1500


@pytest.mark.parametrize("name", ["Smith", "Al", "Katherine", "O'Brien", "Jo"])
def test_a_misspelt_name_is_another_one_but_close(name: str) -> None:
    chance = random.Random(1)
    for _ in range(50):
        slip = misspelt(name, chance)
        assert abs(len(slip) - len(name)) <= 1
