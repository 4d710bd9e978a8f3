"""Sending a text from a family's page, and reading what became of it."""

import datetime
import uuid

import pytest
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import AccessRecord
from cases.families.models import Phone
from cases.texts import nudge, rules
from cases.texts.actions.text import text_send
from cases.texts.models import Delivery, Status, Text, TextTemplate
from tests.cases.texts.conftest import Outbox
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.families import REASON, FamilyFile, make_family, make_person
from tests.factories.texts import make_phone, make_text
from tests.page_client import PageClient

TODAY = datetime.date(2026, 11, 20)
VALUES = {"gap_0": "Robin", "gap_1": "Hana", "gap_2": "0116 496 0123"}


@pytest.fixture
def file(council: Council) -> FamilyFile:
    """Robin Example, who belongs to the north hub."""
    with as_owner():
        return make_family(council.north_hub, allocated_to=council.hub_worker)


@pytest.fixture
def phone(file: FamilyFile) -> Phone:
    """A mobile that may be texted."""
    with as_owner():
        return make_phone(file.person)


@pytest.fixture
def worker(page: PageClient, council: Council) -> PageClient:
    """The family's worker, signed in."""
    page.force_login(council.hub_worker)
    return page


@pytest.fixture
def template(db: None) -> TextTemplate:
    """Asks for a first name, a worker and a telephone."""
    with as_owner():
        return TextTemplate.objects.get(name="Please ring us")


def start(file: FamilyFile) -> str:
    return reverse("texts:send", args=[file.family.pk])


def write(file: FamilyFile, phone: Phone, template: TextTemplate) -> str:
    return reverse("texts:write", args=[file.family.pk, phone.pk, template.pk])


def texts() -> list[Text]:
    with as_owner():
        return list(Text.objects.select_related("delivery"))


def test_a_text_is_written_looked_at_and_queued(worker, file, phone, template) -> None:
    assert "07700 900123" in worker.get(start(file)).content.decode()
    chosen = worker.post(start(file), {"phone": phone.pk, "template": template.pk})
    assert chosen.url == write(file, phone, template)
    form = worker.get(chosen.url).content.decode()
    assert 'value="Robin"' in form, "what is known is filled in"
    preview = worker.post(chosen.url, VALUES | {"step": "preview"}).content.decode()
    assert "Hello Robin, please ring Hana on 0116 496 0123" in preview
    assert "charged as 1 text" in preview
    assert "2.4p" in preview
    assert not texts(), "nothing is sent before it was looked at"
    key = uuid.uuid4()
    sent = worker.post(chosen.url, VALUES | {"step": "send", "key": key}, follow=True)
    assert "Waiting to be sent" in sent.content.decode()
    (text,) = texts()
    assert (text.pk, text.number, text.delivery.status) == (key, "+447700900123", Status.QUEUED)
    assert text.body.startswith("Hello Robin, please ring Hana on 0116 496 0123")


def test_pressing_send_twice_sends_one_text(worker, file, phone, template) -> None:
    for _ in range(2):
        answer = worker.post(write(file, phone, template), VALUES | {"step": "send", "key": uuid.UUID(int=1)})
        assert answer.status_code == 302
    assert len(texts()) == 1


def test_change_brings_the_words_back_as_they_were_typed(worker, file, phone, template) -> None:
    page = worker.post(
        write(file, phone, template), VALUES | {"gap_0": "Bobbie", "step": "change"}
    ).content.decode()
    assert 'value="Bobbie"' in page
    assert not texts()


@pytest.mark.parametrize(
    "mistake",
    [
        ({"gap_1": ""}, "Enter worker"),
        ({"gap_1": "   "}, "Enter worker"),
        ({"gap_1": "x" * 201}, "Worker must be 200 characters or fewer"),
        ({"key": "not a key"}, "This page came back changed"),
    ],
)
def test_a_gap_left_open_is_an_error_beside_it_and_keeps_the_rest(
    worker, file, phone, template, mistake
) -> None:
    typed, message = mistake
    page = worker.post(write(file, phone, template), VALUES | {"gap_0": "Bobbie", "step": "send"} | typed)
    assert message in page.content.decode()
    assert 'value="Bobbie"' in page.content.decode()
    assert not texts()


