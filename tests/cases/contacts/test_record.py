"""Recording a contact: the form, what it refuses, and that nobody else's family can be written about."""

import datetime
from uuid import UUID

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.keys import new_key
from cases.contacts.models import Contact
from tests.cases.contacts.typing_in import address, errors, typed
from tests.database import as_owner
from tests.factories.families import join_family, make_family, make_person

TODAY = datetime.date(2026, 3, 10)


def test_a_visit_is_recorded_with_everything_that_was_typed(worker, council, file):
    alex, sam = file.people
    answers = typed(
        file,
        about=[alex, sam],
        seen={alex: "with_others", sam: "alone"},
        present=[alex],
        others="Jo Smith, health visitor\nLee Park, neighbour",
        started_at="2.30pm",
        minutes="45",
        place="At home",
        what_we_think="Sam is settling.",
        next_step="Call the school",
        next_step_on=timezone.localdate() + datetime.timedelta(days=7),
    )
    response = worker.post(address(file), answers)
    with as_owner():
        contact = Contact.objects.get()
        assert (response.status_code, response.url) == (
            302,
            reverse("contacts:contact", args=[file.family.pk, contact.pk]),
        )
        assert contact.started_at == datetime.time(14, 30)
        assert (contact.minutes, contact.place, contact.kind) == (45, "At home", "visit")
        assert contact.what_happened == "The kettle was on."
        assert contact.what_we_think == "Sam is settling."
        assert contact.recorded_by == council.hub_worker
        assert contact.involvement == file.involvement
        assert {row.person: (row.seen, row.seen_alone) for row in contact.about.all()} == {
            alex: (True, False),
            sam: (True, True),
        }
        assert {row.words for row in contact.present.all()} == {
            "Alex Example",
            "Jo Smith, health visitor",
            "Lee Park, neighbour",
        }
        assert contact.history.get().history_user == council.hub_worker
    shown = worker.get(response.url).content.decode()
    for words in ("Sam Example (seen alone)", "Jo Smith, health visitor", "Call the school", "14:30"):
        assert words in shown


def test_from_sign_in_to_saved_visit_takes_four_pages(page, council, file):
    """Home, the family, the form and the saved contact, each a link or a button away from the one before."""
    with as_owner():
        council.hub_worker.set_password("a long enough test passphrase")
        council.hub_worker.save()
    family_address = reverse("families:family", args=[file.family.pk])
    credentials = {"login": council.hub_worker.email, "password": "a long enough test passphrase"}
    home = page.post(reverse("account_login"), credentials, follow=True)
    assert f'href="{family_address}"' in home.content.decode()
    family = page.get(family_address)
    assert f'href="{address(file)}"' in family.content.decode()
    form = page.get(address(file))
    saved = page.post(address(file), typed(file, key=hidden_key(form)), follow=True)
    assert [answer.status_code for answer in (home, family, form, saved)] == [200] * 4
    assert "The contact is recorded" in saved.content.decode()
    assert "The kettle was on." in page.get(family_address).content.decode()


def hidden_key(response) -> UUID:
    return response.context["form"]["contact"].value()


