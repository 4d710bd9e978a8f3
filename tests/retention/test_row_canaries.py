"""After the nightly rules no mark of what they blank or destroy is left anywhere; all other marks are."""

import datetime
import threading

import pytest
from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.db import connection, transaction
from django.utils import timezone

from accounts.models import Alert, HomePostcode
from cases.families.models import AccessPattern, Draft
from cases.texts.models import Delivery, Text
from privacy.duties.models import Complaint
from privacy.models import DataRequest
from retention import tasks
from retention.models import DisposalRegister
from tests.database import as_owner, as_worker
from tests.factories.access import make_pattern, make_review
from tests.factories.accounts import make_council, make_member
from tests.factories.canaries import plant_canaries
from tests.factories.families import REASON
from tests.factories.referrals import make_decided
from tests.factories.retention import approve_schedule, make_hold, make_old_family
from tests.factories.survey import make_response, make_survey
from tests.retention.test_canaries import dump, there
from tests.retention.test_races import LIMIT, Beside, wait_until_somebody_waits_for_a_lock

ENTRA_ID = "5e0c4a52-98c1-4f9e-8f43-2f7f3d3b9b10"
GONE = (
    "privacy.",
    "redaction.",
    "release.",
    "workbench.",
    "public_forms.",
    "duties.Complaint",
    "rights.Decision",
    "rights.RecipientNotice",
    "families.Draft.",
    "texts.Text.number",
    "texts.Text.personalisation",
)


def goes(field: str) -> bool:
    """What was shared stays with the family's file; everything else of privacy ends by its own rule."""
    return field.startswith(GONE) and not field.startswith("privacy.Disclosure")


def rows(text: str) -> list[str]:
    """The rows of a dump, without the key that each dump makes up for itself."""
    return [line for line in text.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]


def plant(council, prefix: str, *, days: int) -> dict[str, str]:
    """A family's marks; the text, the answered request and the draft are this many days old."""
    file = make_old_family(council, ended_on=None)
    marks = plant_canaries(file, staff=council.hub_worker, prefix=prefix)
    at = timezone.now() - datetime.timedelta(days=days)
    Text._base_manager.filter(family=file.family).update(written_at=at)
    Text.history.filter(family_id=file.family.pk).update(written_at=at)
    Draft.objects.filter(family=file.family).update(saved_at=at)
    DataRequest._base_manager.filter(subject=file.person).update(
        received_on=at.date(), closed_on=at.date(), sent_how=marks["privacy.DataRequest.sent_how"]
    )
    answered = at.date() - datetime.timedelta(days=3 * 365)
    Complaint._base_manager.filter(person=file.person).update(
        received_on=answered, closed_on=answered, handed_on=answered
    )
    # The canaries' own hold would keep all of it.
    for hold in file.family.holds.all():
        hold.released_by, hold.released_on, hold.release_reason = (
            council.admin,
            at.date(),
            hold.release_reason,
        )
        hold.save_by(by=None, reason=REASON)
    removed = DataRequest.objects.get(subject=file.person).events.get()
    removed.delete_by(by=None, reason=REASON)
    return marks


def turn_away(council) -> None:
    """Referrals that no file came of, one decided long ago and one not; and an answer to a survey that is over."""
    make_response(make_survey(council.admin, ended=True), "quentin.comment")
    for name, days in (("quentin.away", 3 * 366), ("kepthere", 300)):
        make_decided(council.north_hub, council.hub_worker, ("Child", name, None), ago=days, concerns=name)


