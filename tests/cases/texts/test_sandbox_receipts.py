"""Receipts: what they say, the token they carry, and when they are tried again."""

import socket

import pytest

from cases.texts.sandbox import NotifySandbox
from cases.texts.sandbox.delivery import Pace
from tests.cases.texts.sandbox_client import NUMBER, PLAIN, TEMPLATES, ReceiptDesk, client_for, send

TOKEN = "receipt-token"
FIVE_MINUTES = 300


def sandbox_for(url, **options):
    return NotifySandbox(TEMPLATES, callback_url=url, callback_token=TOKEN, **options)


def test_a_receipt_has_the_published_fields_and_the_bearer_token():
    with ReceiptDesk() as desk, sandbox_for(desk.url) as sandbox, client_for(sandbox) as client:
        message_id = send(client, reference="r-1")["id"]
        assert sandbox.settle()
        message = client.get_notification_by_id(message_id)
    assert desk.tokens == [f"Bearer {TOKEN}"]
    assert desk.receipts == [
        {
            "id": message_id,
            "reference": "r-1",
            "to": NUMBER,
            "status": "delivered",
            "created_at": message["created_at"],
            "completed_at": message["completed_at"],
            "sent_at": message["sent_at"],
            "notification_type": "sms",
            "template_id": str(PLAIN.id),
            "template_version": 1,
        }
    ]


@pytest.mark.parametrize("number", ["07700900003", "07700900002"])
def test_failures_have_a_receipt_too(number):
    with ReceiptDesk() as desk, sandbox_for(desk.url) as sandbox, client_for(sandbox) as client:
        message_id = send(client, number)["id"]
        assert sandbox.settle()
        assert desk.receipts[0]["status"] == client.get_notification_by_id(message_id)["status"]


def test_smoke_numbers_have_no_receipt():
    with ReceiptDesk() as desk, sandbox_for(desk.url) as sandbox, client_for(sandbox) as client:
        send(client, "07700900000")
        assert sandbox.settle()
        assert desk.receipts == []


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_receipt_is_tried_again_five_minutes_after_trouble(status):
    with ReceiptDesk(status) as desk, sandbox_for(desk.url) as sandbox, client_for(sandbox) as client:
        send(client)
        assert sandbox.settle()
        assert len(desk.receipts) == 1
        sandbox.advance(FIVE_MINUTES - 30)
        assert sandbox.settle()
        assert len(desk.receipts) == 1
        sandbox.advance(60)
        assert sandbox.settle()
        assert desk.receipts == [desk.receipts[0]] * 2
        assert sandbox.receipts.tally() == {"put off": 1, "taken": 1}


def test_a_receipt_is_given_up_after_five_more_tries():
    with ReceiptDesk(*[500] * 20) as desk, sandbox_for(desk.url, retry_seconds=0) as sandbox:
        with client_for(sandbox) as client:
            send(client)
        assert sandbox.settle()
        assert len(desk.receipts) == 6
        assert sandbox.receipts.tally() == {"put off": 5, "given up": 1}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 302])
def test_a_refused_receipt_is_not_tried_again(status):
    with ReceiptDesk(status) as desk, sandbox_for(desk.url, retry_seconds=0) as sandbox:
        with client_for(sandbox) as client:
            send(client)
        assert sandbox.settle()
        assert len(desk.receipts) == 1
        assert sandbox.receipts.tally() == {"refused": 1}


def test_a_desk_that_is_away_gets_its_receipt_when_it_is_back():
    with socket.create_server(("127.0.0.1", 0)) as free:
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
    with sandbox_for(nobody, retry_seconds=0) as sandbox, client_for(sandbox) as client:
        message_id = send(client)["id"]
        assert sandbox.settle()
        assert sandbox.receipts.tally() == {"put off": 5, "given up": 1}
        assert client.get_notification_by_id(message_id)["status"] == "delivered"


def test_forgetting_drops_receipts_still_to_come():
    with ReceiptDesk() as desk, sandbox_for(desk.url, pace=Pace(created=60)) as sandbox:
        with client_for(sandbox) as client:
            send(client)
        sandbox.forget()
        sandbox.advance(3600)
        assert sandbox.settle()
        assert desk.receipts == []
        assert sandbox.store.all() == []