@pytest.mark.parametrize(
    ("answers", "field", "words"),
    [
        ({"happened_on": "31 2 2026"}, "happened_on", "Date of contact must be a real date"),
        ({"happened_on": "5  2026"}, "happened_on", "Date of contact must include a month"),
        ({"happened_on": "5 3 1026"}, "happened_on", "same as or after 1 January 1990"),
        ({"happened_on": "5 3 9999"}, "happened_on", "Date of contact must be today or in the past"),
        ({"started_at": "25:10"}, "started_at", "Start time must be a time"),
        ({"minutes": "0"}, "minutes", "1 minute or more"),
        ({"minutes": "1441"}, "minutes", "24 hours or less"),
        ({"minutes": "an hour"}, "minutes", "must be a number"),
        ({"place": "x" * 201}, "place", "200 characters or fewer"),
        ({"kind": "seance"}, "kind", "Select kind of contact"),
        ({"source": ""}, "source", "Select how you know"),
        ({"what_happened": ""}, "what_happened", "Enter what happened"),
        ({"what_happened": "x" * 20_003}, "what_happened", "20,000 characters or fewer. It is 3 characters"),
        ({"what_we_think": "x" * 20_001}, "what_we_think", "It is 1 character too long"),
        ({"next_step": "Call"}, "next_step_on", "Enter a date for the next step"),
        ({"next_step_on": "1 1 2199"}, "next_step", "Enter what the next step is"),
        ({"next_step": "Call", "next_step_on": "1 1 2999"}, "next_step_on", "before 31 December 2199"),
        ({"next_step": "Call", "next_step_on": "9" * 20 + " 1 2030"}, "next_step_on", "must be a real date"),
        ({"next_step": "Call", "next_step_on": "1 1 2026"}, "next_step_on", "must be today or in the future"),
        ({"others": "Jo Smith"}, "others", "Add a comma and a role after “Jo Smith”"),
        ({"others": "x" * 101 + ", nurse"}, "others", "100 characters or fewer"),
        ({"about": []}, "about", "Select who this contact is about"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_lost(worker, file, answers, field, words):
    response = worker.post(address(file), typed(file, **{"place": "At the hub"} | answers))
    assert response.status_code == 200
    assert any(words in error for error in errors(response)[field]), errors(response)
    if "place" not in answers:
        assert response.context["form"]["place"].value() == "At the hub"
    if "what_happened" in answers and answers["what_happened"].startswith("x"):
        assert answers["what_happened"] in response.content.decode()
    with as_owner():
        assert not Contact.objects.exists()


def test_a_contact_later_today_is_refused(worker, file, monkeypatch):
    noon = datetime.datetime(2026, 3, 10, 12, 0, tzinfo=datetime.UTC)
    monkeypatch.setattr(timezone, "now", lambda: noon)
    later = worker.post(address(file), typed(file, happened_on=TODAY, started_at="12:01"))
    assert errors(later)["started_at"] == ["Start time must be in the past"]
    assert worker.post(address(file), typed(file, happened_on=TODAY, started_at="12:00")).status_code == 302


def test_it_must_be_said_whether_each_person_was_seen(worker, file):
    sam = file.people[1]
    response = worker.post(address(file), typed(file, about=[file.person, sam]))
    assert errors(response) == {f"seen_{sam.pk}": ["Select whether Sam Example was seen"]}
    alone_without_seen = typed(file, seen={file.person: "alone_unseen"})
    assert errors(worker.post(address(file), alone_without_seen))[f"seen_{file.person.pk}"]
    with as_owner():
        assert not Contact.objects.exists()


def test_a_person_of_another_family_cannot_be_named(worker, council, file):
    with as_owner():
        stranger = make_family(council.north_hub, make_person("Strange", "Person")).person
    response = worker.post(address(file), typed(file, present=[stranger]))
    assert errors(response)["present"]


def test_the_other_work_of_a_family_is_asked_for_only_when_there_is_some(worker, council, file):
    assert "As part of which work" not in worker.get(address(file)).content.decode()
    with as_owner():
        more = type(file.involvement)(
            family=file.family,
            service=file.involvement.service,
            team=council.south_hub,
            started_on=datetime.date(2025, 1, 1),
        )
        more.save_by(by=None, reason="Made for a test")
    assert "As part of which work" in worker.get(address(file)).content.decode()
    worker.post(address(file), typed(file, involvement=str(more.pk)))
    with as_owner():
        assert Contact.objects.get().involvement == more


def test_somebody_who_left_the_family_can_still_be_named(worker, file):
    with as_owner():
        left = make_person("Pat", "Example")
        join_family(left, file.family, ended_on=datetime.date(2025, 5, 5))
    assert "Pat Example" in worker.get(address(file)).content.decode()


def test_sending_the_same_form_twice_records_one_contact(worker, file):
    answers = typed(file)
    first, second = worker.post(address(file), answers), worker.post(address(file), answers)
    assert first.url == second.url
    with as_owner():
        assert Contact.objects.count() == 1


def test_other_words_under_the_same_key_are_not_lost(worker, file):
    answers = typed(file)
    worker.post(address(file), answers)
    again = worker.post(address(file), answers | {"what_happened": "Something else"})
    assert "recorded already, with other words" in again.content.decode()
    assert "Something else" in again.content.decode()
    assert str(hidden_key(again)) != answers["contact"]
    resent = worker.post(
        address(file), answers | {"what_happened": "Something else", "contact": hidden_key(again)}
    )
    assert resent.status_code == 302
    with as_owner():
        assert Contact.objects.count() == 2


def test_the_key_of_a_contact_one_may_not_see_opens_nothing(worker, council, file):
    with as_owner():
        hidden = make_family(council.south_hub)
    page = worker
    page.force_login(council.other_hub_worker)
    answers = typed(hidden)
    page.post(address(hidden), answers)
    page.force_login(council.hub_worker)
    response = page.post(address(file), typed(file, key=UUID(answers["contact"])))
    assert response.status_code == 404
    with as_owner():
        assert Contact.objects.get().family == hidden.family


def test_a_null_character_from_a_broken_paste_costs_nobody_their_draft_or_their_contact(
    client, council, file
):
    client.force_login(council.hub_worker)
    broken = typed(file, what_happened="The kettle \x00was on.", others="Sam\x00 Lee, visitor")
    assert client.post(reverse("contacts:draft", args=[file.family.pk]), broken).status_code == 200
    assert client.post(address(file), broken).status_code == 302
    with as_owner():
        assert Contact.objects.get().what_happened == "The kettle was on."


@pytest.mark.parametrize("key", ["", "nonsense"])
def test_a_form_without_its_key_is_refused(worker, file, key):
    response = worker.post(address(file), typed(file) | {"contact": key})
    assert errors(response)["contact"] == ["Open this form again"]


def test_typed_markup_stays_text(worker, file):
    worst = "<script>alert('x')</script>"
    answers = typed(file, what_happened=worst, what_we_think=worst, place=worst, others=f"{worst}, {worst}")
    saved = worker.post(address(file), answers)
    chronology = reverse("contacts:chronology", args=[file.family.pk])
    for url in (saved.url, chronology, f"{chronology}?print=1", f"{saved.url}correct/"):
        shown = worker.get(url).content.decode()
        assert "<script>alert" not in shown
        assert "&lt;script&gt;alert" in shown


def test_other_teams_and_officers_cannot_record(page, council, file):
    page.force_login(council.other_hub_worker)
    assert page.get(address(file)).status_code == 404
    assert page.post(address(file), typed(file)).status_code == 404
    page.force_login(council.information_officer)
    assert page.get(address(file)).status_code == 403
    assert page.post(address(file), typed(file)).status_code == 403
    assert page.get(reverse("contacts:record", args=[new_key()])).status_code == 403
    with as_owner():
        assert not Contact.objects.exists()
