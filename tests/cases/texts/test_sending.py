"""Sending through the real sandbox: everything goes out once, whatever Notify answers."""

import datetime
import re
import uuid

import pytest
from django.db import transaction

from cases.families.models import FamilyMembership
from cases.texts import rules, sending, sweep
from cases.texts.actions.claim import LEASE, deliveries_claim
from cases.texts.actions.delivery import Stopped
from cases.texts.models import Status, Text, TextTemplate
from cases.texts.notify import Notify
from cases.texts.sandbox import FaultKind
from tests.cases.texts.conftest import Outbox
from tests.database import as_owner, as_worker
from tests.factories.families import REASON
from tests.factories.texts import make_phone


def test_a_waiting_text_is_sent_once_and_not_again(outbox: Outbox) -> None:
    text = outbox.write()
    assert outbox.sweep() == 1
    assert outbox.sweep() == 0
    delivery = outbox.delivery(text)
    assert (delivery.status, delivery.attempts) == (Status.SENT, 1)
    assert delivery.notify_id
    assert outbox.accepted(text) == 1


def test_the_reference_names_the_text_and_nobody(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.sweep()
    (message,) = outbox.sandbox.store.all()
    assert message.reference == str(text.pk)
    assert message.body == text.body


def test_everything_that_waits_goes_out_oldest_first(outbox: Outbox) -> None:
    texts = [outbox.write() for _ in range(5)]
    assert outbox.sweep() == 5
    assert [message.reference for message in reversed(outbox.sandbox.store.all())] == [
        str(t.pk) for t in texts
    ]


@pytest.mark.parametrize("fault", [FaultKind.ERROR_500, FaultKind.ERROR_503, FaultKind.CLOSE_BEFORE_ACCEPT])
def test_when_notify_fails_the_text_goes_out_later(outbox: Outbox, fault: str) -> None:
    text, behind = outbox.write(), outbox.write()
    outbox.sandbox.faults.add(fault)
    assert outbox.sweep() == 1, "a sweep rests when Notify is unwell"
    assert outbox.delivery(text).status == Status.QUEUED
    assert outbox.sweep() == 1, "the next one goes on with the others"
    assert (outbox.accepted(text), outbox.accepted(behind)) == (0, 1)
    outbox.later(minutes=3)
    outbox.sweep()
    assert (outbox.accepted(text), outbox.delivery(text).status) == (1, Status.SENT)


def test_when_only_the_answer_was_lost_the_text_is_found_and_not_sent_again(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.sandbox.faults.add(FaultKind.CLOSE_AFTER_ACCEPT)
    outbox.sweep()
    assert outbox.delivery(text).notify_id is None
    outbox.later(minutes=3)
    outbox.sweep()
    (message,) = outbox.sandbox.store.all()
    assert outbox.delivery(text).notify_id == message.id
    assert outbox.accepted(text) == 1


def test_with_notify_gone_nothing_is_lost(outbox: Outbox, settings) -> None:
    text = outbox.write()
    address, settings.NOTIFY_BASE_URL = settings.NOTIFY_BASE_URL, "http://127.0.0.1:9"
    for _ in range(3):
        outbox.sweep()
        outbox.later(hours=1)
    settings.NOTIFY_BASE_URL = address
    outbox.sweep()
    assert (outbox.accepted(text), outbox.delivery(text).status) == (1, Status.SENT)


def test_too_many_in_a_minute_wait_a_little(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.sandbox.faults.add(FaultKind.RATE_LIMITED)
    outbox.sweep()
    assert outbox.delivery(text).next_try_at - outbox.now() < datetime.timedelta(minutes=1)
    outbox.later(minutes=1)
    outbox.sweep()
    assert outbox.accepted(text) == 1


def test_a_refused_key_sends_nothing_and_tells_the_log_without_data(outbox: Outbox, settings, caplog) -> None:
    text = outbox.write()
    settings.NOTIFY_API_KEY = (
        f"{settings.NOTIFY_API_KEY[:-1]}{'0' if settings.NOTIFY_API_KEY[-1] != '0' else '1'}"
    )
    outbox.sweep()
    assert outbox.delivery(text).status == Status.QUEUED
    assert "refuses our key" in caplog.text
    assert "77009" not in caplog.text
    assert "some first name" not in caplog.text


def test_a_number_notify_cannot_text_is_given_up_and_shown_as_broken(outbox: Outbox, monkeypatch) -> None:
    with as_owner():
        phone = make_phone(outbox.file.person, "+447600000001")
    text = outbox.write(phone)
    # Notify's own rules count when they are newer than ours.
    monkeypatch.setattr(rules, "UK_MOBILE", re.compile(r"\+44\d+"))
    outbox.sweep()
    delivery = outbox.delivery(text)
    assert (delivery.status, delivery.attempts) == (Status.PERMANENT_FAILURE, 1)
    with as_owner():
        assert Text.objects.all().broken_phones([phone.pk, outbox.phone.pk]) == {phone.pk}


def test_a_template_notify_does_not_know_needs_a_person_and_stops_no_other_text(outbox: Outbox) -> None:
    text, behind = outbox.write(), outbox.write(template="Group reminder")
    with as_owner():
        TextTemplate.objects.filter(name="Please ring us").update(notify_id=uuid.uuid4())
    assert outbox.sweep() == 2
    assert outbox.delivery(text).status == Status.NEEDS_A_PERSON
    assert outbox.accepted(behind) == 1


def test_sending_inside_another_transaction_is_refused(db: None) -> None:
    """A claim that could be rolled back after Notify was asked would be no claim."""
    with as_worker(), transaction.atomic(), pytest.raises(RuntimeError):
        sweep.send_due()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"may_text": False}, "not recorded as safe"),
        ({"is_shared": True}, "Other people read this phone"),
        ({"ended_on": datetime.date(2025, 1, 1)}, "not in use"),
        ({"number": "+447700900999"}, "was corrected"),
    ],
)
def test_a_text_is_stopped_when_its_number_became_unsafe_meanwhile(
    outbox: Outbox, change: dict, reason: str
) -> None:
    text = outbox.write()
    with as_owner():
        for name, value in change.items():
            setattr(outbox.phone, name, value)
        outbox.phone.save_by(by=None, reason=REASON)
    outbox.sweep()
    delivery = outbox.delivery(text)
    assert delivery.status == Status.CANCELLED
    assert reason in delivery.why
    assert outbox.accepted(text) == 0


