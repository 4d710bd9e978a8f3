"""What was destroyed stays destroyed, also when an older backup is restored."""

import datetime
import json
import stat
import uuid

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actor import acting_as_system
from cases.families.models import Family
from retention import tasks
from retention.actions.destruction import batch_destroy
from retention.erasure_log import ErasureLogError, log_append, log_read, log_rotate
from retention.models import DisposalRegister, DisposalSwitch, Rule
from tests.database import as_owner, as_worker
from tests.factories.families import join_family
from tests.factories.retention import (
    approve_schedule,
    approved_list,
    make_contact,
    make_hold,
    make_old_family,
)

AT = datetime.datetime(2026, 11, 25, 2, 15, tzinfo=datetime.UTC)


@pytest.fixture
def log(tmp_path, settings):
    settings.ERASURE_LOG = str(tmp_path / "erasures")
    return tmp_path / "erasures"


@pytest.fixture
def council(council):
    with as_owner():
        approve_schedule(council.admin)
    return council


def exists(file):
    with as_owner():
        return Family.objects.filter(pk=file.family.pk).exists()


def replay():
    with as_worker():
        call_command("replay_erasures")


# --- Writing it down ------------------------------------------------------------------------------------------------


def test_a_destroyed_file_is_in_the_log_by_key_alone(council, log):
    with as_owner():
        file = make_old_family(council)
    approved_list(council)
    with as_worker():
        tasks.destroy_approved()
    assert not exists(file)
    assert log_read(log).families == [file.family.pk]
    (path,) = log.iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(log.stat().st_mode) == 0o700
    assert json.loads(path.read_text()).keys() == {"at", "families"}


def test_a_file_that_was_kept_back_is_not_in_the_log(council, log):
    with as_owner():
        file = make_old_family(council)
    approved_list(council)
    with as_owner():
        make_hold(scope="family", family=file.family)
    with as_worker():
        tasks.destroy_approved()
    assert exists(file)
    assert not log.exists()


def test_what_cannot_be_written_down_is_not_destroyed(council, log):
    with as_owner():
        file = make_old_family(council)
    approved = approved_list(council)
    log.write_text("a file where the folder should be")
    with pytest.raises(OSError), as_worker(), acting_as_system("retention"):
        batch_destroy(list_id=approved.pk, on=timezone.localdate(), at=timezone.now())
    assert exists(file)


# --- Reading it -----------------------------------------------------------------------------------------------------


def test_each_family_is_read_once_in_the_order_of_days(tmp_path):
    one, two, three = (uuid.uuid4() for _ in range(3))
    log_append(tmp_path, [two], at=AT + datetime.timedelta(days=1))
    log_append(tmp_path, [one], at=AT)
    log_append(tmp_path, [one, three], at=AT + datetime.timedelta(days=2))
    assert log_read(tmp_path).families[:2] == [one, two]
    assert set(log_read(tmp_path).families) == {one, two, three}


@pytest.mark.parametrize("cut", range(1, 90, 8))
def test_a_line_cut_off_by_a_power_cut_counts_for_nothing_and_spoils_no_other(tmp_path, cut):
    before, lost, after = (uuid.uuid4() for _ in range(3))
    log_append(tmp_path, [before], at=AT)
    (path,) = tmp_path.iterdir()
    whole = path.read_text()
    log_append(tmp_path, [lost], at=AT)
    path.write_text(whole + path.read_text()[len(whole) :][:cut])
    log_append(tmp_path, [after], at=AT)
    assert set(log_read(tmp_path).families) == {before, after}


@pytest.mark.parametrize(
    "line", ['{"at": "x", "families": ["not a key"]}', '{"families": [1]}', '["other"]}']
)
def test_a_line_that_is_not_ours_is_told_and_not_guessed(tmp_path, line):
    (tmp_path / "2026-11-25.jsonl").write_text(line)
    with pytest.raises(ErasureLogError, match=r"2026-11-25\.jsonl"):
        log_read(tmp_path)


def test_the_log_lives_a_little_longer_than_the_backups(tmp_path):
    for days in (0, 35, 36, 37, 400):
        log_append(tmp_path, [uuid.uuid4()], at=AT - datetime.timedelta(days=days))
    (tmp_path / "notes.txt").touch()
    log_rotate(tmp_path, keep_days=35, on=AT.date())
    assert len(list(tmp_path.glob("*.jsonl"))) == 3
    assert (tmp_path / "notes.txt").exists()
    log_rotate(tmp_path / "nowhere", keep_days=35, on=AT.date())


# --- Destroying again -----------------------------------------------------------------------------------------------


def test_a_file_that_came_back_is_destroyed_again_and_the_register_says_so(council, log, capsys):
    with as_owner():
        back, stays = make_old_family(council), make_old_family(council)
    log_append(log, [back.family.pk, uuid.uuid4()], at=AT)
    replay()
    assert not exists(back)
    assert exists(stays)
    assert "The log names 2 destroyed files; 1 had come back and are gone." in capsys.readouterr().out
    with as_owner():
        register = DisposalRegister.objects.get()
        assert register.disposal_list is None
        assert sum(register.rules.values()) == 1
        assert register.counts["families_family"] == 1


def test_a_second_replay_finds_nothing(council, log, capsys):
    with as_owner():
        back = make_old_family(council)
    log_append(log, [back.family.pk], at=AT)
    replay()
    replay()
    assert "0 had come back" in capsys.readouterr().out
    with as_owner():
        assert DisposalRegister.objects.count() == 1


def test_whatever_keeps_a_file_now_wins_and_is_told(council, log):
    with as_owner():
        held, worked, linked, goes = (make_old_family(council) for _ in range(4))
        make_hold(scope="family", family=held.family)
        make_contact(worked.family, council.hub_worker, on=timezone.localdate())
        unnamed = make_old_family(council)
        join_family(linked.person, unnamed.family)
    log_append(log, [file.family.pk for file in (held, worked, linked, goes)], at=AT)
    with pytest.raises(CommandError, match="3 more files") as refused:
        replay()
    assert refused.value.returncode == 1
    assert [exists(file) for file in (held, worked, linked, unnamed, goes)] == [True, True, True, True, False]


def test_nothing_is_replayed_while_disposal_is_stopped(council, log):
    with as_owner():
        back = make_old_family(council)
        DisposalSwitch.objects.update(may_run=False)
    log_append(log, [back.family.pk], at=AT)
    with pytest.raises(CommandError, match="Disposal is stopped"):
        replay()
    assert exists(back)


def test_nothing_is_replayed_under_a_schedule_nobody_approved(council, log):
    with as_owner():
        back = make_old_family(council)
        Rule.objects.update(in_force_from=datetime.date(2099, 1, 1))
    log_append(log, [back.family.pk], at=AT)
    with pytest.raises(CommandError, match="schedule in this database is not approved"):
        replay()
    assert exists(back)


def test_without_a_log_it_says_what_is_missing(settings, tmp_path):
    settings.ERASURE_LOG = ""
    with pytest.raises(CommandError, match="ERASURE_LOG is not set"):
        call_command("replay_erasures")
    settings.ERASURE_LOG = str(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("replay_erasures")