def test_a_text_too_long_for_notify_is_refused_with_its_length(worker, file, phone, template) -> None:
    with as_owner():
        template.body = "x" * 900 + "((first name))"
        template.save()
    page = worker.post(
        write(file, phone, template), {"gap_0": "Bobbie-Lou Montgomery", "step": "send"}
    ).content.decode()
    assert "The text is 921 characters long" in page
    assert not texts()


def test_characters_that_make_it_dearer_are_named(worker, file, phone, template) -> None:
    page = worker.post(
        write(file, phone, template), VALUES | {"gap_0": "Łucja", "step": "preview"}
    ).content.decode()
    assert "Ł makes the text dearer" in page
    assert "charged as 2 texts" in page


def test_what_was_typed_is_never_run_as_markup(worker, file, phone, template) -> None:
    page = worker.post(write(file, phone, template), VALUES | {"gap_0": "<b>x</b>", "step": "preview"})
    assert "<b>x</b>" not in page.content.decode()
    assert "&lt;b&gt;x&lt;/b&gt;" in page.content.decode()


def test_choosing_nothing_says_what_to_choose(worker, file, phone) -> None:
    page = worker.post(start(file), {}).content.decode()
    assert "Select who the text is to" in page
    assert "Select which text to send" in page


UNSAFE = [
    ({"may_text": False}, "not recorded as safe to text"),
    ({"number": "+441164960123"}, "only go to UK mobile numbers"),
    ({"number": "+447012345678"}, "only go to UK mobile numbers"),
    ({"number": "+447612345678"}, "only go to UK mobile numbers"),
    ({"number": "+33612345678"}, "only go to UK mobile numbers"),
]


@pytest.mark.parametrize(("fields", "reason"), UNSAFE)
def test_an_unsafe_number_is_listed_with_the_reason_and_cannot_be_chosen(
    worker, file, template, fields, reason
) -> None:
    with as_owner():
        unsafe = make_phone(file.person, **fields)
    page = worker.get(start(file)).content.decode()
    assert reason in page
    assert f'value="{unsafe.pk}"' not in page
    assert worker.post(start(file), {"phone": unsafe.pk, "template": template.pk}).status_code == 200
    answer = worker.post(write(file, unsafe, template), VALUES | {"step": "send"})
    assert answer.url == start(file)
    assert not texts()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        *UNSAFE,
        ({"ended_on": TODAY - datetime.timedelta(days=1)}, "not in use"),
        ({"started_on": TODAY + datetime.timedelta(days=1)}, "not in use"),
        ({"is_shared": True}, "Other people read this phone"),
    ],
)
def test_each_safe_contact_rule_refuses_by_itself(fields, reason) -> None:
    phone = Phone(**{"number": "+447700900123", "may_text": True} | fields)
    with pytest.raises(rules.TextRefused, match=reason):
        rules.check_text_phone(phone, on=TODAY)


@pytest.mark.parametrize("number", ["+447700900123", "+447911123456", "+447624123456"])
def test_a_number_that_breaks_no_rule_may_be_texted(number) -> None:
    phone = Phone(number=number, may_text=True, started_on=TODAY, ended_on=TODAY)
    rules.check_text_phone(phone, on=TODAY)
    phone.is_shared = True
    rules.check_text_phone(phone, on=TODAY, shared_confirmed=True)


def test_a_shared_phone_needs_a_confirmation(worker, file, template) -> None:
    with as_owner():
        shared = make_phone(file.person, is_shared=True)
    page = worker.post(write(file, shared, template), VALUES | {"step": "send"}).content.decode()
    assert "Confirm that this text is safe for other people to read" in page
    assert not texts()
    worker.post(write(file, shared, template), VALUES | {"step": "send", "shared_confirmed": "on"})
    (text,) = texts()
    assert text.shared_confirmed


def test_a_number_that_did_not_work_is_shown_and_not_offered_again(
    worker, council, file, phone, template
) -> None:
    with as_owner():
        make_text(
            file, phone, council.hub_worker, status=Status.PERMANENT_FAILURE, next_try_at=None,
            completed_at=datetime.datetime(2026, 11, 20, 9, tzinfo=datetime.UTC),
        )  # fmt: skip
    assert "This number does not work" in worker.get(start(file)).content.decode()
    chronology = worker.get(reverse("contacts:chronology", args=[file.family.pk])).content.decode()
    assert "this number does not work" in chronology
    assert worker.get(write(file, phone, template)).status_code == 302


