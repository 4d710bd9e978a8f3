"""Everybody who may be named in a pack, by every name we know, and what they are to the person it is about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from cases.contacts.models import ContactPresent
from cases.families.models import (
    Address,
    Email,
    FamilyMembership,
    Person,
    PersonName,
    Phone,
    Relationship,
    WarningNote,
)
from cases.families.models.family import RelationshipKind
from cases.families.models.warning import WarningKind
from cases.referrals.models import Referral, ReferralPerson
from cases.referrals.models.referral import ReferrerKind
from privacy.person_graph import Subject
from privacy.redaction.rules.naming import SUBJECT, names_of
from privacy.redaction.rules.proposing import Who

PARENTS = (
    RelationshipKind.PARENT,
    RelationshipKind.STEP_PARENT,
    RelationshipKind.FOSTER_CARER,
    RelationshipKind.ADOPTIVE_PARENT,
    RelationshipKind.GUARDIAN,
)
SIBLINGS = (RelationshipKind.SIBLING, RelationshipKind.HALF_SIBLING, RelationshipKind.STEP_SIBLING)
PARTNERS = (RelationshipKind.PARTNER, RelationshipKind.SPOUSE)
FRIENDS = (RelationshipKind.FRIEND_OR_OTHER,)

Named = dict[str, Any]
"""code, person (key or empty), name, names, who."""


def people_of(subject: Subject) -> list[Named]:
    """The person first, then those of their families and their relatives, then those on nobody's file."""
    who = _who(subject)
    rows = {row.pk: row for row in Person._base_manager.filter(pk__in=[*subject.keys, *who])}
    others: dict[UUID, list[str]] = {}
    for key, name in PersonName._base_manager.filter(person__in=rows).values_list("person", "name"):
        others.setdefault(key, []).append(name)
    for key, given, family in Person.history.filter(id__in=rows).values_list(
        "id", "given_name", "family_name"
    ):
        others.setdefault(key, []).extend(filter(None, (given, f"{given} {family}".strip())))
    found: list[Named] = []
    for key in sorted(rows, key=lambda key: (key not in subject.keys, str(key))):
        row = rows[key]
        is_subject = key in subject.keys
        found.append(
            Named(
                code=SUBJECT if is_subject else f"p{len(found)}", person=str(key), name=row.full_name,
                names=names_of(row.given_name, row.family_name, others.get(key, [])),
                who=Who.SUBJECT if is_subject else who[key],
            )
        )  # fmt: skip
    return [*found, *_on_no_file(subject, len(found))]


def _who(subject: Subject) -> dict[UUID, str]:
    """What each other person is to the subject, as far as it is recorded."""
    me = set(subject.keys)
    families = [*subject.families, *subject.left]
    members = FamilyMembership._base_manager.filter(family__in=families)
    lives = {
        m.person_id: m.lives_with_family and m.ended_on is None and m.family_id in subject.families
        for m in members.order_by("started_on", "id")
    }
    related = _related(me)
    parents = {key for key, who in related.items() if who == Who.PARENT}
    children_of_parents = Relationship._base_manager.filter(person__in=parents, kind__in=PARENTS)
    for row in children_of_parents:
        if row.relative_id not in me:
            related.setdefault(row.relative_id, Who.SIBLING)
    for row in Relationship._base_manager.filter(
        Q(person__in=parents) | Q(relative__in=parents), kind__in=(*PARTNERS, RelationshipKind.FORMER_PARTNER)
    ):
        for key in (row.person_id, row.relative_id):
            related.setdefault(key, Who.RELATIVE)
    for key in parents:
        if not lives.get(key, False):
            related[key] = Who.SEPARATED
    for key in lives:
        related.setdefault(key, Who.OTHER)
    return {key: who for key, who in related.items() if key not in me}


def _related(me: set[UUID]) -> dict[UUID, str]:
    found: dict[UUID, str] = {}
    for row in Relationship._base_manager.filter(Q(person__in=me) | Q(relative__in=me)):
        other, to_me = (row.person_id, True) if row.relative_id in me else (row.relative_id, False)
        found[other] = _one(row.kind, to_me=to_me, has_ended=row.ended_on is not None)
    return found


