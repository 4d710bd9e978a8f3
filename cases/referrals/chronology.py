"""Referrals in the chronology of a family."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family
from cases.referrals.models import Referral, ReferralDecision, ReferralPerson

KIND = "referral"


class Referrals:
    """The source that ``cases.referrals`` offers."""

    kinds = ((KIND, "Referral"),)

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """The referrals of the family, each where it was received."""
        return [
            Strand(
                code=KIND,
                rows=Referral.objects.visible_to(user).filter(family=family),
                at="received_at",
                author="recorded_by",
                words=("concerns", "referrer_organisation"),
                in_full=lambda rows: _with_people(rows, user),
                entry=_entry,
                kinds=frozenset({KIND}),
                with_person=_with_person,
            )
        ]


def _with_person(rows: QuerySet[Any], person: UUID) -> QuerySet[Any]:
    return rows.filter(pk__in=ReferralPerson.objects.filter(person=person).values("referral"))


def _with_people(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    return rows.select_related("recorded_by").prefetch_related(
        Prefetch("people", ReferralPerson.objects.visible_to(user)),
        Prefetch("decisions", ReferralDecision.objects.visible_to(user)),
    )


def _entry(row: Referral) -> Entry:
    return Entry(
        key=Key(row.received_at, row.pk),
        at=timezone.localtime(row.received_at),
        kind=KIND,
        kind_label="Referral",
        title=f"Referral from {row.referrer_organisation or row.get_referrer_kind_display()}",
        template="referrals/entry.html",
        object=row,
        author=row.recorded_by.full_name if row.recorded_by else "",
        people=tuple(person.full_name for person in row.people.all()),
        url=reverse("referrals:referral", args=[row.pk]),
        words=row.concerns,
        kept_from_family="Whoever asked us to help is asked before their words are shown",
    )
