"""Writing down who works here, in which team, as what."""

import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction

from accounts.actions.alerts import alerts_raise
from accounts.authorship import name_author
from accounts.models import AlertKind, Membership, Team, User


@transaction.atomic
def staff_save(*, row: User | Team | Membership, by: User | None, reason: str) -> None:
    """Write a member of staff, a team or a job, new or changed, with who and why; nobody, for a job of the system."""
    name_author(row, by=by, reason=reason)
    row.save()


@transaction.atomic
def sign_in_change(*, user: User, at: datetime.datetime, reset_second_factor: bool) -> None:
    """Tell somebody that an administrator changed how they sign in; take every second factor away when asked.

    Whoever lost theirs sets up a new one at the next sign-in. The reason stands in the history of the account.
    """
    if reset_second_factor:
        Authenticator.objects.filter(user=user).delete()
    alerts_raise(to=[user], kind=AlertKind.SIGN_IN_CHANGED, at=at, route="account")


@transaction.atomic
def first_administrator_add(*, email: str, full_name: str, password: str, on: datetime.date) -> User:
    """The first person of a new portal, in a team of their own; from then on administrators add people."""
    user = User(email=email, full_name=full_name)
    user.set_password(password)
    team = Team(name="Administration")
    for row in (user, team, Membership(user=user, team=team, role="admin", started_on=on)):
        name_author(row, by=None, reason="First administrator of a new portal")
        row.save()
    return user
