"""Opening a record in an emergency: an hour, a reason, the managers told at once, all of it marked and looked at."""

import datetime

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import AccessRecord, Alert
from cases.families.models import BreakGlass, Family, Phone
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.families import make_break_glass, make_family, make_restriction, make_service
from tests.page_client import PageClient

REASON = "Sam is alone and I need an address now"


@pytest.fixture
def other(council) -> PageClient:
    client = PageClient()
    client.force_login(council.other_hub_worker)
    return client


def door(case) -> str:
    return reverse("families:break_glass", args=[case.person.pk])


def page_of(case) -> str:
    return reverse("families:family", args=[case.family.pk])


def broken(council, case, **more) -> BreakGlass:
    with as_owner():
        return make_break_glass(case.person, council.other_hub_worker, **more)


def test_a_reason_opens_the_family_for_an_hour_and_its_managers_are_told(other, council, case) -> None:
    assert other.get(page_of(case)).status_code == 404
    asked = other.get(door(case)).content.decode()
    assert "North" in asked
    assert "1 High Street" not in asked
    assert other.post(door(case), {"reason": REASON}).status_code == 302
    shown = other.get(page_of(case)).content.decode()
    assert "1 High Street" in shown
    assert "You opened this record in an emergency" in shown
    with as_owner():
        grant = BreakGlass.objects.get()
        assert (grant.reason, grant.ends_at - grant.started_at) == (REASON, datetime.timedelta(hours=1))
        alert = Alert.objects.get()
        assert (alert.user, alert.key, alert.route) == (
            council.hub_manager,
            grant.pk,
            "families:break_glass_review",
        )


@pytest.mark.parametrize("reason", ["", "   ", "urgent"])
def test_without_a_reason_nothing_opens(other, case, reason) -> None:
    answer = other.post(door(case), {"reason": reason})
    assert answer.status_code == 200
    assert "why this cannot wait" in answer.content.decode()
    assert other.get(page_of(case)).status_code == 404
    with as_owner():
        assert not BreakGlass.objects.exists()
        assert not Alert.objects.exists()


@pytest.mark.parametrize("over", ["hour", "ended"])
def test_when_it_is_over_it_is_over(other, council, case, over) -> None:
    ago = datetime.timedelta(minutes=61 if over == "hour" else 5)
    grant = broken(council, case, ago=ago)
    if over == "ended":
        assert other.get(page_of(case)).status_code == 200
        assert other.post(reverse("families:break_glass_end", args=[grant.pk])).status_code == 302
    assert other.get(page_of(case)).status_code == 404


def test_looks_and_changes_under_it_are_marked(other, council, case) -> None:
    broken(council, case)
    other.get(page_of(case))
    name = {"name": "North-Jones", "why": "seen", "version": ""}
    with as_owner():
        name["version"] = case.family.history.latest().pk
    assert other.post(reverse("families:family_name", args=[case.family.pk]), name).status_code == 302
    with as_owner():
        assert AccessRecord.objects.filter(family_id=case.family.pk, ground="emergency access").exists()
        assert (
            "(under emergency access)"
            in Family.objects.get(pk=case.family.pk).history.latest().history_change_reason
        )


def test_what_is_written_about_ones_own_family_in_that_hour_is_not_marked(other, council, case) -> None:
    broken(council, case)
    with as_owner():
        own = make_family(council.south_hub, name="Own").family
        version = own.history.latest().pk
    change = {"name": "Owen", "why": "seen", "version": version}
    assert other.post(reverse("families:family_name", args=[own.pk]), change).status_code == 302
    with as_owner():
        assert "emergency" not in own.history.latest().history_change_reason


def test_a_manager_writes_down_what_they_found_and_nobody_decides_about_themselves(
    page, other, council, case
) -> None:
    grant = broken(council, case)
    review = reverse("families:break_glass_review", args=[grant.pk])
    page.force_login(council.hub_manager)
    assert (
        council.other_hub_worker.full_name in page.get(reverse("families:break_glass_list")).content.decode()
    )
    assert "Select what you found" in page.post(review, {"note": "Rang the school"}).content.decode()
    found = {"outcome": "needed", "note": "Rang the school; right to look"}
    assert page.post(review, found).status_code == 302
    assert page.post(review, {"outcome": "misuse", "note": "Changed my mind"}).status_code == 200
    assert other.get(review).status_code == 403
    with as_owner():
        grant.refresh_from_db()
        assert (grant.outcome, grant.reviewed_by) == ("needed", council.hub_manager)
        own = make_break_glass(case.person, council.hub_manager)
    assert page.get(reverse("families:break_glass_review", args=[own.pk])).status_code == 404