def test_a_text_is_stopped_when_its_reader_left_the_family_meanwhile(outbox: Outbox) -> None:
    text = outbox.write()
    with as_owner():
        membership = FamilyMembership.objects.get(family=outbox.file.family)
        membership.ended_on = datetime.date(2025, 1, 1)
        membership.save_by(by=None, reason=REASON)
    outbox.sweep()
    assert outbox.delivery(text).status == Status.CANCELLED


def test_a_text_that_could_not_be_sent_for_a_day_needs_a_person(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.later(hours=25)
    outbox.sweep()
    assert outbox.delivery(text).status == Status.NEEDS_A_PERSON
    assert outbox.accepted(text) == 0


def test_a_text_that_went_out_unnoticed_is_found_even_when_it_is_too_late_to_send(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.sandbox.faults.add(FaultKind.CLOSE_AFTER_ACCEPT)
    outbox.sweep()
    outbox.later(hours=30)
    outbox.sweep()
    assert (outbox.accepted(text), outbox.delivery(text).status) == (1, Status.SENT)


def test_what_notify_has_forgotten_needs_a_person_and_is_not_sent_again(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.sandbox.faults.add(FaultKind.CLOSE_AFTER_ACCEPT)
    outbox.sweep()
    outbox.sandbox.advance(8 * 24 * 3600)
    outbox.later(days=8)
    outbox.sweep()
    assert outbox.accepted(text) == 1
    assert "may or may not" in outbox.delivery(text).why


def test_a_claim_in_force_is_left_alone_and_an_abandoned_one_is_taken_over(outbox: Outbox) -> None:
    text = outbox.write(
        status=Status.SENDING,
        attempts=1,
        claimed_at=outbox.now(),
        next_try_at=outbox.now() + datetime.timedelta(minutes=5),
    )
    assert outbox.sweep() == 0
    outbox.later(minutes=6)
    assert outbox.sweep() == 1
    assert outbox.accepted(text) == 1


def test_words_of_a_newer_template_are_kept_as_they_went_out(outbox: Outbox) -> None:
    text = outbox.write()
    with as_owner():
        row = Text.objects.get(pk=text.pk)
        row.template_version, row.body = 0, "Older words"
        row.save_by(by=None, reason=REASON)
    outbox.sweep()
    with as_owner():
        row = Text.objects.get(pk=text.pk)
        assert row.template_version == 1
        assert row.body.startswith("Hello some first name")
        assert row.history.count() == 3


def test_a_text_keeps_its_words_once_however_far_it_travels(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.sweep()
    assert outbox.sandbox.settle()
    outbox.later(minutes=11)
    outbox.ask_for_receipts()
    assert outbox.delivery(text).status == Status.DELIVERED
    with as_owner():
        assert text.history.count() == 1


def test_a_receipt_that_never_came_is_asked_for(outbox: Outbox) -> None:
    outbox.sandbox.outcomes.add("permanent-failure")
    text = outbox.write()
    outbox.sweep()
    assert outbox.sandbox.settle()
    outbox.ask_for_receipts()
    assert outbox.delivery(text).status == Status.SENT, "not before it is late"
    outbox.later(minutes=11)
    outbox.ask_for_receipts()
    assert outbox.delivery(text).status == Status.PERMANENT_FAILURE
    with as_owner():
        assert Text.objects.all().broken_phones([outbox.phone.pk]) == {outbox.phone.pk}


def test_a_text_whose_end_notify_has_forgotten_needs_a_person(outbox: Outbox) -> None:
    text = outbox.write()
    outbox.sweep()
    outbox.later(days=8)
    outbox.ask_for_receipts()
    assert outbox.delivery(text).status == Status.NEEDS_A_PERSON


def test_what_was_taken_up_with_a_text_that_failed_is_given_back_and_no_try_is_counted(
    outbox: Outbox,
) -> None:
    _, behind = outbox.write(), outbox.write()
    outbox.sandbox.faults.add(FaultKind.ERROR_503)
    outbox.sweep()
    delivery = outbox.delivery(behind)
    assert (delivery.status, delivery.attempts) == (Status.QUEUED, 0)
    assert delivery.next_try_at <= outbox.now()


def test_a_text_that_waited_for_its_turn_is_not_sent_when_the_phone_became_unsafe(outbox: Outbox) -> None:
    text, at = outbox.write(), outbox.now()
    with as_worker(), sending.committed():
        (claim,) = deliveries_claim(at=at)
    with as_owner():
        outbox.phone.may_text = False
        outbox.phone.save_by(by=None, reason=REASON)
    waited = at + sending.CHECK_HOLDS + datetime.timedelta(seconds=1)
    with as_worker(), Notify() as notify:
        outcome = sending.send_claimed(notify, claim, clock=lambda: waited)
    assert isinstance(outcome, Stopped)
    assert outcome.status == Status.CANCELLED
    assert outbox.accepted(text) == 0


def test_a_claim_that_somebody_else_may_be_about_to_take_over_is_left_alone(outbox: Outbox) -> None:
    text, at = outbox.write(), outbox.now()
    with as_worker(), sending.committed():
        (claim,) = deliveries_claim(at=at)
    with as_worker(), Notify() as notify:
        assert sending.send_claimed(notify, claim, clock=lambda: at + LEASE) is None
    assert outbox.accepted(text) == 0
