"""Backups go when their time is over, and nothing else does."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from familyhubs.backups.folder import (
    UNFINISHED,
    backup_path,
    documents_path,
    manifest_path,
    rotate,
    whole_file,
)

NOW = datetime.datetime(2026, 11, 25, 2, 15, tzinfo=datetime.UTC)
DAY = datetime.timedelta(days=1)
MOMENTS = st.integers(-10_000, 200_000).map(lambda hours: NOW - datetime.timedelta(hours=hours))


def make(folder, at):
    path = backup_path(folder, at)
    path.touch()
    documents_path(path).touch()
    manifest_path(path).touch()
    return path


@given(moments=st.sets(MOMENTS, max_size=20), keep=st.integers(1, 400))
def test_exactly_those_past_their_time_go_with_their_manifests(tmp_path_factory, moments, keep):
    folder = tmp_path_factory.mktemp("backups")
    for at in moments:
        make(folder, at)
    rotate(folder, keep_days=keep, at=NOW)
    kept = {at for at in moments if NOW - at <= keep * DAY}
    assert {path.name for path in folder.iterdir()} == {
        name
        for at in kept
        for name in (made(backup_path(folder, at)).name for made in (Path, documents_path, manifest_path))
    }
    assert rotate(folder, keep_days=keep, at=NOW) == []


@pytest.mark.parametrize(
    ("age", "stays"), [(35 * DAY, True), (35 * DAY + datetime.timedelta(seconds=1), False)]
)
def test_the_last_moment_still_counts(tmp_path, age, stays):
    path = make(tmp_path, NOW - age)
    rotate(tmp_path, keep_days=35, at=NOW)
    assert path.exists() is stays


def test_the_hour_the_clocks_go_back_does_not_count_twice(tmp_path):
    """Names are in UTC; two backups within the repeated hour of 25 October 2026 have names of their own."""
    first = datetime.datetime.fromisoformat("2026-10-25T01:30:00+01:00")
    second = datetime.datetime.fromisoformat("2026-10-25T01:30:00+00:00")
    assert backup_path(tmp_path, first).name == "familyhubs-20261025T003000Z.dump.age"
    assert backup_path(tmp_path, second).name == "familyhubs-20261025T013000Z.dump.age"


@pytest.mark.parametrize(
    "name",
    ["notes.txt", "familyhubs-20200101T000000Z.dump.age.asc", "other-20200101T000000Z.dump.age",
     "familyhubs-2020.dump.age", "familyhubs-20200101T000000Z.dump"],
)  # fmt: skip
def test_other_files_are_left_alone(tmp_path, name):
    (tmp_path / name).touch()
    assert rotate(tmp_path, keep_days=1, at=NOW) == []
    assert (tmp_path / name).exists()


def test_a_link_is_left_alone(tmp_path):
    (tmp_path / "target").touch()
    link = tmp_path / "familyhubs-20200101T000000Z.dump.age"
    link.symlink_to(tmp_path / "target")
    rotate(tmp_path, keep_days=1, at=NOW)
    assert link.is_symlink()


@pytest.mark.parametrize(("age", "stays"), [(DAY / 2, True), (2 * DAY, False)])
def test_what_a_killed_run_left_goes_after_a_day(tmp_path, age, stays):
    path = backup_path(tmp_path, NOW - age)
    left = path.with_name(path.name + UNFINISHED)
    left.touch()
    rotate(tmp_path, keep_days=35, at=NOW)
    assert left.exists() is stays


def test_a_file_has_its_name_only_when_it_is_whole(tmp_path):
    path = tmp_path / "whole"
    with whole_file(path) as file:
        file.write(b"all of it")
        assert not path.exists()
    assert path.read_bytes() == b"all of it"


def test_a_file_that_fails_half_way_leaves_nothing(tmp_path):
    def half():
        with whole_file(tmp_path / "half") as file:
            file.write(b"half")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half()
    assert list(tmp_path.iterdir()) == []
