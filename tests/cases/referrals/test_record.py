"""A referral is written down once, whole or not at all; and never when the family does not agree."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.keys import new_key
from cases.families.models import Draft
from cases.referrals.models import Referral, ReferralPerson
from tests.cases.referrals.typing_in import errors, typed
from tests.database import as_owner, own_business, written
from tests.factories.referrals import make_referral

RECORD = reverse("referrals:record")


def test_a_referral_by_phone_stands_on_the_board_of_the_team_that_receives_it(worker, council):
    answer = worker.post(RECORD, typed(council.north_hub), follow=True)
    with as_owner():
        referral = Referral.objects.get()
        people = [
            (row.kind, row.given_name, row.family_name, row.date_of_birth) for row in referral.people.all()
        ]
        assert answer.redirect_chain[-1][0] == reverse("referrals:referral", args=[referral.pk])
        assert (referral.stage, referral.team, referral.recorded_by) == (
            "new",
            council.north_hub,
            council.hub_worker,
        )
        assert referral.history.get().history_change_reason == "Referral received"
    assert people == [
        ("child", "Wren", "Newcomer", datetime.date(2017, 4, 9)),
        ("adult", "Ada van der", "Newcomer", None),
    ]
    worker.force_login(council.hub_manager)
    assert "Wren Newcomer" in worker.get(reverse("referrals:board")).content.decode()


def test_an_email_is_kept_as_it_came_beside_what_was_typed(worker, council):
    mail = "From: tess@school.example\n\nPlease help Wren.\n-- \nTess"
    worker.post(RECORD, typed(council.north_hub, way="email", source_text=mail))
    with as_owner():
        assert Referral.objects.get().source_text == mail


def test_when_the_family_refuses_the_road_ends_and_nothing_at_all_is_stored(worker):
    before = written()
    answer = worker.post(reverse("referrals:start"), {"consent": "refused"}, follow=True)
    assert "Stop here: the family does not agree" in answer.content.decode()
    touched = {table for table, _ in written().items() - before.items() if not own_business(table)}
    assert not touched


def test_what_was_typed_before_the_refusal_is_thrown_away(worker, council):
    worker.post(reverse("referrals:draft"), typed(council.north_hub))
    assert "You had begun to type" in worker.get(reverse("referrals:stop")).content.decode()
    worker.post(reverse("referrals:stop"))
    with as_owner():
        assert not Draft.objects.exists()
        assert not Referral.objects.exists()


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"consent_by": ""}, "consent_by", "Enter who agreed"),
        ({"consent": "not_needed"}, "consent_why_not", "Enter why they were not asked"),
        ({"consent": "refused"}, "consent", "Select an answer to"),
        ({"children": "", "adults": ""}, "children", "Enter at least one person the referral is about"),
        (
            {"children": "Wren Newcomer, 31 2 2017"},
            "children",
            "The date of birth on line 1 must be a real date",
        ),
        (
            {"children": "Wren, Bo, Newcomer"},
            "children",
            "Line 1 must be a name, a comma and a date of birth, like",
        ),
        ({"concerns": ""}, "concerns", "Enter concerns and needs"),
        ({"postcode": "nowhere"}, "postcode", "Enter a full UK postcode, like LE1 5WW"),
        ({"received_time": "23:59"}, "received_time", "Time received must be in the past"),
    ],
)
def test_a_bad_answer_is_named_beside_its_field_and_everything_typed_is_kept(
    worker, council, answers, field, message
):
    answer = worker.post(RECORD, typed(council.north_hub, **answers))
    assert errors(answer)[field][0].startswith(message)
    assert "Mornings are hard" in answer.content.decode() or "concerns" in answers
    assert "Tess Teacher" in answer.content.decode()
    with as_owner():
        assert not Referral.objects.exists()


def test_the_database_refuses_a_referral_without_consent_or_a_reason(council):
    with as_owner(), transaction.atomic(), pytest.raises(IntegrityError, match="referral_has_consent"):
        make_referral(council.north_hub, council.hub_worker, consent_by="")


def test_the_same_form_sent_twice_is_one_referral(worker, council):
    key = new_key()
    first = worker.post(RECORD, typed(council.north_hub, key=key))
    second = worker.post(RECORD, typed(council.north_hub, key=key))
    assert first.headers["Location"] == second.headers["Location"]
    changed = worker.post(RECORD, typed(council.north_hub, key=key, concerns="Other words"))
    assert "This referral is recorded already" in changed.content.decode()
    assert "Other words" in changed.content.decode()
    with as_owner():
        assert Referral.objects.count() == 1


def test_a_draft_is_its_writers_alone_comes_back_and_goes_when_the_form_is_sent(worker, council):
    half = typed(council.north_hub, concerns="Half a sen", consent="")
    worker.post(reverse("referrals:draft"), half)
    assert "Half a sen" in worker.get(RECORD).content.decode()
    assert "Referral" in worker.get(reverse("home")).content.decode()
    worker.force_login(council.other_hub_worker)
    assert "Half a sen" not in worker.get(RECORD).content.decode()
    worker.force_login(council.hub_worker)
    worker.post(RECORD, typed(council.north_hub))
    with as_owner():
        assert not Draft.objects.exists()


def test_a_referral_is_corrected_with_a_reason_and_says_the_people_anew(worker, council):
    worker.post(RECORD, typed(council.north_hub))
    with as_owner():
        referral = Referral.objects.get()
        version = referral.history.get().history_id
    url = reverse("referrals:correct", args=[referral.pk])
    assert "Ada van der Newcomer" in worker.get(url).content.decode()
    said = typed(council.north_hub, children="Wren Newcomer, 9 April 2017\nLark Newcomer", adults="")
    worker.post(url, said | {"why": "correction", "version": str(version)})
    with as_owner():
        assert {str(row) for row in ReferralPerson.objects.all()} == {"Wren Newcomer", "Lark Newcomer"}
        assert referral.history.first().history_change_reason == "To correct a mistake in the record"
    late = worker.post(url, said | {"why": "correction", "version": str(version), "concerns": "Too late"})
    assert late.status_code == 409
    assert "Too late" in late.content.decode()


def test_a_last_name_of_several_words_is_read_back_as_it_was_meant(worker, council):
    worker.post(RECORD, typed(council.north_hub, children="Mary Jane, van der Berg, 1/2/2019"))
    with as_owner():
        row = ReferralPerson.objects.get(kind="child")
        assert (row.given_name, row.family_name, row.date_of_birth) == (
            "Mary Jane",
            "van der Berg",
            datetime.date(2019, 2, 1),
        )
        referral = row.referral
    page = worker.get(reverse("referrals:correct", args=[referral.pk])).content.decode()
    assert "Mary Jane, van der Berg, 1 February 2019" in page


def test_any_worker_may_record_for_another_front_door_and_follow_it_until_it_is_decided(worker, council):
    with as_owner():
        referral = make_referral(council.north_hub, council.other_hub_worker)
    worker.force_login(council.other_hub_worker)
    url = reverse("referrals:referral", args=[referral.pk])
    assert worker.get(url).status_code == 200
    with as_owner():
        referral.stage, referral.decided_at = "done", timezone.now()
        referral.save_by(by=None, reason="Decided")
    assert worker.get(url).status_code == 404
