"""Referrals in the chronology of a family."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Filters, Key, distinct_users, keyset
from cases.families.models import Family
from cases.referrals.models import Referral, ReferralDecision, ReferralPerson

KIND = "referral"


class Referrals:
    """The source that ``cases.referrals`` offers."""

    kinds = ((KIND, "Referral"),)

    def entries(
        self,
        *,
        family: Family,
        user: User,
        filters: Filters,
        before: Key | None = None,
        after: Key | None = None,
        limit: int,
    ) -> list[Entry]:
        """A slice of the referrals of the family, each where it was received, in three queries."""
        rows = Referral.objects.visible_to(user).filter(family=family)
        if filters.author:
            rows = rows.filter(recorded_by=filters.author)
        if filters.person:
            rows = rows.filter(people__person=filters.person)
        rows = keyset(rows, at="received_at", filters=filters, before=before, after=after, limit=limit)
        rows = rows.select_related("recorded_by").prefetch_related(
            Prefetch("people", ReferralPerson.objects.visible_to(user)),
            Prefetch("decisions", ReferralDecision.objects.visible_to(user)),
        )
        return [_entry(row) for row in rows]

    def authors(self, *, family: Family, user: User) -> QuerySet[User]:
        """Who wrote down referrals of the family."""
        return distinct_users(Referral, "recorded_by_id", family)


def _entry(row: Referral) -> Entry:
    return Entry(
        key=Key(row.received_at, row.pk),
        at=timezone.localtime(row.received_at),
        kind=KIND,
        kind_label="Referral",
        title=f"Referral from {row.referrer_organisation or row.get_referrer_kind_display()}",
        template="referrals/entry.html",
        object=row,
        author=row.recorded_by.full_name,
        people=tuple(person.full_name for person in row.people.all()),
        url=reverse("referrals:referral", args=[row.pk]),
    )
