"""What became of a text: statuses, look-ups, the seven days, and the templates."""

from uuid import uuid4

import pytest
from notifications_python_client.errors import HTTPError

from cases.texts.sandbox import NotifySandbox
from cases.texts.sandbox.delivery import Pace
from tests.cases.texts.sandbox_client import CODE, FREE, NUMBER, PLAIN, TEMPLATES, VISIT, client_for, send

SEVEN_DAYS = 7 * 24 * 3600


@pytest.fixture
def sandbox():
    with NotifySandbox(TEMPLATES) as sandbox:
        yield sandbox


@pytest.fixture
def client(sandbox):
    with client_for(sandbox) as client:
        yield client


def status_code(call, *arguments, **named):
    with pytest.raises(HTTPError) as caught:
        call(*arguments, **named)
    return caught.value.status_code


@pytest.mark.parametrize(
    ("number", "outcome"),
    [
        ("07700900003", "temporary-failure"),
        ("+447700900003", "temporary-failure"),
        ("07700900002", "permanent-failure"),
        ("07700900123", "delivered"),
    ],
)
def test_with_a_test_key_the_number_decides_what_becomes_of_a_text(sandbox, client, number, outcome):
    message_id = send(client, number)["id"]
    assert sandbox.settle()
    message = client.get_notification_by_id(message_id)
    assert message["status"] == outcome
    assert message["completed_at"] >= message["sent_at"] >= message["created_at"]


def test_with_a_live_key_those_numbers_mean_nothing(sandbox):
    with client_for(sandbox, "live") as client:
        message_id = send(client, "07700900003")["id"]
        assert sandbox.settle()
        assert client.get_notification_by_id(message_id)["status"] == "delivered"


def test_a_text_passes_through_created_and_sending(client):
    with NotifySandbox(TEMPLATES, pace=Pace(created=60, sending=600)) as slow, client_for(slow) as caller:
        message_id = send(caller)["id"]
        assert caller.get_notification_by_id(message_id)["status"] == "created"
        slow.advance(61)
        assert slow.settle()
        sending = caller.get_notification_by_id(message_id)
        assert (sending["status"], sending["completed_at"]) == ("sending", None)
        slow.advance(601)
        assert slow.settle()
        assert caller.get_notification_by_id(message_id)["status"] == "delivered"


def test_a_message_has_the_published_fields(sandbox, client):
    message_id = client.send_sms_notification(NUMBER, str(FREE.id), {"text": "€" * 90}, reference="r")["id"]
    message = client.get_notification_by_id(message_id)
    assert message["type"] == "sms"
    assert message["phone_number"] == NUMBER
    assert message["reference"] == "r"
    assert message["email_address"] is None
    assert message["template"]["id"] == str(FREE.id)
    assert message["cost_details"]["billable_sms_fragments"] == 2
    assert message["cost_in_pounds"] == 0.048


def test_a_text_is_found_again_by_its_reference_and_nothing_else_is(client):
    ids = [send(client, reference=reference)["id"] for reference in ("a", "b", "b")]
    found = client.get_all_notifications(reference="b")["notifications"]
    assert [message["id"] for message in found] == [ids[2], ids[1]]
    assert client.get_all_notifications(reference="B")["notifications"] == []


def test_the_list_shows_only_what_this_kind_of_key_sent(sandbox, client):
    message_id = send(client, reference="t")["id"]
    with client_for(sandbox, "live") as live:
        assert live.get_all_notifications(reference="t")["notifications"] == []
        assert live.get_notification_by_id(message_id)["id"] == message_id


def test_another_service_sees_nothing(client):
    message_id = send(client)["id"]
    with NotifySandbox(TEMPLATES) as other, client_for(other) as stranger:
        assert status_code(stranger.get_notification_by_id, message_id) == 404


def test_the_list_filters_by_status_and_failed_means_all_three_failures(sandbox, client):
    for number in ("07700900003", "07700900002", "07700900123"):
        send(client, number)
    assert sandbox.settle()
    failed = client.get_all_notifications(status="failed")["notifications"]
    assert {message["status"] for message in failed} == {"temporary-failure", "permanent-failure"}
    assert len(client.get_all_notifications(status="delivered", template_type="sms")["notifications"]) == 1
    assert client.get_all_notifications(template_type="email")["notifications"] == []


def test_the_list_comes_in_pages_of_250_that_lead_on_to_the_end(client):
    ids = [send(client)["id"] for _ in range(260)]
    assert len(client.get_all_notifications(include_jobs=True)["notifications"]) == 250
    assert [message["id"] for message in client.get_all_notifications_iterator()] == ids[::-1]


def test_wrong_filters_are_refused(client):
    assert status_code(client.get_all_notifications, status="elephant") == 400
    assert status_code(client.get_all_notifications, template_type="pigeon") == 400
    assert status_code(client.get_all_notifications, older_than="yesterday") == 400
    assert status_code(client.get, "/v2/notifications", {"phone_number": "1"}) == 400


def test_an_id_that_is_no_uuid_is_told_from_one_that_is_not_there(client):
    assert status_code(client.get_notification_by_id, "7") == 400
    assert status_code(client.get_notification_by_id, str(uuid4())) == 404


def test_after_seven_days_a_text_is_gone(sandbox, client):
    message_id = send(client, reference="old")["id"]
    sandbox.advance(SEVEN_DAYS - 60)
    assert client.get_notification_by_id(message_id)["id"] == message_id
    sandbox.advance(120)
    assert status_code(client.get_notification_by_id, message_id) == 404
    assert client.get_all_notifications(reference="old")["notifications"] == []


def test_only_the_newest_texts_are_kept_but_the_count_under_a_reference_stays():
    with NotifySandbox(TEMPLATES, keep=2) as small, client_for(small) as caller:
        for reference in ("a", "b", "c"):
            send(caller, reference=reference)
        assert [message.reference for message in small.store.all()] == ["c", "b"]
        assert small.accepted("a") == 1


def test_templates_are_listed_fetched_and_previewed(client):
    assert [template["id"] for template in client.get_all_templates("sms")["templates"]] == [
        str(template.id) for template in TEMPLATES if template.kind == "sms"
    ]
    assert [template["id"] for template in client.get_all_templates("email")["templates"]] == [str(CODE.id)]
    assert client.get_all_templates("letter")["templates"] == []
    template = client.get_template(str(VISIT.id))
    assert (template["name"], template["body"], template["version"]) == (VISIT.name, VISIT.body, 3)
    assert list(template["personalisation"]) == ["first name", "day", "bring"]
    assert client.get_template_version(str(VISIT.id), 3) == template
    preview = client.post_template_preview(
        str(VISIT.id), {"first name": "Ama", "day": "Monday", "bring": "no"}
    )
    assert preview["body"] == "Hello Ama, we will visit on Monday."


def test_templates_that_do_not_exist_or_lack_values_are_refused(client):
    assert status_code(client.get_template, str(uuid4())) == 404
    assert status_code(client.get_template, "visit") == 400
    assert status_code(client.get_template_version, str(VISIT.id), 2) == 404
    assert status_code(client.get_all_templates, "pigeon") == 400
    assert status_code(client.post_template_preview, str(VISIT.id), {"day": "Monday"}) == 400
    assert status_code(client.post_template_preview, str(PLAIN.id), ["day"]) == 400


def test_no_texts_come_in(client):
    assert client.get_received_texts()["received_text_messages"] == []
    assert list(client.get_received_texts_iterator()) == []


def test_an_unknown_address_is_404(client):
    assert status_code(client.get, "/v2/nothing") == 404
    assert status_code(client.post, "/v2/nothing", {}) == 404
