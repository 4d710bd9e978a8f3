"""What GOV.UK Notify reports: believed with the token alone, in any order, any number of times."""

import datetime
import json
import uuid

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.test import Client
from django.utils import timezone

from cases.texts.models import Receipt, Status, Text
from cases.texts.rules import status_after
from cases.texts.sandbox import NotifySandbox
from tests.cases.texts.conftest import Outbox
from tests.database import as_owner, as_worker
from tests.factories.texts import sandbox_templates

URL = "/texts/receipt/"
TOKEN = "the token that Notify was given for this test"


@pytest.fixture(autouse=True)
def token(settings) -> None:
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN


def report(text_id=None, **changes) -> dict:
    """A receipt as Notify publishes it."""
    return {
        "id": str(uuid.uuid4()),
        "reference": str(text_id or uuid.uuid4()),
        "to": "07700900123",
        "status": "delivered",
        "created_at": "2026-11-20T10:00:00.000000Z",
        "completed_at": "2026-11-20T10:00:09.000000Z",
        "sent_at": "2026-11-20T10:00:01.000000Z",
        "notification_type": "sms",
        "template_id": str(uuid.uuid4()),
        "template_version": 1,
    } | changes


def post(body, token: str | None = TOKEN):
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    raw = body if isinstance(body, bytes | str) else json.dumps(body)
    client = Client(enforce_csrf_checks=True, raise_request_exception=False)
    return client.post(URL, raw, content_type="application/json", headers=headers)


def kept() -> int:
    with as_owner():
        return Receipt.objects.count()


def test_a_receipt_is_kept_without_the_telephone_number(db: None) -> None:
    assert post(report()).status_code == 204
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(r)::text FROM texts_receipt r")
        ((row,),) = cursor.fetchall()
    assert "7700900123" not in row


@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN + "x", TOKEN.upper(), "\u00e9"])
def test_without_the_token_nothing_changes(db: None, token: str | None) -> None:
    assert post(report(), token=token).status_code == 403
    assert kept() == 0


@pytest.mark.parametrize(
    "body",
    [
        b"", b"{", b"\xff\xfe", b"[]", b"null", b'"delivered"', b"[" * 100_000,
        {"status": "delivered"},
        report(id="not a key"), report(id=7), report(id=None),
        report(status="arrived"), report(status=None), report(status=["delivered"]),
        report(reference=5), report(reference={}),
        report(completed_at="yesterday"), report(completed_at=5), report(completed_at="2026-11-20T10:00:09"),
        report(sent_at="2026-13-45T10:00:00Z"),
    ],
)  # fmt: skip
def test_a_malformed_receipt_is_refused_and_changes_nothing(db: None, body) -> None:
    assert post(body).status_code == 400
    assert kept() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"reference": None}, {"reference": "another system's"}, {"notification_type": "email"},
        {"status": "sending"}, {"status": "created"}, {"status": "pending"},
    ],
)  # fmt: skip
def test_a_receipt_of_no_use_to_us_is_taken_and_dropped(db: None, changes: dict) -> None:
    assert post(report(**changes)).status_code == 204
    assert kept() == 0


def test_only_post_is_answered(db: None) -> None:
    assert Client().get(URL).status_code == 405


def test_no_cookie_is_set(db: None) -> None:
    assert not post(report()).cookies


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM texts_receipt",
        "DELETE FROM texts_receipt",
        "UPDATE texts_delivery SET status = 'delivered'",
        "UPDATE texts_text SET body = ''",
    ],
)
def test_the_web_cannot_read_receipts_or_touch_what_was_sent(db: None, statement: str) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute(statement)


def test_the_sandbox_brings_a_receipt_and_the_text_is_delivered(
    outbox: Outbox, live_server_url: str, settings
) -> None:
    with as_owner():
        templates = sandbox_templates()
    with NotifySandbox(templates, callback_url=live_server_url + URL, callback_token=TOKEN) as sandbox:
        settings.NOTIFY_BASE_URL, settings.NOTIFY_API_KEY = sandbox.url, sandbox.api_key("test")
        text = outbox.write()
        outbox.sweep()
        assert sandbox.settle()
        assert sandbox.receipts.tally() == {"taken": 1}
    outbox.apply_receipts()
    delivery = outbox.delivery(text)
    assert delivery.status == Status.DELIVERED
    assert delivery.completed_at
    assert kept() == 0


def sent(outbox: Outbox) -> tuple[Text, str]:
    text = outbox.write()
    outbox.sweep()
    return text, str(outbox.delivery(text).notify_id)


@pytest.mark.parametrize(
    "order",
    [
        ["delivered"],
        ["delivered", "delivered"],
        ["temporary-failure", "delivered"],
        ["delivered", "temporary-failure"],
        ["sending", "delivered", "created", "sending"],
    ],
)
def test_receipts_end_at_delivered_in_any_order(outbox: Outbox, order: list[str]) -> None:
    text, notify_id = sent(outbox)
    for status in order:
        assert post(report(text.pk, id=notify_id, status=status)).status_code == 204
        outbox.apply_receipts()
    assert outbox.delivery(text).status == Status.DELIVERED


def test_receipts_of_one_text_may_come_together(outbox: Outbox) -> None:
    text, notify_id = sent(outbox)
    for status in ("temporary-failure", "delivered", "delivered"):
        post(report(text.pk, id=notify_id, status=status))
    outbox.apply_receipts()
    assert outbox.delivery(text).status == Status.DELIVERED


def test_a_receipt_may_arrive_before_the_answer_to_sending_is_written_down(outbox: Outbox) -> None:
    now = timezone.now()
    text = outbox.write(
        status="sending", attempts=1, claimed_at=now, next_try_at=now + datetime.timedelta(minutes=5)
    )
    post(report(text.pk))
    outbox.apply_receipts()
    assert outbox.delivery(text).status == Status.DELIVERED
    outbox.later(minutes=6)
    assert outbox.sweep() == 0, "what was delivered is not sent"


def test_a_receipt_for_a_text_we_do_not_know_is_dropped(outbox: Outbox) -> None:
    text, _ = sent(outbox)
    post(report())
    post(report(text.pk))  # our reference under an id that is not the one we were given
    outbox.apply_receipts()
    assert outbox.delivery(text).status == Status.SENT
    assert kept() == 0


def test_a_receipt_is_applied_by_the_worker_alone(outbox: Outbox) -> None:
    text, notify_id = sent(outbox)
    post(report(text.pk, id=notify_id))
    assert outbox.delivery(text).status == Status.SENT
    with as_worker():
        assert not Receipt.objects.exists(), "no job named, no rows"
    outbox.apply_receipts()
    assert outbox.delivery(text).status == Status.DELIVERED


@pytest.mark.parametrize("status", Status.values)
def test_a_report_that_names_no_end_moves_nothing(status: str) -> None:
    for underway in ("created", "sending", "pending", "sent"):
        assert status_after(status, underway) == status
    assert status_after("delivered", status) == "delivered"
