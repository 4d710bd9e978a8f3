"""Workers killed by SIGKILL at any moment: no text is lost, none goes out twice."""

import datetime
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.db import connection

from cases.texts.models import Delivery, Status
from cases.texts.sandbox import FaultKind
from tests.cases.texts.conftest import Outbox
from tests.database import as_owner

ROOT = Path(__file__).resolve().parents[3]
SWEEP = "import django; django.setup(); from cases.texts import sweep; sweep.send_due(hands=4)"


def environment(settings) -> dict[str, str]:
    """What a worker started by hand is told: the test's own database, as the worker's plain role."""
    database = connection.settings_dict
    return {
        **os.environ,
        "DATABASE_URL": f"postgresql:///{database['NAME']}?host={database['HOST']}&user={database['USER']}",
        "DATABASE_ROLE": "worker",
        "DJANGO_SETTINGS_MODULE": "familyhubs.settings",
        "NOTIFY_BASE_URL": settings.NOTIFY_BASE_URL,
        "NOTIFY_API_KEY": settings.NOTIFY_API_KEY,
    }


def wait_until(true, what: str, seconds: float = 180) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, f"{what} did not happen"
        time.sleep(0.01)


def test_killed_at_each_line_of_sending_each_text_goes_out_once(outbox: Outbox, settings) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.cases.texts.killing", str(outbox.file.family.pk)],
        cwd=ROOT, env=environment(settings), capture_output=True, text=True, timeout=900, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    killed = {key: line for line in lines for key in line.split()[-2:]}
    with as_owner():
        statuses = dict(Delivery.objects.values_list("pk", "status"))
    assert {str(key) for key in statuses} == set(killed)
    assert set(statuses.values()) == {Status.SENT}, {
        killed[str(key)]: status for key, status in statuses.items() if status != Status.SENT
    }
    wrong = {killed[key]: outbox.sandbox.accepted(key) for key in killed if outbox.sandbox.accepted(key) != 1}
    assert not wrong, "not sent exactly once when killed at"
    # It did go through the parts that matter.
    for place in (
        "send_claimed",
        "deliveries_claim",
        "deliveries_settle",
        "notify.py",
        "_settle",
        "__exit__",
    ):
        assert place in ran.stdout


@pytest.mark.parametrize(
    ("fault", "accepted_by_then"), [(FaultKind.HANG, 0), (FaultKind.HANG_AFTER_ACCEPT, 1)]
)
def test_killed_while_notify_keeps_it_waiting_each_text_goes_out_once(
    outbox: Outbox, settings, fault: FaultKind, accepted_by_then: int
) -> None:
    text, behind = outbox.write(), outbox.write()
    outbox.sandbox.faults.add(fault)
    worker = subprocess.Popen([sys.executable, "-c", SWEEP], cwd=ROOT, env=environment(settings))
    try:
        wait_until(lambda: outbox.sandbox.faults._queue == type(outbox.sandbox.faults._queue)(), "the fault")
        wait_until(lambda: sum(map(outbox.accepted, (text, behind))) >= accepted_by_then, "acceptance")
    finally:
        worker.send_signal(signal.SIGKILL)
        worker.wait()
    outbox.later(minutes=6)
    wait_until(lambda: not outbox.sweep() and all(
        outbox.delivery(each).status == Status.SENT for each in (text, behind)
    ), "recovery")  # fmt: skip
    assert (outbox.accepted(text), outbox.accepted(behind)) == (1, 1)


def test_several_workers_killed_again_and_again_send_each_of_many_texts_once(
    outbox: Outbox, settings
) -> None:
    texts = [outbox.write() for _ in range(100)]
    for round_number in range(1, 4):
        workers = [
            subprocess.Popen([sys.executable, "-c", SWEEP], cwd=ROOT, env=environment(settings))
            for _ in range(2)
        ]
        try:
            wait_until(
                lambda wanted=round_number * 12: sum(map(outbox.accepted, texts)) >= wanted, "some sending"
            )
        finally:
            for worker in workers:
                worker.send_signal(signal.SIGKILL)
                worker.wait()
    outbox.later(minutes=6)
    wait_until(lambda: not outbox.sweep() and all(outbox.accepted(each) for each in texts), "recovery")
    assert [outbox.accepted(each) for each in texts] == [1] * 100
    assert {outbox.delivery(each).status for each in texts} == {Status.SENT}
    assert outbox.delivery(texts[0]).next_try_at > outbox.now() - datetime.timedelta(minutes=6)
