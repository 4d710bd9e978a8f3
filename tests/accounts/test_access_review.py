"""Access is asked about each quarter: confirmed, ended by whoever answers, or over by itself after a warning."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actions.reviews import NOT_CONFIRMED, NotForYou, review_decide, reviews_carry_on
from accounts.actor import acting_as, acting_as_system
from accounts.models import Alert, AlertKind, Decision, Membership, MembershipReview, User
from accounts.permissions import Permission
from accounts.roles import managing_roles, roles_with
from accounts.rules.reviews import Step, due_after_warning, last_day, next_step, quarter_start
from accounts.tasks import review_memberships
from tests.database import as_owner, as_web, as_worker
from tests.factories.access import make_look, make_review
from tests.factories.accounts import make_member
from tests.factories.families import make_person

LONDON = ZoneInfo("Europe/London")
QUARTER = datetime.date(2027, 4, 1)
DUE = QUARTER + datetime.timedelta(days=settings.ACCESS_REVIEW_DAYS)
NOTICE = datetime.timedelta(days=settings.ACCESS_REVIEW_WARNING_DAYS)
ONE_DAY = datetime.timedelta(days=1)


def night(on: datetime.date) -> None:
    at = datetime.datetime.combine(on, datetime.time(1, 45), LONDON)
    with as_worker(), acting_as_system("access review"):
        reviews_carry_on(on=on, at=at)


def nights(first: datetime.date, last: datetime.date) -> None:
    while first <= last:
        night(first)
        first += ONE_DAY


def job(user: User) -> Membership:
    with as_owner():
        return Membership.objects.select_related("user", "team").get(user=user)


def review_of(user: User) -> MembershipReview:
    with as_owner():
        found = MembershipReview.objects.select_related("membership__user", "membership__team")
        return found.get(membership__user=user)


def alerts(kind: AlertKind) -> list[tuple[str, str]]:
    with as_owner():
        rows = Alert.objects.filter(kind=kind).order_by("user__full_name", "route")
        return list(rows.values_list("user__full_name", "route"))


def decide(user: User, about: User, decision: Decision = Decision.CONFIRMED, reason: str = "") -> None:
    review = review_of(about)
    with acting_as(user):
        review_decide(
            review=review,
            decision=decision,
            reason=reason,
            by=user,
            on=timezone.localdate(),
            at=timezone.now(),
        )


def test_those_who_answer_for_a_team_are_those_who_lead_it() -> None:
    assert roles_with(Permission.ACCESS_REVIEW) == managing_roles()


# --- Asking


def test_a_quarter_begins_with_a_question_about_everybody_who_was_there(council) -> None:
    with as_owner():
        make_member("Gone Worker", council.north_hub, "hub_worker", ended_on=QUARTER - ONE_DAY)
        make_member("New Worker", council.north_hub, "hub_worker", started_on=QUARTER)
        people = Membership.objects.count() - 2
    night(QUARTER)
    night(QUARTER)
    night(QUARTER + ONE_DAY)
    with as_owner():
        assert MembershipReview.objects.count() == people
        assert set(MembershipReview.objects.values_list("opened_on", "due_on")) == {(QUARTER, DUE)}
        assert not MembershipReview.objects.filter(
            membership__user__full_name__in=["Gone Worker", "New Worker"]
        )


def test_each_manager_is_told_once_and_administrators_of_those_nobody_leads(council) -> None:
    night(QUARTER)
    night(QUARTER + ONE_DAY)
    assert alerts(AlertKind.MEMBERSHIP_REVIEW) == [
        ("Ada Admin", "access_review_all"),
        ("Malik Manager", "access_review"),
    ]
    with as_owner():
        waiting = MembershipReview.objects.filter(is_for_administrators=True)
        left = set(waiting.values_list("membership__user__full_name", flat=True))
    assert "Hana Worker" not in left
    assert {"Malik Manager", "Otto Worker", "Vera Worker", "Ada Admin"} <= left


def test_a_manager_above_answers_for_the_manager_and_the_teams_below(council) -> None:
    with as_owner():
        head = make_member("Hilda Head", council.service, "hub_manager")
    night(QUARTER)
    with acting_as(head):
        asked = MembershipReview.objects.asked_of(head)
        names = set(asked.values_list("membership__user__full_name", flat=True))
    assert names == {"Malik Manager", "Hana Worker", "Otto Worker"}


def test_use_is_told_and_what_is_not_used_is_marked(page, council) -> None:
    now = timezone.now()
    with as_owner():
        other = make_member("Nora Unused", council.north_hub, "hub_worker")
        council.hub_worker.last_login = now - datetime.timedelta(days=200)
        council.hub_worker.save()
        for days in (1, 89, 91):
            make_look(council.hub_worker, now - datetime.timedelta(days=days), person=make_person())
    with as_worker():
        review_memberships()
    review = review_of(council.hub_worker)
    assert (review.looks, review.last_used_at) == (2, now - ONE_DAY)
    assert (review_of(other).looks, review_of(other).last_used_at) == (0, None)
    page.force_login(council.hub_manager)
    text = page.get(reverse("access_review")).content.decode()
    assert text.count("Not used for 90 days") == 1
    assert "Looks at records in 90 days: 2." in text


# --- Warning and ending


def test_what_nobody_confirms_ends_by_itself_after_a_warning(council) -> None:
    nights(QUARTER, DUE - NOTICE)
    assert alerts(AlertKind.ACCESS_ENDING) == sorted(
        (row.user.full_name, "account") for row in Membership.objects.select_related("user")
    )
    nights(DUE - NOTICE + ONE_DAY, DUE)
    assert job(council.hub_worker).ended_on is None
    night(DUE + ONE_DAY)
    ended = job(council.hub_worker)
    assert ended.ended_on == DUE
    with as_owner():
        version = ended.history.latest()
        assert (version.history_change_reason, version.history_user) == (NOT_CONFIRMED, None)
    assert review_of(council.hub_worker).decision == Decision.NOT_CONFIRMED
    before = len(alerts(AlertKind.ACCESS_ENDING))
    night(DUE + ONE_DAY)
    assert len(alerts(AlertKind.ACCESS_ENDING)) == before


def test_the_last_administrator_and_the_only_manager_of_a_team_are_kept_and_passed_on(council) -> None:
    with as_owner():
        make_member("Hilda Head", council.service, "hub_manager")
    nights(QUARTER, DUE + 2 * ONE_DAY)
    for kept in (council.hub_manager, council.admin):
        assert job(kept).ended_on is None
        assert review_of(kept).is_for_administrators
        assert review_of(kept).decided_at is None
    assert ("Ada Admin", "access_review_all") in alerts(AlertKind.MEMBERSHIP_REVIEW)


def test_of_two_administrators_whom_nobody_confirms_one_stays(council) -> None:
    with as_owner():
        make_member("Second Admin", council.administration, "admin")
    nights(QUARTER, DUE + 2 * ONE_DAY)
    with as_owner():
        left = Membership.objects.current(DUE + 2 * ONE_DAY).filter(role="admin")
        assert left.count() == 1


def test_a_job_that_ended_meanwhile_needs_no_answer_and_no_warning(council) -> None:
    night(QUARTER)
    with as_owner():
        Membership.objects.filter(user=council.hub_worker).update(ended_on=QUARTER)
    nights(QUARTER + ONE_DAY, DUE + ONE_DAY)
    assert review_of(council.hub_worker).decision == Decision.LEFT
    assert job(council.hub_worker).ended_on == QUARTER
    assert ("Hana Worker", "account") not in alerts(AlertKind.ACCESS_ENDING)


def test_the_next_quarter_asks_again_about_whoever_was_confirmed(council) -> None:
    night(QUARTER)
    decide(council.hub_manager, council.hub_worker)
    next_quarter = datetime.date(2027, 7, 1)
    night(next_quarter)
    with as_owner():
        opened = MembershipReview.objects.filter(membership__user=council.hub_worker)
        assert [review.opened_on for review in opened.order_by("opened_on")] == [QUARTER, next_quarter]


def test_a_quarter_is_of_three_months() -> None:
    assert quarter_start(datetime.date(2027, 3, 31)) == datetime.date(2027, 1, 1)
    assert quarter_start(datetime.date(2027, 4, 1)) == datetime.date(2027, 4, 1)
    assert quarter_start(datetime.date(2027, 12, 31)) == datetime.date(2027, 10, 1)


@given(
    due=st.integers(min_value=1, max_value=60),
    notice=st.integers(min_value=1, max_value=60),
    ran_on=st.sets(st.integers(min_value=0, max_value=200), min_size=1),
)
def test_whichever_nights_are_missed_access_never_ends_early_or_unwarned(due, notice, ran_on) -> None:
    due_on, wait = QUARTER + due * ONE_DAY, notice * ONE_DAY
    promised, warned_on, ended_on = due_on, None, None
    for on in sorted(QUARTER + days * ONE_DAY for days in ran_on):
        step = next_step(due_on=due_on, is_warned=warned_on is not None, on=on, notice=wait)
        if step == Step.WARN:
            assert warned_on is None
            warned_on, due_on = on, due_after_warning(due_on=due_on, warned_on=on, notice=wait)
        elif step == Step.END:
            ended_on = last_day(on=on)
            break
    if ended_on is not None:
        assert warned_on is not None
        assert ended_on >= promised
        assert ended_on >= warned_on + wait
    elif warned_on is not None:
        assert max(QUARTER + days * ONE_DAY for days in ran_on) <= due_on


# --- Deciding


@pytest.fixture
def asked(council):
    """A review of each member of the council, of today."""
    with as_owner():
        nobody_leads = ~Q(team=council.north_hub) | Q(user=council.hub_manager)
        leaderless = set(Membership.objects.filter(nobody_leads).values_list("pk", flat=True))
        for membership in Membership.objects.all():
            make_review(membership, is_for_administrators=membership.pk in leaderless)
    return council


def test_a_manager_confirms_some_and_ends_others_on_one_page(page, asked) -> None:
    with as_owner():
        leaver = make_member("Lena Leaver", asked.north_hub, "hub_worker")
        make_review(job(leaver))
    stays, goes = review_of(asked.hub_worker), review_of(leaver)
    page.force_login(asked.hub_manager)
    shown = page.get(reverse("access_review")).content.decode()
    assert "Hana Worker, Family hub worker" in shown
    assert "Malik Manager, " not in shown
    assert "Otto Worker" not in shown
    ticked = {f"review_{stays.pk.hex}": "confirmed", f"review_{goes.pk.hex}": "ended"}
    refused = page.post(reverse("access_review"), ticked)
    assert "Enter why the access of Lena Leaver ends" in refused.content.decode()
    assert not review_of(asked.hub_worker).decision
    done = page.post(
        reverse("access_review"), {**ticked, f"review_{goes.pk.hex}_reason": "Moved to schools"}, follow=True
    )
    assert "Confirmed: 1. Ended: 1." in done.content.decode()
    assert review_of(asked.hub_worker).decision == Decision.CONFIRMED
    assert job(asked.hub_worker).ended_on is None
    assert job(leaver).ended_on == timezone.localdate()
    with as_owner():
        version = job(leaver).history.latest()
        assert version.history_user == asked.hub_manager
        assert version.history_change_reason == "Ended in the access review: Moved to schools"


def test_both_answers_at_once_are_refused_and_kept_on_the_page(page, asked) -> None:
    name = f"review_{review_of(asked.hub_worker).pk.hex}"
    page.force_login(asked.hub_manager)
    answer = page.post(reverse("access_review"), {name: ["confirmed", "ended"], f"{name}_reason": "Why"})
    text = answer.content.decode()
    assert "Select one answer for Hana Worker" in text
    assert 'value="Why"' in text
    assert not review_of(asked.hub_worker).decision


def test_administrators_confirm_whoever_has_nobody_above(page, asked) -> None:
    review = review_of(asked.hub_manager)
    page.force_login(asked.admin)
    shown = page.get(reverse("access_review_all")).content.decode()
    assert "Hana Worker" not in shown
    assert "Ada Admin, Administrator" not in shown
    page.post(reverse("access_review_all"), {f"review_{review.pk.hex}": "confirmed"})
    assert review_of(asked.hub_manager).decided_by == asked.admin


def test_a_member_reads_when_their_own_access_ends(page, asked) -> None:
    with as_owner():
        MembershipReview.objects.update(warned_at=timezone.now())
    page.force_login(asked.hub_worker)
    text = page.get(reverse("account")).content.decode()
    assert "unless your manager confirms" in text
    assert text.count("ends on") == 1


DECIDE = """
UPDATE accounts_membershipreview SET decision = 'confirmed', decided_at = now(), decided_by_id = %s WHERE id = %s
"""


@pytest.mark.parametrize(
    ("who", "about"),
    [
        ("hub_manager", "hub_manager"),
        ("hub_manager", "other_hub_worker"),
        ("hub_worker", "hub_worker"),
        ("hub_worker", "hub_manager"),
        ("admin", "admin"),
        ("admin", "hub_worker"),
        ("information_officer", "hub_worker"),
    ],
)
def test_nobody_decides_about_themselves_or_about_other_people_s_staff(page, asked, who, about) -> None:
    user, other = getattr(asked, who), getattr(asked, about)
    with pytest.raises(NotForYou):
        decide(user, other)
    page.force_login(user)
    for route in ("access_review", "access_review_all"):
        page.post(reverse(route), {f"review_{review_of(other).pk.hex}": "confirmed"})
    assert not review_of(other).decision
    key, changed = review_of(other).pk, 0
    with acting_as(user), connection.cursor() as cursor:
        try:
            with transaction.atomic():
                cursor.execute(DECIDE, [user.pk, key])
                changed = cursor.rowcount
        except DatabaseError:
            pass
    assert changed == 0


def test_a_decision_is_made_once_and_in_one_s_own_name(asked) -> None:
    decide(asked.hub_manager, asked.hub_worker)
    with pytest.raises(NotForYou):
        decide(asked.hub_manager, asked.hub_worker, Decision.ENDED, "Too late")
    review = review_of(asked.hub_worker)
    with acting_as(asked.hub_manager), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_membershipreview SET reason = 'other' WHERE id = %s", [review.pk])
        assert cursor.rowcount == 0
    with as_owner():
        MembershipReview.objects.filter(pk=review.pk).update(decision="", decided_at=None, decided_by=None)
    with (
        acting_as(asked.hub_manager),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError),
        transaction.atomic(),
    ):
        cursor.execute(DECIDE, [asked.admin.pk, review.pk])


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE accounts_membershipreview SET due_on = due_on + 1000",
        "INSERT INTO accounts_membershipreview SELECT * FROM accounts_membershipreview",
        "DELETE FROM accounts_membershipreview",
        "DELETE FROM accounts_membership",
    ],
)
def test_pages_may_only_decide(asked, sql) -> None:
    with (
        acting_as(asked.hub_manager),
        connection.cursor() as cursor,
        pytest.raises(DatabaseError, match="denied"),
        transaction.atomic(),
    ):
        cursor.execute(sql)


CHANGE = "UPDATE accounts_membership SET {} WHERE user_id = %s"


@pytest.mark.parametrize(
    ("who", "about", "change", "is_allowed"),
    [
        ("hub_manager", "hub_worker", "ended_on = today_in_london()", True),
        ("hub_manager", "hub_worker", "ended_on = today_in_london() - 1", False),
        ("hub_manager", "hub_worker", "ended_on = NULL", False),
        ("hub_manager", "hub_worker", "ended_on = today_in_london(), role = 'admin'", False),
        ("hub_manager", "hub_worker", "role = 'admin'", False),
        ("hub_manager", "hub_manager", "ended_on = today_in_london()", False),
        ("hub_manager", "other_hub_worker", "ended_on = today_in_london()", False),
        ("hub_worker", "hub_worker", "role = 'admin'", False),
        ("information_officer", "hub_worker", "ended_on = today_in_london()", False),
        ("admin", "hub_worker", "role = 'hub_manager'", True),
    ],
)
def test_the_database_lets_a_manager_end_a_job_of_their_team_and_nothing_else(
    council, who, about, change, is_allowed
) -> None:
    def attempt() -> None:
        with acting_as(getattr(council, who)), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(CHANGE.format(change), [getattr(council, about).pk])

    if is_allowed:
        attempt()
    else:
        with pytest.raises(DatabaseError, match="administrators change jobs"):
            attempt()


def test_nobody_but_an_administrator_gives_somebody_a_job(council) -> None:
    def attempt(user: User | None) -> None:
        with acting_as(user), transaction.atomic():
            Membership.objects.create(
                user=council.hub_worker, team=council.administration, role="admin", started_on=QUARTER
            )

    for user in (None, council.hub_worker, council.hub_manager):
        with as_web(), pytest.raises(DatabaseError, match="administrators change jobs"):
            attempt(user)
    attempt(council.admin)
