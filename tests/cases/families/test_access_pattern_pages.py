"""What a manager and an auditor see of a question about looks, and that nobody answers their own."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import Alert, HomePostcode, Membership
from cases.families.actions.access_patterns import NotForYou, pattern_decide
from cases.families.models import AccessPattern, AccessPatternSubject
from tests.database import as_owner
from tests.factories.access import make_pattern
from tests.factories.accounts import make_member
from tests.factories.families import join_family, make_family, make_person

DECISION = {"outcome": "explained", "reason": "Covered for a colleague"}
DECIDE = "UPDATE families_accesspattern SET outcome = 'explained', reason = 'x', decided_at = now(), decided_by_id = %s"


@pytest.fixture
def pattern(council) -> AccessPattern:
    """About the hub worker, who looked at a family of their own hub and one of another."""
    with as_owner():
        ours, theirs = (
            make_family(council.north_hub, name="Ours"),
            make_family(council.south_hub, name="Theirs"),
        )
        made = make_pattern(council.hub_worker, family=ours.family)
        AccessPatternSubject.objects.create(pattern=made, person_id=ours.person.pk)
        AccessPatternSubject.objects.create(pattern=made, person_id=theirs.person.pk)
        AccessPatternSubject.objects.create(pattern=made, family_id=theirs.family.pk)
        made.ours, made.theirs = ours, theirs
        return made


def again(pattern: AccessPattern) -> AccessPattern:
    with as_owner():
        return AccessPattern.objects.select_related("decided_by").get(pk=pattern.pk)


def test_the_manager_reads_what_was_seen_and_no_more_of_a_family_than_they_may(
    page, council, pattern
) -> None:
    page.force_login(council.hub_manager)
    shown = page.get(reverse("access_patterns")).content.decode()
    assert "Hana Worker" in shown
    text = page.get(reverse("access_pattern", args=[pattern.pk])).content.decode()
    assert "Looked again and again at somebody who is not their work." in text
    for ours in (pattern.ours.family, pattern.ours.person):
        assert ours.reference in text
    for theirs in (pattern.theirs.family, pattern.theirs.person):
        assert theirs.reference not in text
        assert str(theirs.pk) not in text
    assert "2 more records you may not open" in text
    for name in ("Ours", "Theirs", "Robin"):
        assert name not in text


def test_whoever_left_the_family_is_not_named_to_its_workers(page, council, pattern) -> None:
    with as_owner():
        gone = make_person("Gone", "Away")
        join_family(gone, pattern.ours.family, ended_on=timezone.localdate() - datetime.timedelta(days=1))
        AccessPatternSubject.objects.create(pattern=pattern, person_id=gone.pk)
    page.force_login(council.hub_manager)
    text = page.get(reverse("access_pattern", args=[pattern.pk])).content.decode()
    assert gone.reference not in text
    assert "3 more records" in text


def test_a_manager_decides_once_with_a_reason(page, council, pattern) -> None:
    url = reverse("access_pattern", args=[pattern.pk])
    page.force_login(council.hub_manager)
    refused = page.post(url, {"outcome": "explained", "reason": ""}).content.decode()
    assert "Enter what you asked and what you were told" in refused
    assert again(pattern).decided_at is None
    assert page.post(url, DECISION).status_code == 302
    decided = again(pattern)
    assert (decided.outcome, decided.reason, decided.decided_by) == (*DECISION.values(), council.hub_manager)
    assert (
        "Somebody has decided this already" in page.post(url, DECISION | {"reason": "Other"}).content.decode()
    )
    assert again(pattern).reason == DECISION["reason"]
    assert "Hana Worker" not in page.get(reverse("access_patterns")).content.decode()
    assert (
        "There was a good reason" in page.get(reverse("access_patterns") + "?show=decided").content.decode()
    )


def test_what_is_referred_to_information_governance_is_told_there(page, council, pattern) -> None:
    page.force_login(council.hub_manager)
    page.post(reverse("access_pattern", args=[pattern.pk]), DECISION | {"outcome": "information_governance"})
    with as_owner():
        alert = Alert.objects.get()
    assert (alert.user, alert.route, alert.key) == (
        council.information_officer,
        "access_pattern_all",
        pattern.pk,
    )
    page.force_login(council.information_officer)
    text = page.get(reverse("access_pattern_all", args=[pattern.pk])).content.decode()
    assert "Referred to information governance" in text
    assert "4 records you may not open" in text


@pytest.mark.parametrize("who", ["hub_worker", "hub_manager", "other_hub_worker", "admin", "records_officer"])
def test_nobody_else_finds_it_on_a_page_or_in_the_database(page, council, pattern, who) -> None:
    """The hub manager here is one of another hub."""
    user = getattr(council, who)
    if who == "hub_manager":
        with as_owner():
            user = make_member("Sam South", council.south_hub, "hub_manager")
    page.force_login(user)
    expected = 404 if who == "hub_manager" else 403
    for answer in (
        page.get(reverse("access_pattern", args=[pattern.pk])),
        page.post(reverse("access_pattern", args=[pattern.pk]), DECISION),
    ):
        assert answer.status_code == expected
    assert page.get(reverse("access_pattern_all", args=[pattern.pk])).status_code == 403
    with pytest.raises(NotForYou), acting_as(user):
        pattern_decide(pattern=pattern, **DECISION, by=user, at=timezone.now())
    with acting_as(user), connection.cursor() as cursor:
        for table in ("families_accesspattern", "families_accesspatternsubject"):
            cursor.execute(f"SELECT count(*) FROM {table}")
            assert cursor.fetchone() == (0,)
        cursor.execute(DECIDE, [user.pk])
        assert cursor.rowcount == 0


@pytest.mark.parametrize("who", ["hub_manager", "information_officer"])
def test_nobody_sees_or_decides_what_is_about_themselves(page, council, who) -> None:
    user = getattr(council, who)
    with as_owner():
        own = make_pattern(user)
    page.force_login(user)
    name = "access_pattern" if who == "hub_manager" else "access_pattern_all"
    assert page.get(reverse(name, args=[own.pk])).status_code == 404
    assert page.post(reverse(name, args=[own.pk]), DECISION).status_code == 404
    with pytest.raises(NotForYou), acting_as(user):
        pattern_decide(pattern=own, **DECISION, by=user, at=timezone.now())
    with acting_as(user), connection.cursor() as cursor:
        cursor.execute(DECIDE, [user.pk])
        assert cursor.rowcount == 0
    with as_owner(), pytest.raises(IntegrityError, match="not_decided_by_oneself"), transaction.atomic():
        AccessPattern.objects.filter(pk=own.pk).update(**DECISION, decided_by=user, decided_at=timezone.now())


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE families_accesspattern SET looks = 0",
        "DELETE FROM families_accesspattern",
        "INSERT INTO families_accesspattern SELECT * FROM families_accesspattern",
        "DELETE FROM families_accesspatternsubject",
    ],
)
def test_pages_may_only_decide(council, pattern, sql) -> None:
    with (
        acting_as(council.hub_manager),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
    ):
        cursor.execute(sql)


def test_a_decision_is_in_one_s_own_name_and_stays(council, pattern) -> None:
    with acting_as(council.hub_manager), connection.cursor() as cursor:
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            cursor.execute(DECIDE, [council.information_officer.pk])
        cursor.execute(DECIDE, [council.hub_manager.pk])
        assert cursor.rowcount == 1
        cursor.execute(DECIDE, [council.hub_manager.pk])
        assert cursor.rowcount == 0


def test_the_manager_of_the_day_answers_also_after_somebody_left(council, pattern) -> None:
    with as_owner():
        Membership.objects.filter(user=council.hub_worker).update(ended_on=pattern.day)
        council.hub_worker.is_active = False
        council.hub_worker.save()
    with acting_as(council.hub_manager):
        assert (
            AccessPattern.objects.visible_to(council.hub_manager).count()
            == AccessPattern.objects.count()
            == 1
        )


# --- One's own postcode


def test_a_postcode_is_given_changed_and_taken_away_by_its_owner(page, council) -> None:
    url = reverse("home_postcode")
    page.force_login(council.hub_worker)
    assert "Enter a full UK postcode" in page.post(url, {"postcode": "LE1"}).content.decode()
    page.post(url, {"postcode": "le15ww"})
    assert 'value="LE1 5WW"' in page.get(url).content.decode()
    assert "You have given us your home postcode." in page.get(reverse("account")).content.decode()
    page.post(url, {"postcode": ""})
    with as_owner():
        assert not HomePostcode.objects.exists()


def test_a_postcode_is_read_by_nobody_but_its_owner(page, council) -> None:
    with as_owner():
        HomePostcode.objects.create(user=council.hub_worker, postcode="LE1 5WW")
    for user, seen in ((council.hub_worker, 1), (council.hub_manager, 0), (council.admin, 0), (None, 0)):
        with acting_as(user):
            assert HomePostcode.objects.count() == seen
    page.force_login(council.admin)
    assert "LE1 5WW" not in page.get(reverse("home_postcode")).content.decode()
    assert "LE1 5WW" not in page.get(f"/admin/accounts/user/{council.hub_worker.pk}/change/").content.decode()