def test_no_mark_is_left_of_what_the_rules_end_and_every_other_mark_is(own_database):
    with transaction.atomic(), as_owner():
        council = make_council()
        approve_schedule(council.admin)
        marks, others = plant(council, "zqx", days=4 * 366), plant(council, "yvk", days=20)
        left = timezone.localdate() - datetime.timedelta(days=400)
        leaver = make_member("Quentin Vexworth", council.north_hub, "hub_worker", ended_on=left)
        leaver.email = "quentin.changed@council.example"
        leaver.save()
        Alert.objects.create(
            user=leaver, kind="new_device", raised_at=timezone.now() - datetime.timedelta(days=400)
        )
        HomePostcode.objects.create(user=leaver, postcode="ZZ9 9QV")
        decided = {
            "decided_at": timezone.now() - datetime.timedelta(days=4 * 366),
            "decided_by": council.admin,
        }
        asked = make_pattern(leaver, outcome="explained", reason="quentinsaid", **decided)
        make_pattern(leaver, kind="own")
        turn_away(council)
        make_review(leaver.memberships.get(), decision="ended", reason="quentinleft", **decided)
        address = EmailAddress.objects.create(user=leaver, email="quentin.third@council.example")
        EmailConfirmation.objects.create(email_address=address, created=timezone.now(), key="quentinkey")
        leaver.entra_object_id = ENTRA_ID
        leaver.save()
        Authenticator.objects.create(user=leaver, type="totp", data={"secret": "quentin.totp"})
        account = SocialAccount.objects.create(user=leaver, provider="entra", uid="quentin.directory")
        SocialToken.objects.create(account=account, token="quentin.token")
        staying = Authenticator.objects.create(user=council.hub_worker, type="totp", data={"secret": "kept"})
        notify_id = Delivery.objects.get(text__body=marks["texts.Text.body"]).notify_id
    before = dump()
    assert sorted(there(marks, before)) == sorted(marks)
    assert "quentin.vexworth@council.example" in before
    assert str(notify_id) in before
    assert before.count(ENTRA_ID) == 2, "on the account and in its history"
    assert all(word in before for word in ("zz9 9qv", "quentinsaid", "quentinleft"))

    with as_worker():
        tasks.carry_out_row_rules()

    after = dump()
    assert sorted(there(marks, after)) == sorted(field for field in marks if not goes(field))
    assert sorted(there(others, after)) == sorted(others)
    assert str(notify_id) not in after
    assert "quentin." not in after
    assert "quentinkey" not in after
    assert ENTRA_ID not in after
    assert "kepthere" in after
    assert not any(word in after for word in ("zz9 9qv", "quentinsaid", "quentinleft", str(asked.pk)))
    assert "quentin vexworth" in after
    with transaction.atomic(), as_owner():
        assert Authenticator.objects.get() == staying
        assert AccessPattern.objects.get(user=leaver).kind == "own"  # nobody has answered it
        register = DisposalRegister.objects.get()
        assert set(register.rules) == {f"{code} version 1" for code in tasks.CARRY_OUT}
    with as_worker():
        tasks.carry_out_row_rules()
    assert rows(dump()) == rows(after)


@pytest.mark.parametrize("arrives", ["hold", "request opened again"])
def test_what_is_written_while_the_rules_start_wins(own_database, arrives):
    with transaction.atomic(), as_owner():
        council = make_council()
        approve_schedule(council.admin)
        marks = plant(council, "zqx", days=4 * 366)
        request = DataRequest.objects.get()
    written, commit = threading.Event(), threading.Event()

    def write() -> None:
        with transaction.atomic(), as_owner():
            if arrives == "hold":
                make_hold()
            else:
                request.closed_on, request.sent_how = None, ""
                request.save_by(by=None, reason=REASON)
            written.set()
            assert commit.wait(LIMIT)

    def carry_out() -> None:
        with as_worker():
            tasks.carry_out_row_rules()

    writer = Beside(write)
    assert written.wait(LIMIT)
    runner = Beside(carry_out)
    wait_until_somebody_waits_for_a_lock()
    commit.set()
    writer.finish()
    runner.finish()
    assert (writer.error, runner.error) == (None, None)
    with transaction.atomic(), as_owner():
        assert DataRequest.objects.filter(pk=request.pk).exists()
        assert Text.objects.get().number == marks["texts.Text.number"]
    connection.close()