def test_misuse_reaches_information_governance(page, council, case) -> None:
    grant = broken(council, case)
    page.force_login(council.hub_manager)
    found = {"outcome": "misuse", "note": "A neighbour of theirs"}
    page.post(reverse("families:break_glass_review", args=[grant.pk]), found)
    with as_owner():
        assert [alert.user for alert in Alert.objects.all()] == [council.information_officer]


def test_it_opens_no_restricted_family_and_says_nothing_of_one(other, council, case) -> None:
    with as_owner():
        make_restriction(case.family, [council.hub_worker], council.hub_manager)
    assert other.get(door(case)).status_code == 404
    assert other.post(door(case), {"reason": REASON}).status_code == 404
    with as_owner():
        make_break_glass(case.person, council.other_hub_worker)
    assert other.get(page_of(case)).status_code == 404


def test_a_role_that_says_so_opens_a_restricted_family(page, council, case) -> None:
    with as_owner():
        make_restriction(case.family, [council.hub_worker], council.hub_manager)
        lead = make_member("Selma Lead", council.south_hub, "safeguarding_lead")
    page.force_login(lead)
    assert page.get(page_of(case)).status_code == 404
    assert page.post(door(case), {"reason": REASON}).status_code == 302
    assert page.get(page_of(case)).status_code == 200


@pytest.mark.parametrize("kind", ["youth_justice", "victim_service"])
def test_it_opens_no_wall(other, council, kind) -> None:
    with as_owner():
        file = make_family(council.youth_justice, service=make_service(kind, kind))
    answer = other.post(reverse("families:break_glass", args=[file.person.pk]), {"reason": REASON})
    assert answer.status_code == (403 if kind == "youth_justice" else 404)
    with as_owner():
        assert not BreakGlass.objects.exists()
        make_break_glass(file.person, council.other_hub_worker)
    assert other.get(reverse("families:family", args=[file.family.pk])).status_code == 404


def forged(council, case) -> dict[str, dict[str, object]]:
    now = timezone.now()
    return {
        "for somebody else": {"user": council.hub_worker},
        "two hours": {"ends_at": now + datetime.timedelta(hours=2)},
        "later": {
            "started_at": now + datetime.timedelta(hours=1),
            "ends_at": now + datetime.timedelta(hours=2),
        },
        "restricted": {"opens_restricted": True},
    }


@pytest.mark.parametrize("how", ["for somebody else", "two hours", "later", "restricted"])
def test_the_database_refuses_what_no_page_would_give(council, case, how) -> None:
    now = timezone.now()
    given = {
        "user": council.other_hub_worker, "person_id": case.person.pk, "reason": REASON,
        "started_at": now, "ends_at": now + datetime.timedelta(hours=1),
    } | forged(council, case)[how]  # fmt: skip
    with acting_as(council.other_hub_worker), pytest.raises(DatabaseError), transaction.atomic():
        BreakGlass(**given).save_by(by=council.other_hub_worker, reason=REASON)


def test_the_database_lets_nobody_lengthen_reword_or_remove_it(council, case) -> None:
    broken(council, case)
    for tried in (
        "UPDATE families_breakglass SET started_at = now(), ends_at = now() + interval '1 hour'",
        "UPDATE families_breakglass SET reason = 'Another'",
        "DELETE FROM families_breakglass",
    ):
        with (
            acting_as(council.other_hub_worker),
            pytest.raises(DatabaseError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(tried)


def test_a_hidden_phone_number_stays_hidden_from_whoever_opened_nothing(council, case) -> None:
    broken(council, case, ago=datetime.timedelta(hours=2))
    with acting_as(council.other_hub_worker):
        assert not Phone.objects.exists()


def test_the_index_card_of_a_search_leads_to_it(other, case) -> None:
    token = other.post(reverse("search"), {"query": "Alex North"}).headers["Location"]
    assert f'href="{door(case)}"' in other.get(token).content.decode()
