"""Which people and families somebody may see. Every list and every object on a page starts at ``visible_to``.

The ground is an involvement on one's side of the wall: held by one of one's teams (or a team one manages), or
allocated to oneself. A restricted family is seen by the staff named for it alone. An hour of break-glass opens the
families of one person. Row security in PostgreSQL says the same again (``cases.families.policies``); a test compares
the two.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Iterable
from typing import Any, Self

from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import BooleanField, Exists, Func, OuterRef, Q, QuerySet, UUIDField, Value
from django.utils import timezone

from accounts.models import Membership, User
from accounts.permissions import Permission
from accounts.queries import teams_answered_for
from accounts.records import RecordQuerySet
from accounts.walls import Wall
from cases.families.need_to_know import PERSON_OPEN, RESTRICTED, Asked, family_seen, person_seen


def _rows(model: str) -> Any:
    return apps.get_model("families", model).objects


def visible_involvements(user: User) -> Q:
    """Held by a team whose families this person sees, or allocated to them and open; on their side of the wall."""
    held = Q(team__in=user.team_ids())
    if user.can(Permission.FAMILY_VIEW):
        held |= Q(allocated_to=user, ended_on__isnull=True)
    return held & Q(wall__in=["", *user.walls()])


def opened_families(user: User) -> dict[uuid.UUID, uuid.UUID | None]:
    """Families open to this person just now besides those of their work, asked once and kept with the object.

    With each, the break-glass that opens it; ``None`` where they are named for a restricted family.
    """
    if not hasattr(user, "_opened_families"):
        opened = _opened(user, timezone.now()) if user.can(Permission.FAMILY_VIEW) else {}
        user._opened_families = opened  # type: ignore[attr-defined]
    found: dict[uuid.UUID, uuid.UUID | None] = user._opened_families  # type: ignore[attr-defined]
    return found


def _opened(user: User, at: datetime.datetime) -> dict[uuid.UUID, uuid.UUID | None]:
    nothing = Value(None, output_field=UUIDField())
    named = _rows("NamedStaff").in_force().filter(user=user).order_by()
    reachable = Exists(_rows("Involvement").filter(family=OuterRef("family"), wall__in=["", *user.walls()]))
    glass = "person__glass_broken__"
    may_open = Q(**{f"{glass}opens_restricted": True}) | ~Q(Asked(RESTRICTED, "family"))
    broken = _rows("FamilyMembership").current(timezone.localdate(at)).order_by()
    broken = broken.filter(_standing(at, glass) & may_open, reachable, **{f"{glass}user": user})
    pairs = named.values_list("restriction__family", nothing).union(
        broken.values_list("family", "person__glass_broken")
    )
    return dict(
        sorted(pairs, key=lambda opened: opened[1] is None)
    )  # being named is said before an emergency


def _standing(at: datetime.datetime, of: str = "") -> Q:
    """Break-glass that opens something at a moment."""
    return Q(**{f"{of}started_at__lte": at, f"{of}ends_at__gt": at, f"{of}ended_at__isnull": True})


def family_is_seen(user: User, family: str) -> Q:
    """Whether the family that a row names in this field is this person's to see."""
    return _asked(family_seen, family, user)


def person_is_seen(user: User, person: str) -> Q:
    """Whether the person that a row names in this field is or was in a family this person sees, and is in no other
    family that is kept from them."""
    return _asked(person_seen, person, user)


def person_is_open(user: User, person: str) -> Q:
    """Whether the person that a row names in this field is in no restricted family but those open to this person.

    Somebody in a restricted family is hidden from the workers of their other families too: an address or a school would
    lead there.
    """
    return Q(Asked(PERSON_OPEN, person, _values(user)))


def _asked(question: Callable[..., str], field: str, user: User) -> Q:
    return Q(Asked(question("{row}", some_are_opened=bool(opened_families(user))), field, _values(user)))


def _values(user: User) -> dict[str, Any]:
    """What need-to-know goes by: this person's teams, walls, own work and what was opened to them."""
    return {
        "teams": user.team_ids(),
        "walls": ["", *map(str, user.walls())],
        "worker": user.pk if user.can(Permission.FAMILY_VIEW) else None,
        "opened": list(opened_families(user)),
        "today": timezone.localdate(),
    }


def wall_of_work(user: User, family: uuid.UUID) -> str:
    """The wall that all the work by which this person sees a family stands behind, if it is one."""
    grounds = _rows("Involvement").filter(visible_involvements(user), family=family)
    walls = set(grounds.values_list("wall", flat=True))
    return str(walls.pop()) if len(walls) == 1 else ""


class DatedQuerySet(RecordQuerySet[Any]):
    """Rows with a first and a last day, both included; no first day means since ever."""

    def current(self, on: datetime.date) -> Self:
        """Those in force on a day."""
        return self.filter(
            Q(started_on__isnull=True) | Q(started_on__lte=on), Q(ended_on__isnull=True) | Q(ended_on__gte=on)
        )


