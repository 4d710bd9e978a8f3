"""Breaking the glass, ending the hour early, and looking at it afterwards."""

import datetime
import uuid
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.actions.alerts import alerts_raise
from accounts.actor import name_again
from accounts.models import AlertKind, User
from accounts.permissions import Permission
from cases.families.models import BreakGlass, Involvement
from cases.families.models.break_glass import ONE_HOUR, Outcome
from cases.families.queries import opened_families

REVIEW = "families:break_glass_review"
REASON = "Emergency access"


@transaction.atomic
def glass_break(*, person: uuid.UUID, reason: str, at: datetime.datetime, by: User) -> BreakGlass:
    """Open the families of a person to the actor for an hour, and tell whoever answers for those families at once.

    Restricted families open too where the role says so. Raises ``ProgrammingError`` from row security when the actor is
    not ``by`` or may not do this.
    """
    grant = BreakGlass(
        user=by,
        person_id=person,
        reason=reason,
        started_at=at,
        ends_at=at + ONE_HOUR,
        opens_restricted=by.can(Permission.GLASS_BREAK_RESTRICTED),
    )
    grant.save_by(by=by, reason=REASON)
    name_again(by)
    alerts_raise(to=_whom_to_tell(by, at), kind=AlertKind.BREAK_GLASS, at=at, route=REVIEW, key=grant.pk)
    return grant


@transaction.atomic
def glass_end(*, grant: BreakGlass, at: datetime.datetime, by: User) -> None:
    """The emergency is over before the hour is. Ending what has ended changes nothing."""
    if grant.ended_at is None and at < grant.ends_at:
        grant.ended_at = at
        grant.save_by(by=by, reason="Ended early")


@transaction.atomic
def glass_review(*, grant: BreakGlass, outcome: Outcome, note: str, at: datetime.datetime, by: User) -> None:
    """Write down what somebody else found; misuse goes to information governance at once."""
    grant.outcome, grant.review_note = outcome, note
    grant.reviewed_by, grant.reviewed_at = by, at
    grant.save_by(by=by, reason="Reviewed")
    if outcome == Outcome.MISUSE:
        auditors = User.objects.holding(Permission.ACCESS_AUDIT, timezone.localdate(at)).exclude(pk=by.pk)
        alerts_raise(to=auditors, kind=AlertKind.BREAK_GLASS, at=at, route=REVIEW, key=grant.pk)


def _whom_to_tell(by: User, at: datetime.datetime) -> Iterable[User]:
    """The managers of the teams that work with the families; where nobody does, one's own; failing that, auditors."""
    on = timezone.localdate(at)
    by.forget_what_was_asked()
    work = Involvement.objects.visible_to(by).filter(family__in=list(opened_families(by))).open_on(on)
    own = by.memberships.current(on).values_list("team_id", flat=True)
    for teams in (work.values_list("team_id", flat=True), own):
        managers = list(User.objects.managing(teams, on).exclude(pk=by.pk))
        if managers:
            return managers
    return User.objects.holding(Permission.ACCESS_AUDIT, on).exclude(pk=by.pk)
