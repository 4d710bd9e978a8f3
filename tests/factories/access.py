"""Looks at records as the log keeps them, questions about looks, and reviews of memberships."""

import datetime
import itertools
from typing import Any

from django.utils import timezone

from accounts.models import AccessRecord, Membership, MembershipReview, User
from cases.families.models import AccessPattern, AccessPatternSubject, Family, Person

DAYS = itertools.count()


def make_look(
    by: User,
    at: datetime.datetime,
    *,
    person: Person | None = None,
    family: Family | None = None,
    route: str = "",
    ground: str = "held by own team",
) -> AccessRecord:
    """One line of the log of reads."""
    return AccessRecord.objects.create(
        at=at,
        user_id=by.pk,
        person_id=person.pk if person else None,
        family_id=family.pk if family else None,
        route=route or ("families:person" if person else "families:family"),
        ground=ground,
    )


def make_pattern(about: User, *, family: Family | None = None, **fields: Any) -> AccessPattern:
    """A question about looks of a day, each of another one: there is one of a kind a day."""
    at = timezone.now() - datetime.timedelta(days=next(DAYS) % 1000)
    pattern = AccessPattern.objects.create(
        user=about,
        **{"kind": "outside_work", "day": timezone.localdate(at), "first_at": at, "last_at": at}
        | {"looks": 3, "raised_at": at}
        | fields,
    )
    if family:
        AccessPatternSubject.objects.create(pattern=pattern, family_id=family.pk)
    return pattern


def make_review(membership: Membership, **fields: Any) -> MembershipReview:
    """A review that is waiting."""
    today = timezone.localdate()
    return MembershipReview.objects.create(
        membership=membership,
        **{"opened_on": today, "due_on": today + datetime.timedelta(days=42)} | fields,
    )
