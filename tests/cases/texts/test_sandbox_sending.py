"""Sending through the official client: what is accepted, and every way of being refused."""

from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from notifications_python_client.authentication import create_jwt_token
from notifications_python_client.errors import HTTPError

from cases.texts.sandbox import NotifySandbox
from tests.cases.texts.sandbox_client import CODE, FREE, NUMBER, PLAIN, TEMPLATES, VISIT, client_for, send


@pytest.fixture
def sandbox():
    with NotifySandbox(TEMPLATES, sender="Hub", team=["07700 900555"]) as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox):
    with client_for(sandbox) as client:
        yield client


def refusal(call, *arguments, **named):
    with pytest.raises(HTTPError) as caught:
        call(*arguments, **named)
    error = caught.value
    return error.status_code, [(part["error"], part["message"]) for part in error.message]


def test_an_accepted_text_comes_back_with_its_words_and_template_version(client, sandbox):
    answer = client.send_sms_notification(
        NUMBER, str(VISIT.id), {"First_Name": "Ama", "day": "Monday", "bring": "yes"}, reference="r-1"
    )
    assert answer["content"] == {
        "body": "Hello Ama, we will visit on Monday. Please bring your red book.",
        "from_number": "Hub",
    }
    assert answer["reference"] == "r-1"
    assert answer["template"]["version"] == 3
    assert answer["uri"] == f"{sandbox.url}/v2/notifications/{answer['id']}"


def test_words_behind_a_condition_stay_out_unless_it_holds(client):
    answer = client.send_sms_notification(
        NUMBER, str(VISIT.id), {"first name": "Ama", "day": "Monday", "bring": "no"}
    )
    assert answer["content"]["body"] == "Hello Ama, we will visit on Monday."


def test_a_value_that_looks_like_a_placeholder_is_sent_as_typed(client):
    answer = client.send_sms_notification(NUMBER, str(FREE.id), {"text": "see ((day))"})
    assert answer["content"]["body"] == "see ((day))"


def test_every_missing_value_is_named(client, sandbox):
    assert refusal(client.send_sms_notification, NUMBER, str(VISIT.id), {"bring": True}, "r-2") == (
        400,
        [("BadRequestError", "Missing personalisation: first name, day")],
    )
    assert sandbox.accepted("r-2") == 0


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        ("07700 90012", "Not enough digits"),
        ("", "Not enough digits"),
        ("0770090012345", "Too many digits"),
        ("01752 668000", "Not a UK mobile number"),
        ("07000900123", "Not a UK mobile number"),
        ("0770o900123", "Must not contain letters or symbols"),
        ("+999 7700900123", "Not a valid country prefix"),
    ],
)
def test_a_number_that_is_no_mobile_is_refused_with_the_reason(client, number, reason):
    expected = (400, [("ValidationError", f"phone_number {reason}")])
    assert refusal(client.send_sms_notification, number, str(PLAIN.id)) == expected


@pytest.mark.parametrize("number", ["07700900123", "+44 7700 900123", "(07700) 900-123", "447700900123"])
def test_a_mobile_number_is_taken_however_it_is_written(client, number):
    assert client.get_notification_by_id(send(client, number)["id"])["phone_number"] == number


def test_a_number_abroad_is_refused_unless_the_service_may_send_there(client):
    refused = (400, [("BadRequestError", "Cannot send to international mobile numbers")])
    assert refusal(send, client, "+33 6 12 34 56 78") == refused
    with NotifySandbox(TEMPLATES, international=True) as abroad, client_for(abroad, "live") as caller:
        answer = send(caller, "+33 6 12 34 56 78")
        assert abroad.settle()
        assert caller.get_notification_by_id(answer["id"])["status"] == "sent"


def test_a_team_key_reaches_only_the_team(sandbox):
    with client_for(sandbox, "team") as client:
        assert send(client, "07700900555")["id"]
        status, [(name, _)] = refusal(send, client)
    assert (status, name) == (400, "BadRequestError")


def test_an_unknown_template_is_refused(client):
    unknown = "99999999-9999-4999-8999-999999999999"
    expected = (400, [("BadRequestError", "Template not found")])
    assert refusal(client.send_sms_notification, NUMBER, unknown) == expected


def test_everything_wrong_with_the_shape_is_told_at_once(client):
    status, errors = refusal(client.post, "/v2/notifications/sms", {"template_id": "x", "colour": "red"})
    assert status == 400
    assert errors == [
        ("ValidationError", "phone_number is a required property"),
        ("ValidationError", "Additional properties are not allowed (colour was unexpected)"),
        ("ValidationError", "template_id is not a valid UUID"),
    ]


