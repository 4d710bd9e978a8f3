"""Correcting a contact: with a reason, by its author or a manager, and nothing disappears."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.contacts.models import Contact
from tests.cases.contacts.typing_in import errors, typed
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.contacts import make_contact


@pytest.fixture
def contact(council, file):
    with as_owner():
        alex, sam = file.people
        return make_contact(
            file,
            council.hub_worker,
            about={alex: {"seen": True}, sam: {"seen": False}},
            present=(alex,),
            what_happened="Sam was at school.",
            next_step="Call",
            next_step_on=datetime.date(2026, 3, 6),
        )


def urls(file, contact):
    return [reverse(f"contacts:{name}", args=[file.family.pk, contact.pk]) for name in ("contact", "correct")]


def version(contact):
    with as_owner():
        return str(contact.history.latest().history_id)


def corrected(file, contact, **answers):
    alex, sam = file.people
    said = typed(
        file,
        about=[alex, sam],
        seen={alex: "with_others", sam: "not"},
        present=[alex],
        what_happened="Sam was at school.",
        next_step="Call",
        next_step_on=datetime.date(2026, 3, 6),
    )
    return said | {"version": version(contact), "reason": "I had the wrong day"} | answers


def test_the_page_opens_with_what_the_contact_says_now(worker, file, contact):
    form = worker.get(urls(file, contact)[1]).context["form"]
    alex, sam = file.people
    assert form["what_happened"].value() == "Sam was at school."
    assert set(form["about"].value()) == {str(alex.pk), str(sam.pk)}
    assert (form[f"seen_{alex.pk}"].value(), form[f"seen_{sam.pk}"].value()) == ("with_others", "not")
    assert form["present"].value() == [str(alex.pk)]


def test_a_correction_shows_who_when_why_and_what_it_said_before(worker, council, file, contact):
    alex, sam = file.people
    view, correct = urls(file, contact)
    answers = corrected(
        file,
        contact,
        happened_on_day="4",
        what_happened="Sam was at home.",
        present=[str(alex.pk), str(sam.pk)],
        others="Jo Smith, nurse",
        **{f"seen_{sam.pk}": "alone"},
    )
    assert worker.post(correct, answers).url == view
    html = worker.get(view).content.decode()
    assert f"Corrected on {timezone.localdate():%-d %B %Y}" in html
    assert f"by {council.hub_worker.full_name}" in html
    (correction,) = worker.get(view).context["corrections"]
    assert correction.why == "I had the wrong day"
    assert {change.label: change.before for change in correction.changes} == {
        "Date": datetime.date(2026, 3, 5),
        "What happened": "Sam was at school.",
        "Who it is about": "Alex Example, seen with others; Sam Example, not seen",
        "Who was there": "Alex Example",
    }
    with as_owner():
        contact.refresh_from_db()
        assert contact.what_happened == "Sam was at home."
        assert contact.happened_at.date() == datetime.date(2026, 3, 4)
        assert contact.history.count() == 2
        assert contact.recorded_by == council.hub_worker


def test_people_can_be_taken_out_again_and_the_history_says_so(worker, file, contact):
    alex = file.person
    view, correct = urls(file, contact)
    worker.post(correct, corrected(file, contact, about=[str(alex.pk)], present=[]))
    (correction,) = worker.get(view).context["corrections"]
    assert {change.label for change in correction.changes} == {"Who it is about", "Who was there"}
    with as_owner():
        assert [row.person for row in contact.about.all()] == [alex]
        assert not contact.present.exists()


def test_a_reason_is_asked_for(worker, file, contact):
    response = worker.post(
        urls(file, contact)[1], corrected(file, contact, reason="", what_happened="New words")
    )
    assert errors(response) == {"reason": ["Enter why you are correcting this record"]}
    assert "New words" in response.content.decode()
    with as_owner():
        assert Contact.objects.get().what_happened == "Sam was at school."


def test_a_past_next_step_stands_but_not_one_from_before_the_contact(worker, file, contact):
    correct = urls(file, contact)[1]
    wrong = worker.post(correct, corrected(file, contact, next_step_on_day="4"))
    assert errors(wrong)["next_step_on"] == ["Date of next step must be the same as or after the contact"]
    assert worker.post(correct, corrected(file, contact)).status_code == 302


def test_a_contact_cannot_be_moved_to_after_it_was_recorded(worker, council, file):
    with as_owner():
        noon = datetime.datetime(2026, 3, 5, 12, tzinfo=datetime.UTC)
        contact = make_contact(file, council.hub_worker, recorded_at=noon)
    wrong = worker.post(urls(file, contact)[1], corrected(file, contact, happened_on_day="6"))
    assert errors(wrong)["happened_on"] == [
        "Date of contact must be 5 March 2026 or before, when it was recorded"
    ]
    with as_owner():
        assert Contact.objects.get(pk=contact.pk).happened_on == datetime.date(2026, 3, 5)


def test_a_correction_over_a_newer_one_is_stopped_and_kept(worker, file, contact):
    correct = urls(file, contact)[1]
    mine = corrected(file, contact, what_happened="Mine")
    assert worker.post(correct, corrected(file, contact, what_happened="Theirs")).status_code == 302
    stopped = worker.post(correct, mine)
    assert stopped.status_code == 409
    for words in ("Somebody else changed this while you were writing", "Mine", "Theirs"):
        assert words in stopped.content.decode()
    with as_owner():
        assert Contact.objects.get().what_happened == "Theirs"
    assert (
        worker.post(correct, mine | {"version": stopped.context["form"]["version"].value()}).status_code
        == 302
    )


def test_a_manager_may_correct_and_a_colleague_may_only_read(page, council, file, contact):
    view, correct = urls(file, contact)
    with as_owner():
        colleague = make_member("Cara Colleague", council.north_hub, "hub_worker")
    page.force_login(colleague)
    assert "Correct this record" not in page.get(view).content.decode()
    assert page.get(correct).status_code == 403
    refused = page.post(correct, corrected(file, contact))
    assert refused.status_code == 403
    assert "corrected by whoever recorded it" in refused.content.decode()
    page.force_login(council.hub_manager)
    assert "Correct this record" in page.get(view).content.decode()
    assert (
        page.post(correct, corrected(file, contact, what_happened="As the manager knows")).status_code == 302
    )
    with as_owner():
        assert contact.history.latest().history_user == council.hub_manager


def test_other_teams_find_nothing_and_officers_are_refused(page, council, file, contact):
    for person, status in ((council.other_hub_worker, 404), (council.information_officer, 403)):
        page.force_login(person)
        for url in urls(file, contact):
            assert page.get(url).status_code == status
        assert page.post(urls(file, contact)[1], corrected(file, contact)).status_code == status
    with as_owner():
        assert contact.history.count() == 1


def test_reading_a_contact_is_logged_without_names(worker, council, file, contact):
    from accounts.models import AccessRecord

    worker.get(urls(file, contact)[0])
    with as_owner():
        look = AccessRecord.objects.get()
        assert (look.user_id, look.family_id, look.route) == (
            council.hub_worker.pk,
            file.family.pk,
            "contacts:contact",
        )


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM contacts_contact",
        "DELETE FROM contacts_historicalcontact",
        "UPDATE contacts_historicalcontact SET what_happened = 'other'",
        "UPDATE contacts_historicalcontactabout SET seen_alone = true",
    ],
)
def test_staff_can_neither_remove_a_contact_nor_rewrite_its_history(council, contact, statement):
    with acting_as(council.hub_worker), pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(statement)
