"""Asking each quarter who still needs their access, and ending what nobody confirms."""

import datetime
from collections.abc import Collection, Iterable

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from accounts.actions.alerts import alerts_raise
from accounts.actions.staff import staff_save
from accounts.models import AlertKind, Decision, Membership, MembershipReview, Team, User
from accounts.permissions import Permission
from accounts.roles import roles_with
from accounts.rules.reviews import (
    Step,
    due_after_warning,
    last_day,
    may_decide,
    next_step,
    quarter_start,
)

NOT_CONFIRMED = "Not confirmed in the access review"
FOR_MANAGERS, FOR_ADMINISTRATORS = "access_review", "access_review_all"

# Two nights at once would tell everybody twice.
ONE_NIGHT_AT_A_TIME = "LOCK TABLE accounts_membershipreview IN SHARE ROW EXCLUSIVE MODE"
USE = """
UPDATE accounts_membershipreview r
   SET looks = coalesce(used.looks, 0), last_used_at = greatest(u.last_login, used.last_at)
  FROM accounts_membership m
  JOIN accounts_user u ON u.id = m.user_id
  LEFT JOIN (SELECT user_id, count(*) AS looks, max(at) AS last_at FROM accounts_accessrecord
              WHERE at >= %s GROUP BY user_id) used ON used.user_id = m.user_id
 WHERE m.id = r.membership_id AND r.decided_at IS NULL
"""


class NotForYou(Exception):
    """A review of one's own, of somebody else's team, or decided already."""