def test_918_characters_go_and_one_more_does_not(client):
    assert (
        len(client.send_sms_notification(NUMBER, str(FREE.id), {"text": "a" * 918})["content"]["body"]) == 918
    )
    status, [(name, message)] = refusal(
        client.send_sms_notification, NUMBER, str(FREE.id), {"text": "a" * 919}
    )
    assert (status, name) == (400, "BadRequestError")
    assert "918" in message
    assert "919" in message


def test_an_empty_text_is_refused(client):
    expected = (400, [("BadRequestError", "Your message is empty.")])
    assert refusal(client.send_sms_notification, NUMBER, str(FREE.id), {"text": "  \n "}) == expected


def test_a_body_that_is_no_json_is_refused(sandbox):
    key = sandbox.keys[0]
    token = create_jwt_token(key.secret, str(key.service_id))
    for body in (b"{", b"[]", b'"text"', b"\xff", b"[" * 100_000):
        answer = requests.post(
            f"{sandbox.url}/v2/notifications/sms",
            data=body,
            headers={"Authorization": f"Bearer {token}"},
            timeout=5,
        )
        assert (answer.status_code, answer.json()["errors"][0]["error"]) == (400, "BadRequestError")


@pytest.mark.parametrize("number", ["07700900000", "07700900111", "+447700900222"])
@pytest.mark.parametrize("kind", ["live", "team", "test"])
def test_smoke_numbers_answer_like_any_other_and_leave_nothing(sandbox, kind, number):
    with client_for(sandbox, kind) as client:
        answer = send(client, number, reference="smoke")
        assert answer["content"]["body"] == PLAIN.body
        assert refusal(client.get_notification_by_id, answer["id"])[0] == 404
    assert sandbox.accepted("smoke") == 0
    assert sandbox.store.all() == []


def test_letters_are_not_this_services_business(client):
    status, [(name, _)] = refusal(client.send_letter_notification, str(PLAIN.id), {"address_line_1": "Sam"})
    assert (status, name) == (400, "BadRequestError")


def test_an_email_is_taken_on_filled_in_and_found_again(sandbox, client):
    answer = client.send_email_notification("a@example.com", str(CODE.id), {"code": "AB12"}, reference="e-1")
    assert answer["content"]["body"] == "Your code is AB12."
    assert answer["content"]["subject"] == "Your code"
    assert answer["reference"] == "e-1"
    assert sandbox.settle()
    found = client.get_notification_by_id(answer["id"])
    assert (found["type"], found["email_address"], found["phone_number"]) == ("email", "a@example.com", None)
    assert (found["status"], found["subject"]) == ("delivered", "Your code")
    assert client.get_all_notifications(template_type="sms")["notifications"] == []
    assert len(client.get_all_notifications(template_type="email")["notifications"]) == 1


@pytest.mark.parametrize(
    ("address", "template", "gaps", "error"),
    [
        ("nonsense", CODE, {"code": "1"}, "ValidationError"),
        ("a@example.com", PLAIN, {}, "BadRequestError"),
        ("a@example.com", CODE, {}, "BadRequestError"),
    ],
)
def test_an_email_is_refused_for_a_wrong_address_template_or_gap(client, address, template, gaps, error):
    status, [(name, _)] = refusal(client.send_email_notification, address, str(template.id), gaps)
    assert (status, name) == (400, error)


def test_a_text_is_not_sent_with_the_template_of_an_email(client):
    status, [(name, _)] = refusal(client.send_sms_notification, NUMBER, str(CODE.id), {"code": "1"})
    assert (status, name) == (400, "BadRequestError")


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("temp-fail@simulator.notify", "temporary-failure"),
        ("perm-fail@simulator.notify", "permanent-failure"),
    ],
)
def test_notifys_own_addresses_come_to_grief(sandbox, client, address, end):
    answer = client.send_email_notification(address, str(CODE.id), {"code": "1"})
    assert sandbox.settle()
    assert client.get_notification_by_id(answer["id"])["status"] == end


def test_many_callers_at_once_lose_nothing_and_double_nothing(sandbox):
    references = [f"r-{number}" for number in range(200)]

    def send_some(mine):
        with client_for(sandbox, "live") as client:
            for reference in mine:
                send(client, reference=reference)

    with ThreadPoolExecutor(8) as callers:
        list(callers.map(send_some, [references[start::8] for start in range(8)]))
    assert sandbox.settle()
    assert sandbox.store.accepted() == (200, dict.fromkeys(references, 1))
    assert {message.status for message in sandbox.store.all()} == {"delivered"}
