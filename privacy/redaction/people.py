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
from cases.families.models.person import NameKind
from cases.families.models.warning import WarningKind
from cases.referrals.models import Referral, ReferralPerson
from cases.referrals.models.referral import ReferrerKind
from privacy.person_graph import Subject
from privacy.redaction.rules.naming import SUBJECT, names_of
from privacy.redaction.rules.never_told import canonical, parts_of_address, told_in
from privacy.redaction.rules.proposing import HELD_BACK, Who

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


def people_of(subject: Subject, *, linked: Iterable[UUID] = ()) -> list[Named]:
    """The person first, then those of their families and their relatives, then those on nobody's file.

    ``linked`` are people whom records of the pack are about too: whoever of them is no relative is of another family.
    """
    who = _who(subject)
    who |= {key: Who.STRANGER for key in linked if key not in who and key not in subject.keys}
    rows = {row.pk: row for row in Person._base_manager.filter(pk__in=[*subject.keys, *who])}
    others, before = _other_names(rows)
    found: list[Named] = []
    for key in sorted(rows, key=lambda key: (key not in subject.keys, str(key))):
        row = rows[key]
        is_subject = key in subject.keys
        found.append(
            Named(
                code=SUBJECT if is_subject else f"p{len(found)}", person=str(key), name=row.full_name,
                names=_every_name(row, others.get(key, []), before.get(key, [])),
                who=Who.SUBJECT if is_subject else who[key],
            )
        )  # fmt: skip
    return [*found, *_on_no_file(subject, len(found))]


def _other_names(keys: Iterable[UUID]) -> tuple[dict[UUID, list[str]], dict[UUID, list[tuple[str, str]]]]:
    """Nicknames, and the whole names people had: given and family name of each earlier version, names at birth and of
    marriages, those taken off the record too."""
    others: dict[UUID, list[str]] = {}
    before: dict[UUID, list[tuple[str, str]]] = {}
    for manager in (PersonName._base_manager, PersonName.history):
        for key, kind, name in (
            manager.filter(person__in=keys).values_list("person", "kind", "name").distinct()
        ):
            given, _, family = name.rpartition(" ")
            if kind == NameKind.NICKNAME or not given:
                others.setdefault(key, []).append(name)
            else:
                before.setdefault(key, []).append((given, family))
    rows = (
        Person.history.filter(id__in=keys)
        .values_list("id", "given_name", "family_name")
        .order_by()
        .distinct()
    )
    for key, given, family in rows:
        before.setdefault(key, []).append((given, family))
    return others, before


def _every_name(row: Person, others: list[str], before: list[tuple[str, str]]) -> list[str]:
    told = names_of(row.given_name, row.family_name, others)
    for given, family in before:
        told += names_of(given, family, [])
    return list(dict.fromkeys(told))


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
    for key in _theirs({key for key, who in related.items() if who in HELD_BACK}):
        if related.get(key, Who.RELATIVE) == Who.RELATIVE and not lives.get(key, False):
            related[key] = Who.THEIRS
    for key in lives:
        related.setdefault(key, Who.OTHER)
    return {key: who for key, who in related.items() if key not in me}


def _theirs(held_back: set[UUID]) -> Iterable[UUID]:
    """Parents, partners and children of people who are held back: to name them is to tell who those are."""
    kinds = (*PARENTS, *PARTNERS, RelationshipKind.FORMER_PARTNER)
    ways = Q(person__in=held_back) | Q(relative__in=held_back)
    for row in Relationship._base_manager.filter(ways, kind__in=kinds):
        yield from {row.person_id, row.relative_id} - held_back


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
    mine = {canonical(point) for point in _points(own, secret=False)}
    return sorted({point for point in _points(keys - own, secret=True) if canonical(point) not in mine})


def never_told(keys: set[UUID]) -> list[str]:
    """The same of these people, whoever asks."""
    return sorted(set(_points(keys, secret=True)))


def _points(keys: set[UUID], *, secret: bool) -> Iterable[str]:
    only = {"is_confidential": True} if secret else {}
    for model, column in ((Address, "lines"), (Phone, "number"), (Email, "address")):
        for manager in (model._base_manager, model.history):
            rows = manager.filter(person__in=keys, **only)
            for value in rows.values_list(column, flat=True).distinct():
                yield from parts_of_address(value) if model is Address else (value,)
    for manager in (Address._base_manager, Address.history):
        postcodes = manager.filter(person__in=keys, **only).values_list("postcode", flat=True)
        yield from filter(None, postcodes.distinct())
    for manager in (WarningNote._base_manager, WarningNote.history):
        notes = manager.filter(person__in=keys, kind=WarningKind.SAFE_ADDRESS)
        for narrative in notes.values_list("narrative", flat=True):
            yield narrative
            yield from told_in(narrative)
            yield from (part for part in narrative.split(". ") if len(part) >= 20)
