"""The tasks Celery runs: each is safe to run twice and knows the rows by key alone."""

from datetime import timedelta

from celery import current_app
from django.conf import settings
from django.db import connection

from cases.texts import sweep, tasks
from cases.texts.models import Status
from tests.cases.texts.conftest import Outbox
from tests.database import as_worker


def test_every_task_of_ours_that_beat_calls_exists(db: None) -> None:
    named = {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    ours = {name for name in named if name.startswith("cases.texts")}
    assert ours == {
        f"cases.texts.tasks.{n}" for n in ("send_due_texts", "apply_receipts", "poll_missing_receipts")
    }
    assert ours <= set(current_app.tasks)


def test_the_nudged_task_sends_its_text_once_and_no_other(outbox: Outbox) -> None:
    text, other = outbox.write(), outbox.write()
    with as_worker():
        tasks.send_text(str(text.pk))
        tasks.send_text(str(text.pk))
    assert (outbox.accepted(text), outbox.accepted(other)) == (1, 0)


def test_a_nudge_for_a_text_that_is_gone_is_no_error(outbox: Outbox) -> None:
    with as_worker():
        tasks.send_text("00000000-0000-7000-8000-000000000000")


def test_only_one_sweep_runs_at_a_time(outbox: Outbox) -> None:
    text = outbox.write()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [sweep.SWEEP_LOCK])
        assert outbox.sweep() == 0
    other.close()
    outbox.later(seconds=1)
    while not outbox.accepted(text):
        outbox.sweep()
    assert outbox.delivery(text).status == Status.SENT


def test_a_number_whose_network_never_reports_is_asked_about_once(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.sweep()
    (message,) = outbox.sandbox.store.all()
    assert outbox.sandbox.settle()
    message.status = "sent"
    outbox.later(minutes=11)
    outbox.ask_for_receipts()
    delivery = outbox.delivery(text)
    assert delivery.status == Status.SENT
    assert delivery.next_try_at is None
    assert "does not report" in delivery.why
    assert delivery.completed_at <= outbox.now() + timedelta(minutes=1)