def _one(kind: str, *, to_me: bool, has_ended: bool) -> str:
    """``to_me``: the other is that *of* the person; otherwise the person is that of the other."""
    if kind in SIBLINGS:
        return Who.SIBLING
    if kind == RelationshipKind.FORMER_PARTNER or (kind in PARTNERS and has_ended):
        return Who.SEPARATED
    if kind in PARTNERS:
        return Who.PARTNER
    if kind in PARENTS:
        return Who.PARENT if to_me else Who.CHILD
    return Who.OTHER if kind in FRIENDS else Who.RELATIVE


def _on_no_file(subject: Subject, number: int) -> list[Named]:
    """Private referrers, others a referral names, and whoever was there without being on file."""
    families = [*subject.families, *subject.left]
    referrals = Referral._base_manager.filter(Q(family__in=families) | Q(people__person__in=subject.keys))
    told = [
        (name, Who.REFERRER if kind == ReferrerKind.OTHER else _by_role(kind))
        for name, kind in referrals.values_list("referrer_name", "referrer_kind").distinct()
    ]
    unlinked = ReferralPerson._base_manager.filter(referral__in=referrals, person__isnull=True)
    told += [
        (f"{given} {family}".strip(), Who.OTHER)
        for given, family in unlinked.values_list("given_name", "family_name").distinct()
    ]
    present = ContactPresent._base_manager.filter(contact__family__in=families, person__isnull=True)
    told += [
        (name, Who.PROFESSIONAL if role else Who.OTHER)
        for name, role in present.values_list("name", "role").distinct()
    ]
    return list(_coded(told, number))


def _by_role(kind: str) -> Who:
    return Who.OTHER if kind == ReferrerKind.FAMILY else Who.PROFESSIONAL


def _coded(told: Iterable[tuple[str, str]], number: int) -> Iterable[Named]:
    seen: set[str] = set()
    for name, who in told:
        if not name or name.lower() in seen:
            continue
        seen.add(name.lower())
        given, _, family = name.rpartition(" ")
        yield Named(
            code=f"p{number + len(seen)}", person="", name=name,
            names=names_of(given or name, family if given else "", []), who=who,
        )  # fmt: skip


def secrets_of(subject: Subject, people: Iterable[Named], *, asked_by_subject: bool) -> list[str]:
    """What must be told to nobody: confidential addresses, numbers and emails, and safe addresses, ever recorded.

    A person who asks themselves may know their own, and those of others that are the same.
    """
    keys = {UUID(person["person"]) for person in people if person["person"]}
    own = set(subject.keys) if asked_by_subject else set()
    theirs = set(_points(keys - own, secret=True))
    return sorted(theirs - set(_points(own, secret=False)))


def never_told(keys: set[UUID]) -> list[str]:
    """The same of these people, whoever asks."""
    return sorted(set(_points(keys, secret=True)))


def _points(keys: set[UUID], *, secret: bool) -> Iterable[str]:
    only = {"is_confidential": True} if secret else {}
    for model, column in ((Address, "lines"), (Phone, "number"), (Email, "address")):
        for manager in (model._base_manager, model.history):
            rows = manager.filter(person__in=keys, **only)
            for value in rows.values_list(column, flat=True).distinct():
                yield from _parts(value) if model is Address else (value,)
    for manager in (Address._base_manager, Address.history):
        postcodes = manager.filter(person__in=keys, **only).values_list("postcode", flat=True)
        yield from filter(None, postcodes.distinct())
    for manager in (WarningNote._base_manager, WarningNote.history):
        notes = manager.filter(person__in=keys, kind=WarningKind.SAFE_ADDRESS)
        for narrative in notes.values_list("narrative", flat=True):
            yield narrative
            yield from (part for part in narrative.split(". ") if len(part) >= 20)


def _parts(lines: str) -> Iterable[str]:
    """An address as a whole, and each line that says a house: the name of a town alone is no secret."""
    yield lines
    for part in lines.replace("\n", ",").split(","):
        if any(letter.isdigit() for letter in part) and len(part.strip()) >= 5:
            yield part.strip()
    first = lines.replace("\n", ",").split(",")[0].strip()
    if len(first) >= 8:
        yield first
