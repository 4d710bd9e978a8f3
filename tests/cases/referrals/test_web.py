"""Referrals by web form: anybody may send one, nobody may read anything, and the front door has it soon."""

import datetime
import re

import pytest
from django.db import connection
from django.db.utils import ProgrammingError
from django.urls import reverse

from accounts.keys import new_key
from cases.referrals.models import FrontDoor, Referral, WebReferral
from cases.referrals.tasks import take_web_referrals
from tests.cases.contacts.typing_in import date_parts
from tests.database import as_owner, as_worker
from tests.factories.accounts import make_member

SENT = re.compile(r"/referrals/web/sent/(RF-W[A-Z2-7]{8})/")


def typed(**changes):
    """A whole form, as a school would send it."""
    return {
        "referral": str(new_key()),
        "referrer_kind": "school",
        "referrer_name": "Rita Referrer",
        "referrer_role": "Head of year",
        "referrer_organisation": "Made-up Academy",
        "referrer_contact": "020 7946 0123",
        "children": "Sam Lee, 27 3 2015",
        "adults": "Kim Lee",
        "category": "attendance",
        "concerns": "Sam has missed twelve days since September.",
        "priority": "routine",
        "consent": "given",
        "consent_by": "Kim Lee",
        **date_parts("consent_on", "2 3 2026"),
    } | changes


@pytest.fixture
def nobody(page, council):
    """The page client, signed in as nobody; the council has its teams."""
    return page


def send(client, **changes):
    return client.post(reverse("referrals:web_form"), typed(**changes))


def taken():
    """What is on the boards once the job has run."""
    with as_worker():
        take_web_referrals()
    with as_owner():
        assert not WebReferral.objects.exists()
        return list(Referral.objects.select_related("team").prefetch_related("people"))


def test_what_a_school_sends_is_on_the_board_under_the_reference_it_was_told(nobody):
    reference = SENT.fullmatch(send(nobody).url)[1]
    (referral,) = taken()
    assert (referral.reference, referral.way, referral.recorded_by) == (reference, "web", None)
    assert (referral.referrer_name, referral.consent_on) == ("Rita Referrer", datetime.date(2026, 3, 2))
    born = {person.given_name: person.date_of_birth for person in referral.people.all()}
    assert born == {"Sam": datetime.date(2015, 3, 27), "Kim": None}
    assert referral.due_at > referral.received_at


def test_it_goes_to_the_team_the_council_chose(nobody, council):
    with as_owner():
        FrontDoor.objects.update(web_team=council.south_hub)
    send(nobody)
    (referral,) = taken()
    assert referral.team == council.south_hub


def test_the_front_door_reads_and_corrects_it(nobody, council):
    send(nobody)
    (referral,) = taken()
    with as_owner():
        officer = make_member("Tia Triage", referral.team, "triage_officer")
    nobody.force_login(officer)
    response = nobody.get(reverse("referrals:referral", args=[referral.pk]))
    html = response.content.decode()
    assert "By web form" in html
    assert "by the referrer" in html
    assert nobody.get(reverse("referrals:correct", args=[referral.pk])).status_code == 200
    nobody.force_login(council.hub_worker)
    assert nobody.get(reverse("referrals:referral", args=[referral.pk])).status_code == 404


def test_sent_twice_it_is_one_referral_even_after_it_was_taken(nobody):
    form = typed()
    first = nobody.post(reverse("referrals:web_form"), form)
    second = nobody.post(reverse("referrals:web_form"), form)
    assert first.url == second.url
    assert len(taken()) == 1
    assert nobody.post(reverse("referrals:web_form"), form).url == first.url
    assert len(taken()) == 1


def test_sent_again_with_other_words_after_back_neither_is_lost(nobody):
    form = typed()
    first = nobody.post(reverse("referrals:web_form"), form)
    second = nobody.post(
        reverse("referrals:web_form"), form | {"concerns": "Sam has not been seen since Monday."}
    )
    assert first.url != second.url
    assert {row.concerns for row in taken()} == {form["concerns"], "Sam has not been seen since Monday."}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"referrer_contact": ""}, "referrer_contact"),
        ({"children": "", "adults": ""}, "children"),
        ({"concerns": " "}, "concerns"),
        ({"consent": ""}, "consent"),
        ({"consent": "not_needed"}, "consent_why_not"),
        ({"consent_by": ""}, "consent_by"),
        ({"referrer_kind": "family"}, "referrer_kind"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"referral": "x"}, "referral"),
    ],
)
def test_a_wrong_answer_is_named_keeps_what_was_typed_and_stores_nothing(nobody, changes, field):
    response = send(nobody, **changes)
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [field]
    assert "Rita Referrer" in response.content.decode()
    with as_owner():
        assert not WebReferral.objects.exists()


def test_without_consent_nothing_is_asked(nobody):
    response = nobody.post(reverse("referrals:web_start"), {"consent": "refused"})
    assert response.url == reverse("referrals:web_stop")
    assert "Nothing about the family has been stored" in nobody.get(response.url).content.decode()
    response = nobody.post(reverse("referrals:web_start"), {"consent": "given"})
    assert response.url.endswith("?consent=given")
    assert nobody.get(response.url).status_code == 200


def test_a_program_is_thanked_and_nothing_is_kept(nobody):
    assert send(nobody, website="https://spam.example").url.endswith("/sent/received/")
    assert taken() == []


def test_too_many_are_refused(nobody, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"web_referral": "2/h"}
    assert [send(nobody).status_code for _ in range(3)] == [302, 302, 429]
    assert len(taken()) == 2


def test_the_answer_is_the_same_whether_or_not_the_family_is_known(nobody):
    again = {"children": "Alex Example, 1 1 2015"}
    first, second = send(nobody, **again), send(nobody, **again)
    for response in (first, second):
        assert SENT.fullmatch(response.url)
    pages = [nobody.get(response.url).content.decode() for response in (first, second)]
    bare = [re.sub(r"RF-W\w{8}|nonce=\S+|[0-9a-f-]{36}|\w{64}", "", page) for page in pages]
    assert bare[0] == bare[1]


def test_the_web_role_cannot_read_or_change_what_was_sent(nobody):
    send(nobody)
    for statement in ("SELECT 1 FROM referrals_webreferral", "DELETE FROM referrals_webreferral"):
        with pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute(f"SAVEPOINT s; {statement}")
        connection.needs_rollback = False
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK TO SAVEPOINT s")


def test_without_a_front_door_it_waits(page, db):
    send(page)
    with as_worker():
        take_web_referrals()
    with as_owner():
        assert WebReferral.objects.count() == 1
        assert not Referral.objects.exists()