def test_the_chronology_and_the_list_show_the_text_with_its_status(worker, council, file, phone) -> None:
    with as_owner():
        make_text(file, phone, council.hub_worker)
    for name in ("contacts:chronology", "texts:list"):
        page = worker.get(reverse(name, args=[file.family.pk])).content.decode()
        assert "Waiting to be sent" in page, name


@pytest.mark.parametrize("name", ["texts:send", "texts:list"])
def test_another_familys_pages_are_404(worker, council, name) -> None:
    with as_owner():
        theirs = make_family(council.south_hub)
    assert worker.get(reverse(name, args=[theirs.family.pk])).status_code == 404


def test_a_phone_of_another_family_and_a_template_out_of_use_are_404(
    worker, council, file, phone, template
) -> None:
    with as_owner():
        theirs = make_phone(make_family(council.south_hub).person, "+447700900555")
    assert worker.post(write(file, theirs, template), VALUES | {"step": "send"}).status_code == 404
    with as_owner():
        template.is_offered = False
        template.save()
    assert worker.get(write(file, phone, template)).status_code == 404
    assert not texts()


def test_each_look_is_logged(worker, file, phone, template) -> None:
    worker.get(write(file, phone, template))
    with as_owner():
        (look,) = AccessRecord.objects.filter(family_id=file.family.pk)
    assert look.route == "texts:write"


def test_row_security_keeps_texts_to_those_who_see_the_family(council, file, phone) -> None:
    with as_owner():
        make_text(file, phone, council.hub_worker)
    with acting_as(council.hub_worker):
        assert (Text.objects.count(), Delivery.objects.count()) == (1, 1)
    with acting_as(council.other_hub_worker):
        assert (Text.objects.count(), Delivery.objects.count(), Text.history.count()) == (0, 0, 0)
    assert (Text.objects.count(), Delivery.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["nobody of the family", "somebody who died"])
def test_the_action_refuses_people_it_must_not_text(council, file, phone, template, who) -> None:
    with as_owner():
        person = file.person
        if who == "somebody who died":
            person.date_of_death = TODAY
            person.save_by(by=None, reason=REASON)
        else:
            person = make_person()
    at = datetime.datetime(2026, 11, 20, 10, tzinfo=datetime.UTC)
    with acting_as(council.hub_worker), pytest.raises(rules.TextRefused):
        text_send(
            key=uuid.uuid4(), family=file.family, person=person, phone=phone, template=template,
            personalisation={"first name": "R", "worker": "H", "telephone": "0"}, at=at, by=council.hub_worker,
        )  # fmt: skip
    assert not texts()


def test_a_broker_that_is_away_neither_fails_the_page_nor_loses_the_text(
    outbox: Outbox, page, dead_broker, caplog
) -> None:
    page.force_login(outbox.council.hub_worker)
    with as_owner():
        template = TextTemplate.objects.get(name="Please ring us")
    url = write(outbox.file, outbox.phone, template)
    answer = page.post(url, VALUES | {"step": "send"}, follow=True)
    assert "Waiting to be sent" in answer.content.decode()
    assert "the sweep will send the text" in caplog.text
    assert "Robin" not in caplog.text
    assert outbox.sweep() == 1
    (text,) = texts()
    assert outbox.accepted(text) == 1


def test_only_the_key_of_a_text_goes_to_the_broker(
    monkeypatch, worker, file, template, django_capture_on_commit_callbacks
) -> None:
    with as_owner():
        phone = make_phone(file.person)
    said = []
    monkeypatch.setattr(
        nudge.current_app, "send_task", lambda *arguments, **options: said.append((arguments, options))
    )
    with django_capture_on_commit_callbacks(execute=True):
        worker.post(write(file, phone, template), VALUES | {"step": "send", "key": uuid.UUID(int=7)})
    assert said == [(("cases.texts.tasks.send_text",), {"args": [str(uuid.UUID(int=7))], "retry": False})]
