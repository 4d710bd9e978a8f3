"""Writing down who works here, in which team, as what."""

import datetime

from django.db import transaction

from accounts.authorship import name_author
from accounts.models import Membership, Team, User


@transaction.atomic
def staff_save(*, row: User | Team | Membership, by: User | None, reason: str) -> None:
    """Write a member of staff, a team or a job, new or changed, with who and why; nobody, for a job of the system."""
    name_author(row, by=by, reason=reason)
    row.save()


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
