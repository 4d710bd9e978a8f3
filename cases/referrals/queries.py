"""Who sees a referral. Row security says the same again (migration 0001).

Once it is linked to a family: whoever sees the family. Until then: the front door of the team that received it and of
the team that passed it on, and whoever wrote it down as long as it is undecided.
"""

from __future__ import annotations

import datetime
from typing import Any, Self

from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Lower

from accounts.models import Membership, Team, User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet
from accounts.roles import managing_roles, roles_with
from cases.families.queries import family_is_seen

DONE = "done"


class ReferralQuerySet(RecordQuerySet[Any]):
    """Referrals."""

    def seen_by(self, user: User) -> Self:
        """Linked ones with the families this person sees; the others at their front door, or their own."""
        own = Q(recorded_by=user) & ~Q(stage=DONE)
        if user.can(Permission.REFERRAL_TRIAGE):
            own |= Q(team__in=user.team_ids()) | (Q(passed_from__in=user.team_ids()) & ~Q(stage=DONE))
        linked = Q(family__isnull=False) & family_is_seen(user, "family_id")
        return self.filter(linked | (Q(family__isnull=True) & own))

    def of_front_door(self, user: User) -> Self:
        """Those received by a team whose families this person sees: the ones they may decide."""
        return self.filter(team__in=user.team_ids())

    def waiting(self) -> Self:
        """Those nobody has decided, what is due first on top."""
        return self.exclude(stage=DONE).order_by("due_at", "id")

    def unsearched(self) -> Self:
        """Those for whose people nobody searched our records yet (``rules.search_due_at`` says it of one)."""
        return self.filter(searched_at__isnull=True, family__isnull=True)

    def with_earlier(self, seen: Self, months: int) -> Self:
        """Each with ``is_again``: whether the same family, or somebody of the same name and birth date, came before."""
        return self.annotate(is_again=Exists(_earlier(seen, months)))

    def earlier_than(self, referral: Any, months: int) -> Self:
        """What came within so many months before this one about the same family or the same people."""
        since = referral.received_at - relativedelta(months=months)
        same = _same_people(referral.people.all())
        if referral.family_id:
            same |= Q(family=referral.family_id)
        return (
            self.filter(same, received_at__gte=since, received_at__lt=referral.received_at)
            .exclude(pk=referral.pk)
            .order_by("-received_at", "-id")
        )


class RowsOfReferralQuerySet(RecordQuerySet[Any]):
    """Rows that belong to a referral."""

    def seen_by(self, user: User) -> Self:
        """Rows of referrals this person sees."""
        referrals = apps.get_model("referrals", "Referral").objects.visible_to(user)
        return self.filter(Exists(referrals.filter(pk=OuterRef("referral_id"))))


def front_door_teams(on: datetime.date) -> Any:
    """Teams that take referrals: somebody in them, or leading them from a team above, decides about them."""
    jobs = Membership.objects.current(on).filter(role__in=roles_with(Permission.REFERRAL_TRIAGE))
    at_work = Membership.objects.current(on).filter(role__in=roles_with(Permission.FAMILY_VIEW))
    led = jobs.filter(role__in=managing_roles())
    has_worker = Exists(at_work.filter(team=OuterRef("pk")))
    own, above = Exists(jobs.filter(team=OuterRef("pk"))), Exists(led.filter(team=OuterRef("parent")))
    return Team.objects.filter(own | (above & has_worker)).order_by("name")


def web_team() -> Any:
    """The team the council chose for what comes by web form; ``None`` where it chose none."""
    return Team.objects.filter(
        pk__in=apps.get_model("referrals", "FrontDoor").objects.values("web_team")
    ).first()


def _earlier(seen: Any, months: int) -> Any:
    """Earlier referrals of the row outside: one about its family, or one that names somebody it names."""
    window = datetime.timedelta(days=round(months * 30.44))
    people = apps.get_model("referrals", "ReferralPerson").objects
    theirs = people.filter(
        referral=OuterRef(OuterRef(OuterRef("pk"))),
        date_of_birth=OuterRef("date_of_birth"),
        given_name__iexact=OuterRef("given_name"),
        family_name__iexact=OuterRef("family_name"),
    )
    named = people.filter(Exists(theirs), referral=OuterRef("pk"))
    return seen.filter(
        Q(family__isnull=False, family=OuterRef("family")) | Exists(named),
        received_at__lt=OuterRef("received_at"),
        received_at__gte=OuterRef("received_at") - Value(window),
    ).exclude(pk=OuterRef("pk"))


def _same_people(named: Any) -> Q:
    same = Q(pk__in=())
    people = apps.get_model("referrals", "ReferralPerson").objects
    for person in named:
        if person.date_of_birth:
            rows = people.annotate(given=Lower("given_name"), family=Lower("family_name")).filter(
                date_of_birth=person.date_of_birth,
                given=person.given_name.lower(),
                family=person.family_name.lower(),
            )
            same |= Q(Exists(rows.filter(referral=OuterRef("pk"))))
    return same
