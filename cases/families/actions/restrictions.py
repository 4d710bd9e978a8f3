"""Restricting a family to named staff, changing who they are, and lifting the restriction."""

import datetime
from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from cases.families.models import Family, NamedStaff, Restriction


class NamedMeanwhile(Exception):
    """Somebody changed who is named after the form was opened; nothing was written."""


@transaction.atomic
def restriction_place(
    *, restriction: Restriction, named: Collection[User], by: User, at: datetime.datetime
) -> Restriction:
    """From now on nobody but the named staff finds the family or anybody in it.

    Raises ``IntegrityError`` where the family is restricted already.
    """
    restriction.placed_by, restriction.placed_at = by, at
    restriction.save_by(by=by, reason="Restricted")
    _name(restriction, named, by=by, at=at)
    return restriction


@transaction.atomic
def restriction_name(
    *, restriction: Restriction, named: Collection[User], seen: str, by: User, at: datetime.datetime
) -> None:
    """Name exactly these members of staff; whoever is no longer among them stops seeing the family.

    ``seen`` is what `names_of` said when the form was opened; raises ``NamedMeanwhile`` if it says something else now.
    """
    Restriction.objects.select_for_update().get(pk=restriction.pk)
    if seen != names_of(restriction):
        raise NamedMeanwhile
    there = {row.user_id: row for row in restriction.named.filter(removed_at__isnull=True)}
    wanted = {user.pk for user in named}
    _name(restriction, [user for user in named if user.pk not in there], by=by, at=at)
    for user_id, row in there.items():
        if user_id not in wanted:
            row.removed_at = at
            row.save_by(by=by, reason="No longer named")


def names_of(restriction: Restriction) -> str:
    """The keys of the staff who are named, in one order, to tell whether they are still the same."""
    keys = restriction.named.filter(removed_at__isnull=True).values_list("user_id", flat=True)
    return ",".join(sorted(map(str, keys)))


@transaction.atomic
def restriction_lift(*, family: Family, by: User, at: datetime.datetime, reason: str) -> None:
    """The family is seen by need to know again. Lifting what is lifted already changes nothing."""
    for restriction in Restriction.objects.standing().filter(family=family).select_for_update():
        restriction.lifted_by, restriction.lifted_at = by, at
        restriction.save_by(by=by, reason=reason)


def _name(restriction: Restriction, named: Collection[User], *, by: User, at: datetime.datetime) -> None:
    for user in named:
        NamedStaff(restriction=restriction, user=user, named_at=at).save_by(by=by, reason="Named")
