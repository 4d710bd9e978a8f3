"""What PostgreSQL refuses about contacts and drafts, whatever a page forgets."""

import datetime
import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.actor import acting_as
from cases.contacts.models import Contact, ContactAbout, ContactPresent
from cases.families.models import Draft
from tests.cases.contacts.typing_in import address, typed
from tests.database import as_owner
from tests.factories.accounts import make_council
from tests.factories.contacts import make_contact
from tests.factories.families import make_family, make_person

REASON = "Tried in a test"


def counts():
    return [model.objects.count() for model in (Contact, ContactAbout, ContactPresent)] + [
        model.history.count() for model in (Contact, ContactAbout, ContactPresent)
    ]


def test_contacts_show_to_the_familys_workers_alone(council, file):
    with as_owner():
        make_contact(file, council.hub_worker, present=(file.person,))
    for person, seen in (
        (council.hub_worker, True),
        (council.hub_manager, True),
        (council.other_hub_worker, False),
        (council.information_officer, False),
        (council.admin, False),
        (None, False),
    ):
        with acting_as(person):
            assert counts() == ([1] * 6 if seen else [0] * 6), person


def test_a_draft_shows_to_its_writer_alone(council, file):
    with as_owner():
        Draft.objects.create(
            owner=council.hub_worker, family=file.family, form="contact_record", saved_at=timezone.now()
        )
    for person, seen in (
        (council.hub_worker, 1),
        (council.hub_manager, 0),
        (council.other_hub_worker, 0),
        (None, 0),
    ):
        with acting_as(person):
            assert Draft.objects.count() == seen


def refused(by, row):
    """The row is not written."""
    with acting_as(by), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        row.save_by(by=by, reason=REASON)


def visit(file, by, **fields):
    return Contact(
        family=file.family,
        recorded_by=by,
        recorded_at=timezone.now(),
        kind="visit",
        source="other",
        happened_on=timezone.localdate(),
        what_happened="Written past the page",
        **fields,
    )


def test_nobody_writes_about_a_family_they_do_not_see(council, file):
    refused(council.other_hub_worker, visit(file, council.other_hub_worker))
    refused(council.information_officer, visit(file, council.information_officer))


def test_a_contact_cannot_hang_on_another_familys_work(council, file):
    with as_owner():
        other = make_family(council.north_hub)
    refused(council.hub_worker, visit(file, council.hub_worker, involvement=other.involvement))


@pytest.mark.parametrize("model", [ContactAbout, ContactPresent])
def test_nobody_of_another_family_is_pulled_into_the_file(council, file, model):
    with as_owner():
        stranger = make_family(council.north_hub, make_person("Strange", "Person")).person
        contact = make_contact(file, council.hub_worker)
    refused(council.hub_worker, model(contact=contact, person=stranger))


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"minutes": 1_441}, "contact_lasts_a_day_at_most"),
        ({"next_step": "Call"}, "contact_next_step_has_a_later_date"),
        (
            {"next_step": "Call", "next_step_on": datetime.date(2026, 3, 4)},
            "contact_next_step_has_a_later_date",
        ),
        ({"next_step_on": datetime.date(2026, 3, 6)}, "contact_next_step_has_a_later_date"),
        ({"happened_on": datetime.date(2999, 1, 1)}, "contact_is_not_in_the_future"),
    ],
)
def test_the_database_itself_refuses_what_cannot_be(council, file, wrong, constraint):
    with as_owner(), pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_contact(file, council.hub_worker, **wrong)


def test_nobody_is_seen_alone_without_being_seen(council, file):
    with as_owner():
        contact = make_contact(file, council.hub_worker)
        row = ContactAbout(contact=contact, person=file.people[1], seen=False, seen_alone=True)
        with pytest.raises(IntegrityError, match="contact_seen_alone_is_seen"), transaction.atomic():
            row.save_by(by=council.hub_worker, reason=REASON)


def test_a_form_sent_twice_at_the_same_moment_is_recorded_once(own_database):
    with as_owner():
        council = make_council()
        file = make_family(council.north_hub, make_person("Sam", "Example"))
    answers, responses, gate = typed(file), [], threading.Barrier(3)

    def send():
        client = Client()
        client.force_login(council.hub_worker)
        gate.wait(timeout=20)
        responses.append(client.post(address(file), answers))
        connection.close()

    senders = [threading.Thread(target=send) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join(timeout=60)
    assert {(response.status_code, response.url) for response in responses} == {(302, responses[0].url)}
    assert len(responses) == 3
    with as_owner():
        assert Contact.objects.count() == 1