class ServiceQuerySet(models.QuerySet[Any]):
    """What the council offers."""

    def offered_to(self, user: User) -> Self:
        """Services this person can open a family to: those behind a wall they do not pass are other people's work."""
        return self.filter(is_offered=True).exclude(kind__in=set(Wall) - set(user.walls()))


class InvolvementQuerySet(RecordQuerySet[Any]):
    """Involvements."""

    def seen_by(self, user: User) -> Self:
        """All involvements of each family this person sees, other teams' too: who else helps is part of the file."""
        return self.filter(family_is_seen(user, "family_id"))

    def open_on(self, on: datetime.date) -> Self:
        """Those open on a day."""
        return self.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on), started_on__lte=on)

    def with_ground(self, user: User, on: datetime.date) -> Self:
        """Each with ``is_own_team``, where this person works, and ``is_seen_team``, theirs or one they manage."""
        jobs = Membership.objects.current(on).filter(user=user, team=OuterRef("team"))
        return self.annotate(is_own_team=Exists(jobs), is_seen_team=Q(team__in=user.team_ids()))


class FamilyQuerySet(RecordQuerySet[Any]):
    """Families."""

    def seen_by(self, user: User) -> Self:
        """Families with an involvement that is this person's ground to see them, or opened to them."""
        return self.filter(family_is_seen(user, "pk"))


class RowsOfFamilyQuerySet(DatedQuerySet):
    """Rows that belong to a family."""

    def seen_by(self, user: User) -> Self:
        """Rows of the families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))


class FamilyMembershipQuerySet(RowsOfFamilyQuerySet):
    """Who is in which family."""

    def seen_by(self, user: User) -> Self:
        """Members of the families this person sees, save somebody whom another family's restriction hides."""
        return super().seen_by(user).filter(person_is_open(user, "person_id"))


class PersonQuerySet(RecordQuerySet[Any]):
    """People."""

    def seen_by(self, user: User) -> Self:
        """Members, present and past, of the families this person sees."""
        return self.filter(person_is_seen(user, "pk"))


class RowsOfPersonQuerySet(RecordQuerySet[Any]):
    """Rows that belong to a person."""

    def seen_by(self, user: User) -> Self:
        """Rows of the people this person sees."""
        return self.filter(person_is_seen(user, "person_id"))


class RelationshipQuerySet(RecordQuerySet[Any]):
    """Relationships."""

    def seen_by(self, user: User) -> Self:
        """Relationships of which this person sees both ends: a hidden relative is not even hinted at."""
        return self.filter(person_is_seen(user, "person_id"), person_is_seen(user, "relative_id"))


class ContactPointQuerySet(DatedQuerySet):
    """Addresses, phones and emails."""

    def seen_by(self, user: User) -> Self:
        """Those of people this person sees, save the ones that began after the person had left the family.

        Whoever moved out, perhaps to safety, does not leave a trail to the old household's workers.
        """
        memberships = _rows("FamilyMembership").filter(family_is_seen(user, "family_id"))
        before_leaving = Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("started_on"))
        return self.filter(
            Exists(memberships.filter(before_leaving, person=OuterRef("person_id"))),
            person_is_open(user, "person_id"),
        )


class DraftQuerySet(models.QuerySet[Any]):
    """Unsent forms."""

    def visible_to(self, user: User) -> Self:
        """Nobody's but their writer's, and only while the writer still sees the family."""
        return self.filter(Q(family__isnull=True) | family_is_seen(user, "family_id"), owner=user)


class RestrictionQuerySet(RecordQuerySet[Any]):
    """Restrictions of families."""

    def seen_by(self, user: User) -> Self:
        """Those of families this person sees, and those they placed themselves."""
        return self.filter(Q(placed_by=user) | family_is_seen(user, "family_id"))

    def standing(self) -> Self:
        """Those not lifted."""
        return self.filter(lifted_at__isnull=True)


class NamedStaffQuerySet(RecordQuerySet[Any]):
    """Staff named for restricted families."""

    def seen_by(self, user: User) -> Self:
        """Those of restrictions this person sees."""
        restrictions = _rows("Restriction").seen_by(user)
        return self.filter(Exists(restrictions.filter(pk=OuterRef("restriction_id"))))

    def in_force(self) -> Self:
        """Those who are named now, for a restriction that stands."""
        return self.filter(removed_at__isnull=True, restriction__lifted_at__isnull=True)


