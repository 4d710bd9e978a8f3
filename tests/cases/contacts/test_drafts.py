"""What is typed is never lost: drafts, the button without scripts, sessions that end, and carrying on afterwards."""

import datetime
import re
from html import unescape

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cases.contacts.models import Contact
from cases.families.models import Draft
from tests.cases.contacts.typing_in import address, typed
from tests.database import as_owner
from tests.factories.families import make_family

PASSWORD = "a long enough test passphrase"
AUTOSAVE = {"X-Requested-With": "autosave", "Accept": "application/json"}


def draft_address(file):
    return reverse("contacts:draft", args=[file.family.pk])


def drafts():
    with as_owner():
        return list(Draft.objects.all())


def test_what_the_script_sends_is_kept_and_comes_back_in_another_browser(worker, council, file):
    answers = typed(
        file, what_happened="Half a sent", happened_on="31 nonsense 2026", minutes="soon", place="Hall"
    )
    saved = worker.post(draft_address(file), answers, headers=AUTOSAVE)
    assert datetime.datetime.fromisoformat(saved.json()["saved_at"]) <= timezone.now()

    other_browser = type(worker)()
    other_browser.force_login(council.hub_worker)
    shown = other_browser.get(address(file))
    form = shown.context["form"]
    kept = {name: form[name].value() for name in ("what_happened", "minutes", "place", "kind")}
    assert kept == {"what_happened": "Half a sent", "minutes": "soon", "place": "Hall", "kind": "visit"}
    assert form["happened_on"].value() == ("31", "nonsense", "2026")
    assert form["about"].value() == [str(file.person.pk)]
    assert form[f"seen_{file.person.pk}"].value() == "with_others"
    assert str(form["contact"].value()) == answers["contact"]
    html = shown.content.decode()
    assert f"This is your draft from {timezone.localtime():%H:}" in html
    assert 'value="nonsense"' in html
    assert "There is a problem" not in html


def test_each_save_replaces_the_one_before(worker, file):
    for words in ("One", "One two", "One two three"):
        worker.post(draft_address(file), typed(file, what_happened=words))
    (draft,) = drafts()
    assert draft.fields["what_happened"] == ["One two three"]
    assert "csrfmiddlewaretoken" not in draft.fields


def test_the_button_saves_a_draft_without_scripts(worker, file):
    response = worker.post(
        address(file), typed(file, what_happened="By button") | {"save_draft": "1"}, follow=True
    )
    assert "This is your draft from" in response.content.decode()
    assert "By button" in response.content.decode()
    (draft,) = drafts()
    assert "save_draft" not in draft.fields
    with as_owner():
        assert not Contact.objects.exists()


def test_a_draft_of_another_day_says_which(worker, file):
    worker.post(draft_address(file), typed(file))
    with as_owner():
        Draft.objects.update(saved_at=datetime.datetime(2026, 3, 9, 10, 42, tzinfo=datetime.UTC))
    assert "This is your draft from 10:42 on 9 March 2026" in worker.get(address(file)).content.decode()


def test_only_the_writer_sees_a_draft(worker, council, file):
    worker.post(draft_address(file), typed(file, what_happened="Only mine"))
    worker.force_login(council.hub_manager)
    shown = worker.get(address(file)).content.decode()
    assert "Only mine" not in shown
    assert "This is your draft" not in shown
    worker.post(reverse("contacts:discard", args=[file.family.pk]))
    assert len(drafts()) == 1


def test_a_draft_stays_with_its_family(worker, council, file):
    with as_owner():
        other = make_family(council.north_hub)
    worker.post(draft_address(file), typed(file, what_happened="About the first"))
    assert "About the first" not in worker.get(address(other)).content.decode()


def test_a_draft_can_be_discarded(worker, file):
    worker.post(draft_address(file), typed(file, what_happened="Thrown away"))
    response = worker.post(reverse("contacts:discard", args=[file.family.pk]), follow=True)
    assert "Thrown away" not in response.content.decode()
    assert not drafts()


def test_recording_the_contact_ends_the_draft_and_a_late_save_does_not_bring_it_back(worker, file):
    answers = typed(file)
    worker.post(draft_address(file), answers)
    assert worker.post(address(file), answers).status_code == 302
    assert not drafts()
    assert worker.post(draft_address(file), answers, headers=AUTOSAVE).json() == {"saved_at": None}
    assert not drafts()


def test_a_refused_form_leaves_the_draft_alone(worker, file):
    answers = typed(file, kind="")
    worker.post(draft_address(file), answers)
    assert worker.post(address(file), answers).status_code == 200
    assert len(drafts()) == 1


def test_oversize_text_is_kept_in_the_draft_too(worker, file):
    worker.post(draft_address(file), typed(file, what_happened="x" * 25_000))
    assert drafts()[0].fields["what_happened"] == ["x" * 25_000]


def test_a_save_without_a_session_is_answered_401_and_keeps_nothing(client, file):
    response = client.post(draft_address(file), typed(file), headers=AUTOSAVE)
    assert (response.status_code, response.content) == (401, b"")
    assert not drafts()


def test_other_teams_and_officers_keep_no_draft(page, council, file):
    for person, status in ((council.other_hub_worker, 404), (council.information_officer, 403)):
        page.force_login(person)
        for name in ("draft", "discard"):
            assert (
                page.post(reverse(f"contacts:{name}", args=[file.family.pk]), typed(file)).status_code
                == status
            )
    assert not drafts()


def test_a_draft_is_only_saved_by_post(worker, file):
    assert worker.get(draft_address(file)).status_code == 405
    assert worker.get(reverse("contacts:discard", args=[file.family.pk])).status_code == 405


def test_a_contact_sent_after_the_session_ended_is_offered_again_and_recorded(council, file):
    """The whole journey in a browser that checks CSRF tokens."""
    with as_owner():
        council.hub_worker.set_password(PASSWORD)
        council.hub_worker.save()
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(council.hub_worker)
    form = browser.get(address(file))
    answers = typed(
        file, key=form.context["form"]["contact"].value(), what_happened="Typed for “half” an hour <b>"
    )
    browser.post(draft_address(file), answers | token(form))
    del browser.cookies["session"]  # half an hour later

    held = browser.post(address(file), answers | token(form))
    assert held.status_code == 401
    assert "What you typed is kept" in held.content.decode()
    signed_in = browser.post(
        reverse("account_login"),
        {"login": council.hub_worker.email, "password": PASSWORD, **hidden_fields(held, "/sign-in/")},
    )
    signed_in = browser.get(signed_in.headers["Location"])
    assert "You are signed in again" in signed_in.content.decode()
    assert len(drafts()) == 1

    carried_on = browser.post(address(file), hidden_fields(signed_in, address(file)))
    assert carried_on.status_code == 302
    with as_owner():
        contact = Contact.objects.get()
        assert contact.what_happened == "Typed for “half” an hour <b>"
        assert str(contact.pk) == answers["contact"]
        assert [row.person for row in contact.about.all()] == [file.person]
    assert not drafts()


def token(response):
    return {"csrfmiddlewaretoken": str(response.context["csrf_token"])}


def hidden_fields(response, action):
    """The hidden inputs of the form with this action, as a browser would post them."""
    html = response.content.decode()
    (form,) = re.findall(rf'<form action="{re.escape(action)}".*?</form>', html, re.DOTALL)
    fields = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', form):
        name, value = (
            unescape(re.search(rf'{attribute}="([^"]*)"', tag)[1]) for attribute in ("name", "value")
        )
        fields.setdefault(name, []).append(value)
    return fields
