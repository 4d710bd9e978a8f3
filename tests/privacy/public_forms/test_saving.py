"""A form is saved and comes back for its reference and code; guessing is counted, and nobody learns what was wrong."""

import datetime
import re

import pytest
from django.urls import reverse

from cases.texts.models import TextTemplate
from cases.texts.sandbox import NotifySandbox
from cases.texts.sandbox.templates import Template
from privacy.public_forms.actions.saving import saved_forget
from privacy.public_forms.models import Evidence, SavedForm
from privacy.public_forms.tasks import forget_saved_forms, send_codes
from tests.database import as_owner, as_worker
from tests.factories.public_forms import make_evidence, make_submission

GO = re.compile(r"GO-[A-Z2-7]{8}")


def save(stranger, at: str = "what", **how) -> str:
    """Save at this page; answers the reference on the page."""
    stranger.until(at)
    stranger.say(go="save", details="Half a sentence")
    page = stranger.post(go="saved", **({"send_by": "text", "mobile": "07700 900123"} | how)).content.decode()
    return GO.search(page)[0]


def code_of(reference: str) -> str:
    with as_owner():
        return SavedForm.objects.get(reference=reference).code


def come_back(stranger, reference: str, code: str) -> str:
    answer = stranger.page.post(reverse("public_forms:return"), {"reference": reference, "code": code})
    return answer.content.decode()


def test_it_comes_back_at_the_page_it_was_left_with_what_was_typed(stranger):
    reference = save(stranger)
    page = come_back(stranger, reference.lower(), code_of(reference).lower())
    assert "What you want" in page
    assert "Half a sentence" in page
    stranger.html = page
    assert "How we answer you" in stranger.say(details="A whole sentence")


def test_the_code_is_not_on_the_page_and_is_kept_hashed(stranger):
    reference = save(stranger)
    with as_owner():
        row = SavedForm.objects.get()
        code = row.code
        assert code not in row.digest
        assert len(row.digest) == 64
    assert code not in stranger.html
    assert reference == row.reference


def test_five_wrong_codes_end_it_even_for_the_right_one(stranger):
    reference = save(stranger)
    code = code_of(reference)
    for _ in range(5):
        assert "do not go together" in come_back(stranger, reference, "WRONGONE")
    assert "do not go together" in come_back(stranger, reference, code)
    with as_owner():
        assert SavedForm.objects.get().tries == 5


def test_a_wrong_code_an_unknown_reference_and_an_old_form_are_answered_alike(stranger):
    reference = save(stranger)
    wrong = come_back(stranger, reference, "WRONGONE")
    unknown = come_back(stranger, "GO-AAAAAAAA", "WRONGONE")
    with as_owner():
        SavedForm.objects.update(expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))
    old = come_back(stranger, reference, code_of(reference))

    def plain(page: str) -> str:
        return re.sub(r'nonce="[^"]*"|value="[^"]*"', "", page)

    assert plain(wrong) == plain(unknown) == plain(old)


def test_a_code_opens_no_other_form(stranger):
    first, second = save(stranger), save(stranger)
    assert "do not go together" in come_back(stranger, first, code_of(second))


def test_coming_back_too_often_is_stopped(stranger, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"public_return": "2/h"}
    for _ in range(2):
        come_back(stranger, "GO-AAAAAAAA", "WRONGONE")
    address = reverse("public_forms:return")
    assert stranger.page.post(address, {"reference": "GO-AAAAAAAA", "code": "X"}).status_code == 429


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"send_by": ""}, "Choose how we should send you the code"),
        ({"mobile": ""}, "Enter your mobile number"),
        ({"mobile": "0116 496 0123"}, "Enter a UK mobile number"),
        ({"send_by": "email", "email": "nonsense"}, "Enter an email address"),
    ],
)
def test_the_code_needs_somewhere_to_go(stranger, fields, message):
    stranger.until("what")
    stranger.say(go="save", details="Half a sentence")
    page = stranger.post(
        go="saved", **({"send_by": "text", "mobile": "07700 900123"} | fields)
    ).content.decode()
    assert message in page
    with as_owner():
        assert not SavedForm.objects.exists()


@pytest.fixture
def sandbox(settings, db):
    with as_owner():
        templates = [
            Template(
                id=t.notify_id, name=t.name, body=t.body, version=t.version,
                subject="Your code" if "email" in t.name else None,
            )
            for t in TextTemplate.objects.all()
        ]  # fmt: skip
    with NotifySandbox(templates) as sandbox:
        settings.NOTIFY_BASE_URL, settings.NOTIFY_API_KEY = sandbox.url, sandbox.api_key("test")
        yield sandbox


@pytest.mark.parametrize(
    ("how", "to"),
    [
        ({"send_by": "text", "mobile": "07700 900123"}, "+447700900123"),
        ({"send_by": "email", "email": "robin@post.example"}, "robin@post.example"),
    ],
)
def test_the_code_goes_out_through_notify_and_is_forgotten_here(stranger, sandbox, how, to):
    reference = save(stranger, **how)
    code = code_of(reference)
    with as_worker():
        send_codes()
    (message,) = sandbox.store.all()
    assert code in message.body
    assert reference not in message.body
    assert to in (message.phone_number, message.email_address)
    with as_owner():
        row = SavedForm.objects.get()
        assert (row.code, row.send_to, row.next_try_at) == ("", "", None)


def test_what_nobody_came_back_for_is_forgotten_and_files_of_no_form_with_it(stranger, clock):
    save(stranger)
    with as_owner():
        sent = make_submission()
        kept = make_evidence(sent)
        lost = make_evidence(sent, submission_id="0192f000-0000-7000-8000-000000000000")
    clock.move_to(datetime.datetime(2027, 3, 17, 9, tzinfo=datetime.UTC))
    with as_worker():
        forget_saved_forms()
    with as_owner():
        assert SavedForm.objects.count() == 1
    clock.move_to(datetime.datetime(2027, 3, 20, 12, tzinfo=datetime.UTC))
    with as_worker():
        forget_saved_forms()
    with as_owner():
        assert not SavedForm.objects.exists()
        assert set(Evidence.objects.values_list("pk", flat=True)) == {kept.pk} != {lost.pk}
        assert saved_forget(at=datetime.datetime(2027, 3, 20, 12, tzinfo=datetime.UTC)) == 0