@transaction.atomic
def reviews_carry_on(*, on: datetime.date, at: datetime.datetime) -> None:
    """The work of one night: close what is settled, ask, pass on, warn, end. Run again, it does nothing more."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_NIGHT_AT_A_TIME)
    current = Membership.objects.current(on)
    MembershipReview.objects.waiting().exclude(membership__in=current).update(
        decision=Decision.LEFT, decided_at=at
    )
    _open(on, at)
    _pass_on_where_nobody_answers(on, at)
    _note_use(at)
    waiting = list(MembershipReview.objects.waiting().select_related("membership__user", "membership__team"))
    steps = {review: _step(review, on) for review in waiting}
    _warn([review for review in waiting if steps[review] == Step.WARN], on, at)
    _end([review for review in waiting if steps[review] == Step.END], on, at)


@transaction.atomic
def review_decide(
    *,
    review: MembershipReview,
    decision: Decision,
    reason: str,
    by: User,
    on: datetime.date,
    at: datetime.datetime,
) -> None:
    """Confirm a membership, or end it with today as its last day. Raises ``NotForYou``."""
    decided = {"decision": decision, "reason": reason, "decided_by": by, "decided_at": at}
    waiting = MembershipReview.objects.asked_of(by).filter(pk=review.pk)
    if not may_decide(review, by) or not waiting.update(**decided):
        raise NotForYou
    if decision == Decision.ENDED:
        membership = review.membership
        membership.ended_on = min(membership.ended_on or on, on)
        staff_save(row=membership, by=by, reason=f"Ended in the access review: {reason}")


def _open(on: datetime.date, at: datetime.datetime) -> None:
    """Ask once a quarter about whoever was there when it began."""
    quarter = quarter_start(on)
    asked = MembershipReview.objects.filter(membership=OuterRef("pk"))
    due = Membership.objects.current(on).filter(
        ~Exists(asked.filter(opened_on__gte=quarter)), ~Exists(asked.waiting()), started_on__lt=quarter
    )
    due_on = on + datetime.timedelta(days=settings.ACCESS_REVIEW_DAYS)
    opened = MembershipReview.objects.bulk_create(
        MembershipReview(membership=membership, opened_on=on, due_on=due_on)
        for membership in due.select_related("user", "team")
    )
    managers = {
        manager
        for team in {review.membership.team_id for review in opened}
        for manager in User.objects.managing([team], on)
        if any(r.membership.team_id == team and r.membership.user_id != manager.pk for r in opened)
    }
    alerts_raise(to=managers, kind=AlertKind.MEMBERSHIP_REVIEW, at=at, route=FOR_MANAGERS)


def _pass_on_where_nobody_answers(on: datetime.date, at: datetime.datetime) -> None:
    """What no manager may decide, because they lead the top team or have left, goes to administrators."""
    waiting = MembershipReview.objects.waiting().filter(is_for_administrators=False)
    managers = {
        team.pk: set(User.objects.managing([team.pk], on).values_list("pk", flat=True))
        for team in Team.objects.filter(memberships__reviews__in=waiting).distinct()
    }
    _pass_on(
        [
            review
            for review in waiting.select_related("membership")
            if not managers[review.membership.team_id] - {review.membership.user_id}
        ],
        on,
        at,
    )


def _pass_on(reviews: Collection[MembershipReview], on: datetime.date, at: datetime.datetime) -> None:
    if not reviews:
        return
    MembershipReview.objects.filter(pk__in=[review.pk for review in reviews]).update(
        is_for_administrators=True
    )
    asked = {admin for review in reviews for admin in _administrators(review, on)}
    alerts_raise(to=asked, kind=AlertKind.MEMBERSHIP_REVIEW, at=at, route=FOR_ADMINISTRATORS)


def _administrators(review: MembershipReview, on: datetime.date) -> Iterable[User]:
    """The others; the only one there is, so that they appoint a second: nobody confirms themselves."""
    jobs = Membership.objects.current(on).filter(role__in=roles_with(Permission.STAFF_MANAGE))
    everybody = User.objects.filter(memberships__in=jobs).distinct()
    return list(everybody.exclude(pk=review.membership.user_id)) or everybody


def _note_use(at: datetime.datetime) -> None:
    """How much the people asked about used the portal: one statement over the log of reads."""
    since = at - datetime.timedelta(days=settings.ACCESS_UNUSED_DAYS)
    with connection.cursor() as cursor:
        cursor.execute(USE, [since])


def _step(review: MembershipReview, on: datetime.date) -> Step:
    return next_step(due_on=review.due_on, is_warned=review.warned_at is not None, on=on, notice=_notice())


def _notice() -> datetime.timedelta:
    return datetime.timedelta(days=settings.ACCESS_REVIEW_WARNING_DAYS)


def _warn(reviews: Collection[MembershipReview], on: datetime.date, at: datetime.datetime) -> None:
    """Tell each member that their access ends, and once each of those who may confirm it."""
    managers: set[User] = set()
    administrators: set[User] = set()
    for review in reviews:
        review.warned_at = at
        review.due_on = due_after_warning(due_on=review.due_on, warned_on=on, notice=_notice())
        review.save(update_fields=["warned_at", "due_on"])
        if review.is_for_administrators:
            administrators.update(_administrators(review, on))
        else:
            above = User.objects.managing([review.membership.team_id], on)
            managers.update(above.exclude(pk=review.membership.user_id))
    members = {review.membership.user for review in reviews}
    alerts_raise(to=members, kind=AlertKind.ACCESS_ENDING, at=at, route="account")
    alerts_raise(to=managers, kind=AlertKind.MEMBERSHIP_REVIEW, at=at, route=FOR_MANAGERS)
    alerts_raise(to=administrators, kind=AlertKind.MEMBERSHIP_REVIEW, at=at, route=FOR_ADMINISTRATORS)


def _end(reviews: Collection[MembershipReview], on: datetime.date, at: datetime.datetime) -> None:
    """End access, one after the other: the last administrator and a team's only manager are left to administrators."""
    kept = []
    for review in reviews:
        membership = review.membership
        if Membership.objects.cannot_do_without(membership, on):
            kept.append(review)
            continue
        membership.ended_on = last_day(on=on)
        staff_save(row=membership, by=None, reason=NOT_CONFIRMED)
        review.decision, review.decided_at = Decision.NOT_CONFIRMED, at
        review.save(update_fields=["decision", "decided_at"])
    _pass_on([review for review in kept if not review.is_for_administrators], on, at)