class BreakGlassQuerySet(RecordQuerySet[Any]):
    """Emergency access."""

    def seen_by(self, user: User) -> Self:
        """One's own; and for reviewers that of their teams' staff, that to people they see, or for auditors all."""
        if not user.can(Permission.GLASS_REVIEW):
            return self.filter(user=user)
        if user.can(Permission.ACCESS_AUDIT):
            return self
        jobs = Membership.objects.filter(user=OuterRef("user_id"), team__in=user.team_ids())
        return self.filter(Q(user=user) | Q(Exists(jobs)) | person_is_seen(user, "person_id"))

    def standing(self, at: datetime.datetime) -> Self:
        """Those that open something at a moment."""
        return self.filter(_standing(at))


class AccessPatternQuerySet(models.QuerySet[Any]):
    """Ways of looking that somebody should ask about."""

    def visible_to(self, user: User) -> Self:
        """Those about staff of the teams one answers for, as they worked that day; auditors see all.

        Nobody sees what is about themselves.
        """
        others = self.exclude(user=user)
        if user.can(Permission.ACCESS_AUDIT):
            return others
        jobs = Membership.objects.filter(
            Q(ended_on__isnull=True) | Q(ended_on__gte=OuterRef("day")),
            user=OuterRef("user"),
            started_on__lte=OuterRef("day"),
            team__in=teams_answered_for(user),
        )
        return others.filter(Exists(jobs))

    def waiting(self) -> Self:
        """Those nobody has decided."""
        return self.filter(decided_at__isnull=True)


class AnyOf(Func):
    """Whether a key stands in an array that is worked out once, so that OR may go by the index of either column."""

    template, arg_joiner, output_field = "%(expressions)s)", " = ANY (", BooleanField()

    @classmethod
    def these(cls, keys: QuerySet[Any, Any]) -> Callable[[str], Q]:
        """The test of a field for being among the keys that a query finds."""
        return lambda field: Q(cls(field, ArraySubquery(keys)))


class UseLockQuerySet(RecordQuerySet[Any]):
    """Orders to keep data and not to use it."""

    def seen_by(self, user: User) -> Self:
        """Those about families and people this person sees; information officers, who give them, see all."""
        if user.can(Permission.REQUEST_HANDLE):
            return self
        return self.filter(family_is_seen(user, "family_id") | person_is_seen(user, "person_id"))

    def standing(self) -> Self:
        """Those nobody has lifted."""
        return self.filter(lifted_at__isnull=True)

    def around_family(self, family: Any) -> Self:
        """Those about the family or anybody who is or was in it."""
        return self.filter(Q(family=family) | Q(person__family_memberships__family=family))

    def of_person(self, person: Any) -> Self:
        """Those about the person or about a family they are or were in."""
        return self.filter(Q(person=person) | Q(family__memberships__person=person))


class WarningNoteQuerySet(RecordQuerySet[Any]):
    """Warnings about families and people."""

    def seen_by(self, user: User) -> Self:
        """Those about families and people this person sees."""
        return self.filter(family_is_seen(user, "family_id") | person_is_seen(user, "person_id"))

    def standing(self) -> Self:
        """Those nobody has ended."""
        return self.filter(ended_on__isnull=True)

    def around_family(self, family: uuid.UUID, on: datetime.date | None = None) -> Self:
        """Those about the family or anybody in it on a day; without a day, about anybody who ever was."""
        members = _rows("FamilyMembership").filter(family=family)
        members = members.current(on) if on else members
        return self.filter(Q(family=family) | AnyOf.these(members.values("person"))("person_id"))

    def around_person(self, person: uuid.UUID, on: datetime.date) -> Self:
        """Those about the person, and about the families they are in on a day."""
        families = _rows("FamilyMembership").current(on).filter(person=person).values("family")
        return self.filter(Q(person=person) | AnyOf.these(families)("family_id"))

    def kinds_by_family(self, families: Iterable[uuid.UUID], on: datetime.date) -> dict[uuid.UUID, list[str]]:
        """The kinds of warnings that stand around each of these families, in one query for a whole list."""
        members = _rows("FamilyMembership").current(on).filter(family__in=list(families))
        standing = self.standing().order_by()
        own = standing.filter(family__in=list(families)).values_list("family_id", "kind")
        of_people = standing.filter(person__family_memberships__in=members)
        pairs = own.union(of_people.values_list("person__family_memberships__family_id", "kind"))
        found: dict[uuid.UUID, list[str]] = {}
        for family, kind in sorted(pairs, key=lambda pair: str(pair[1])):
            found.setdefault(family, []).append(kind)
        return found

    def kinds_beside(self, family: str, on: datetime.date) -> tuple[ArraySubquery, ArraySubquery]:
        """The same two kinds of warnings for each row of another query that names its family in this field."""
        members = _rows("FamilyMembership").current(on).filter(family=OuterRef(OuterRef(family)))
        standing = self.standing().order_by()
        own = standing.filter(family=OuterRef(family))
        of_people = standing.filter(person__in=members.values("person"))
        return ArraySubquery(own.values("kind")), ArraySubquery(of_people.values("kind"))
