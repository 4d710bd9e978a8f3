"""Which tasks and visits somebody may see: those of the families they see. Row security says the same again."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from typing import Any, Self

from django.apps import apps
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership, User
from accounts.permissions import Permission
from accounts.records import RecordQuerySet
from accounts.roles import ROLE_BY_CODE, roles_with
from accounts.walls import PASSES, Wall
from cases.families.models import Family, Involvement, NamedStaff, Restriction
from cases.families.queries import family_is_seen


class TaskQuerySet(RecordQuerySet[Any]):
    """Tasks."""

    def seen_by(self, user: User) -> Self:
        """Those for families this person sees, whoever has to do them."""
        return self.filter(family_is_seen(user, "family_id"))

    def to_do(self) -> Self:
        """Those nobody has done, the one due first at the top."""
        return self.filter(done_at__isnull=True).order_by("due_on", "id")

    def with_owner(self, on: datetime.date) -> Self:
        """Each with its owner and ``owner_is_here``: whether they still have a job in which tasks are kept."""
        jobs = keeping_jobs(on).filter(user=OuterRef("owner"))
        return self.select_related("owner", "family").annotate(owner_is_here=Exists(jobs))

    def of_teams(self, user: User, on: datetime.date) -> Self:
        """Those whose owner works in a team of this person, or works nowhere any more."""
        jobs = keeping_jobs(on).filter(user=OuterRef("owner"))
        return self.filter(Q(Exists(jobs.filter(team__in=user.team_ids()))) | ~Q(Exists(jobs)))


class VisitQuerySet(RecordQuerySet[Any]):
    """Visits."""

    def seen_by(self, user: User) -> Self:
        """Those with families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))

    def of(self, workers: Collection[uuid.UUID]) -> Self:
        """Those that any of these people go to, as the first or the second."""
        return self.filter(Q(worker__in=workers) | Q(second_worker__in=workers))

    def between(self, first: datetime.date, last: datetime.date) -> Self:
        """Those from one day to another, both included."""
        return self.filter(visit_on__gte=first, visit_on__lte=last)

    def with_recorded(self, user: User) -> Self:
        """Each with ``is_recorded``: whether a contact was recorded from it, whose key is then the same."""
        contacts = apps.get_model("contacts", "Contact").objects.visible_to(user)
        return self.annotate(is_recorded=Exists(contacts.filter(pk=OuterRef("pk"))))

    def coming(self, today: datetime.date) -> Self:
        """Those that still stand, from today on."""
        return self.filter(visit_on__gte=today, called_off_at__isnull=True)


def keeping_jobs(on: datetime.date, wall: str = "") -> Any:
    """Jobs of a day in which tasks are kept, on the far side of a wall if there is one."""
    needed = {Permission.TASK_KEEP} | ({PASSES[Wall(wall)]} if wall else set())
    roles = [code for code in roles_with(Permission.TASK_KEEP) if needed <= ROLE_BY_CODE[code].permissions]
    return Membership.objects.current(on).filter(role__in=roles)


def who_may_take(family: Family, wall: str, user: User, on: datetime.date) -> QuerySet[User]:
    """Staff to whom a task or a visit of this family may be given, because they see the family too: one query.

    Whoever works in a team with open work, whom it is allocated to, and the person who asks; of a restricted family
    the named alone. Nobody is given what they could not open.
    """
    work = Involvement.objects.visible_to(user).open_on(on).filter(family=family).order_by()
    standing = Restriction.objects.standing().filter(family=family)
    named = NamedStaff.objects.in_force().filter(restriction__family=family, user=OuterRef("pk"))
    jobs = keeping_jobs(on, wall).filter(user=OuterRef("pk"))
    near = Q(Exists(jobs.filter(team__in=work.values("team"))))
    near |= Q(Exists(work.filter(allocated_to=OuterRef("pk"), ended_on__isnull=True))) & Q(Exists(jobs))
    near &= ~Q(Exists(standing)) | Q(Exists(named))
    return User.objects.filter(Q(pk=user.pk) | near, is_active=True)


def colleagues(user: User, on: datetime.date) -> QuerySet[User]:
    """Who works today in the teams of this person, themselves included."""
    jobs = keeping_jobs(on).filter(user=OuterRef("pk"), team__in=user.team_ids())
    return User.objects.filter(Q(pk=user.pk) | Q(Exists(jobs)))


def workers_ever(user: User) -> QuerySet[User]:
    """Who works or has ever worked in the teams of this person: somebody's work outlasts their job."""
    return User.objects.filter(memberships__team__in=user.team_ids()).distinct()


def feed_owner_key(digest: str) -> uuid.UUID | None:
    """Whose calendar feed has this digest. PostgreSQL answers for this one digest and lists none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT calendar_feed_owner(%s)", [digest])
        (key,) = cursor.fetchone()
    found: uuid.UUID | None = key
    return found
