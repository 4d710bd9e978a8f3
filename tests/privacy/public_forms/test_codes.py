"""Codes of saved forms on their way through Notify: once, with nothing of the form, and given up when it is no use."""

import pytest

from cases.texts.sandbox import FaultKind
from privacy.public_forms import tasks
from privacy.public_forms.models import SavedForm
from tests.database import as_owner, as_worker
from tests.privacy.public_forms.test_saving import code_of, sandbox, save  # noqa: F401 - the fixture

BY = (
    {"send_by": "text", "mobile": "07700 900123"},
    {"send_by": "email", "email": "robin@post.example"},
)


def run(clock, minutes=0):
    clock.shift(minutes * 60)
    with as_worker():
        tasks.send_codes()


def row():
    with as_owner():
        return SavedForm.objects.get()


@pytest.mark.parametrize("how", BY, ids=["text", "email"])
def test_killed_after_notify_took_it_on_no_second_code_goes_out(stranger, sandbox, clock, monkeypatch, how):  # noqa: F811 - asked for by name
    save(stranger, **how)

    def killed(**fields):
        raise SystemExit

    monkeypatch.setattr(tasks, "code_sent", killed)
    with pytest.raises(SystemExit):
        run(clock)
    monkeypatch.undo()
    assert sandbox.accepted(str(row().pk)) == 1
    run(clock, minutes=3)
    assert sandbox.accepted(str(row().pk)) == 1
    assert (row().code, row().send_to, row().next_try_at) == ("", "", None)


@pytest.mark.parametrize("how", BY, ids=["text", "email"])
def test_notify_away_for_a_while_costs_a_few_minutes(stranger, sandbox, clock, how):  # noqa: F811 - asked for by name
    reference = save(stranger, **how)
    sandbox.faults.add(FaultKind.ERROR_500)
    run(clock)
    assert code_of(reference)
    run(clock, minutes=3)
    assert sandbox.accepted(str(row().pk)) == 1


def test_what_notify_gets_has_the_code_and_a_key_of_ours_alone(stranger, sandbox, clock):  # noqa: F811 - asked for by name
    reference = save(stranger, **BY[1])
    code = code_of(reference)
    run(clock)
    (message,) = sandbox.store.all()
    assert message.reference == str(row().pk)
    assert message.email_address == "robin@post.example"
    assert code in message.body
    for word in (reference, "Robin", "Half a sentence", "copy"):
        assert word not in f"{message.body} {message.reference}"


def test_an_address_that_notify_refuses_is_not_tried_again(stranger, sandbox, clock):  # noqa: F811 - asked for by name
    save(stranger, **BY[1])
    with as_owner():
        SavedForm.objects.update(send_to="nobody at all")
    run(clock)
    assert (row().code, row().send_to, row().next_try_at) == ("", "", None)
    assert not sandbox.store.all()
