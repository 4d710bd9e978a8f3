"""Trouble on purpose, the control addresses, and the page for people."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
import requests
from notifications_python_client.errors import HTTP503Error, HTTPError

from cases.texts.sandbox import FaultKind, NotifySandbox
from tests.cases.texts.sandbox_client import FREE, NUMBER, TEMPLATES, ReceiptDesk, client_for, send

TOKEN = "control-token"


@pytest.fixture
def sandbox():
    with NotifySandbox(TEMPLATES, control_token=TOKEN) as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox):
    with client_for(sandbox, timeout=0.3) as client:
        yield client


def control(sandbox, method, what, token=TOKEN, **named):
    headers = {"Authorization": f"Bearer {token}"}
    return requests.request(method, f"{sandbox.url}/_sandbox/{what}", headers=headers, timeout=5, **named)


@pytest.mark.parametrize(("fault", "status"), [("500", 500), ("503", 503), ("429", 429)])
def test_the_next_requests_meet_the_fault_and_later_ones_do_not(sandbox, client, fault, status):
    sandbox.faults.add(fault, 2)
    for _ in range(2):
        with pytest.raises(HTTPError) as caught:
            send(client, reference="r")
        assert caught.value.status_code == status
    assert sandbox.accepted("r") == 0
    send(client, reference="r")
    assert sandbox.accepted("r") == 1


@pytest.mark.parametrize("fault", [FaultKind.CLOSE_BEFORE_ACCEPT, FaultKind.HANG])
def test_a_lost_request_sends_nothing(sandbox, client, fault):
    sandbox.faults.add(fault)
    with pytest.raises(HTTP503Error):
        send(client, reference="r")
    assert sandbox.accepted("r") == 0
    assert client.get_all_notifications(reference="r")["notifications"] == []


@pytest.mark.parametrize("fault", [FaultKind.CLOSE_AFTER_ACCEPT, FaultKind.HANG_AFTER_ACCEPT])
def test_a_lost_answer_looks_the_same_to_the_caller_but_the_text_went_out(fault):
    with ReceiptDesk() as desk, NotifySandbox(TEMPLATES, callback_url=desk.url) as sandbox:
        sandbox.faults.add(fault)
        with client_for(sandbox, timeout=0.3) as client:
            with pytest.raises(HTTP503Error):
                send(client, reference="r")
            found = client.get_all_notifications(reference="r")["notifications"]
        assert sandbox.settle()
        assert sandbox.accepted("r") == 1
        assert [message["id"] for message in found] == [desk.receipts[0]["id"]]


def test_sending_again_after_a_lost_answer_shows_as_two(sandbox, client):
    sandbox.faults.add(FaultKind.CLOSE_AFTER_ACCEPT)
    with pytest.raises(HTTP503Error):
        send(client, reference="r")
    send(client, reference="r")
    assert sandbox.accepted("r") == 2


def test_reading_goes_on_during_faults(sandbox, client):
    sandbox.faults.add("500", 5)
    assert client.get_all_templates()["templates"]


def test_faults_are_set_and_cleared_over_http(sandbox, client):
    assert control(sandbox, "POST", "faults", json={"kind": "500", "count": 3}).status_code == 200
    with pytest.raises(HTTPError):
        send(client)
    assert control(sandbox, "POST", "faults", json={"kind": "none"}).status_code == 200
    assert send(client)


def test_the_end_of_the_next_texts_can_be_chosen(sandbox, client):
    assert control(sandbox, "POST", "outcomes", json={"status": "technical-failure"}).status_code == 200
    first, second = send(client)["id"], send(client)["id"]
    assert sandbox.settle()
    message = client.get_notification_by_id(first)
    assert (message["status"], message["cost_in_pounds"]) == ("technical-failure", 0.0)
    assert client.get_notification_by_id(second)["status"] == "delivered"


def test_accepted_texts_are_counted_by_reference_over_http(sandbox, client):
    for reference in ("a", "b", "b", None):
        send(client, reference=reference)
    assert control(sandbox, "GET", "accepted").json() == {"total": 4, "references": {"a": 1, "b": 2}}
    assert control(sandbox, "GET", "accepted?reference=b").json() == {"reference": "b", "count": 2}
    assert control(sandbox, "GET", "accepted?reference=c").json() == {"reference": "c", "count": 0}


def test_the_clock_is_pushed_forward_over_http(sandbox, client):
    message_id = send(client)["id"]
    assert control(sandbox, "POST", "clock", json={"seconds": 8 * 24 * 3600 - 1}).status_code == 200
    with pytest.raises(HTTPError) as caught:
        client.get_notification_by_id(message_id)
    assert caught.value.status_code == 404


def test_everything_is_forgotten_on_demand(sandbox, client):
    send(client, reference="r")
    assert control(sandbox, "POST", "forget").status_code == 200
    assert control(sandbox, "GET", "accepted").json() == {"total": 0, "references": {}}
    assert NUMBER not in requests.get(sandbox.url, timeout=5).text


def test_control_needs_its_own_token(sandbox):
    for token in ("", "wrong", sandbox.api_key("live")):
        assert control(sandbox, "GET", "accepted", token=token).status_code == 403
        assert control(sandbox, "POST", "faults", token=token, json={"kind": "500"}).status_code == 403
    assert sandbox.faults.take() is None


def test_without_a_token_set_there_is_no_control():
    with NotifySandbox(TEMPLATES) as closed:
        assert control(closed, "GET", "accepted", token="None").status_code == 404


@pytest.mark.parametrize(
    ("what", "body"),
    [
        ("faults", {"kind": "flood"}),
        ("faults", {"kind": "500", "count": -1}),
        ("faults", {"kind": "500", "count": "many"}),
        ("outcomes", {"status": "lost"}),
        ("clock", {"seconds": -5}),
        ("clock", {}),
        ("clock", []),
    ],
)
def test_nonsense_to_control_is_refused(sandbox, what, body):
    assert control(sandbox, "POST", what, json=body).status_code == 400
    assert control(sandbox, "POST", "nothing", json=body).status_code == 404


def test_the_page_shows_the_texts_and_escapes_them(sandbox, client):
    assert "No texts yet" in requests.get(sandbox.url, timeout=5).text
    client.send_sms_notification(
        NUMBER, str(FREE.id), {"text": "<script>alert('x')</script>\nBye"}, reference='"><b>'
    )
    answer = requests.get(sandbox.url, timeout=5)
    assert "&lt;script&gt;" in answer.text
    assert "<br>Bye" in answer.text
    assert "<script>" not in answer.text
    assert '"><b>' not in answer.text
    assert NUMBER in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Content-Length", "2000000"),
        ("Content-Length", "-1"),
        ("Content-Length", "many"),
        ("Transfer-Encoding", "chunked"),
    ],
)
def test_a_body_too_large_or_of_unknown_length_is_refused_unread(sandbox, header, value):
    connection = HTTPConnection("127.0.0.1", urlsplit(sandbox.url).port, timeout=5)
    connection.putrequest("POST", "/v2/notifications/sms")
    connection.putheader(header, value)
    connection.endheaders()
    with connection.getresponse() as answer:
        assert answer.status == 413
        assert answer.headers["Connection"] == "close"
    connection.close()
