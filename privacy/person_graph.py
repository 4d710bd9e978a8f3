"""The one walk through everything held about a person, made from the data map.

Subject access collects along it, disposal destroys along it, hold checks look along it. Whoever adds a model to the map
adds it to all three.
"""

import datetime
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone

from cases.families.merging.queries import (
    merged_into,
    merged_into_families,
    taken_apart_from,
    taken_apart_from_families,
)
from cases.families.models import FamilyMembership, Person
from cases.families.models.person import BirthDate
from privacy.data_map import PERSONAL
from privacy.map_entry import Personal


@dataclass(frozen=True)
class Subject:
    """The person a walk is about, the families they belong to, and the day they left each former one.

    ``also`` are the keys their own record had elsewhere before it was put together (``merging.Merge``); the keys that
    records of their families had before are among ``families`` and ``left``.
    Their name and exact date of birth find them where somebody named them without knowing that they are on file.
    """

    person: UUID
    families: tuple[UUID, ...]
    left: Mapping[UUID, datetime.date]
    also: tuple[UUID, ...] = ()
    name: tuple[str, str] = ("", "")
    born: datetime.date | None = None

    @property
    def keys(self) -> list[UUID]:
        """The person's key, and those of records that were put together with theirs."""
        return [self.person, *self.also]


def subject_of(person: UUID) -> Subject:
    """The subject as their memberships stand."""
    memberships = FamilyMembership.objects.filter(person=person).values_list("family_id", "ended_on")
    current = [family for family, ended_on in memberships if ended_on is None]
    left: dict[UUID, datetime.date] = {}
    for family, ended_on in memberships:
        if ended_on is not None and family not in current:
            left[family] = max(ended_on, left.get(family, ended_on))
    for gone, leader in merged_into_families([*current, *left]):
        if leader in left:
            left[gone] = left[leader]
        else:
            current.append(gone)
    known = Person.objects.filter(pk=person, birth_date_kind=BirthDate.EXACT)
    named = known.values_list("given_name", "family_name", "date_of_birth").first()
    name, born = ((named[0], named[1]), named[2]) if named else (("", ""), None)
    also = tuple(merged_into([person]))
    return Subject(person=person, families=tuple(current), left=left, also=also, name=name, born=born)


def entries() -> Iterator[Personal]:
    """Every model with data about the people we serve, in the order of the data map; staff records are left out."""
    return (entry for entry in PERSONAL if not entry.is_about_staff)


def rows_about(entry: Personal, subject: Subject) -> models.QuerySet[models.Model]:
    """Rows about this person, and rows about a family of theirs as a whole.

    Of a family they have left, only what began before they left: later rows would tell where the others went and who
    helps them now.
    """
    rows = entry.model_class._base_manager
    keys: set[UUID] = set()
    # One look-up for each way, because PostgreSQL answers them joined by OR with a walk through the whole table.
    for way in ways_about(entry, subject):
        keys.update(rows.filter(way).order_by().values_list("pk", flat=True))
    return rows.filter(pk__in=keys)


def ways_about(entry: Personal, subject: Subject) -> Iterator[Q]:
    """Each way in which a row can be about this person."""
    yield from _ways_of_their_own(entry, subject)
    for _, _, way in _ways_of_the_past(entry, subject):
        yield way


def claims_end(entry: Personal, subject: Subject) -> dict[UUID, datetime.datetime]:
    """Rows that are the subject's only by a family they have left: the moment from which they have no claim to more."""
    ways = list(_ways_of_the_past(entry, subject))
    if not ways:
        return {}
    rows, theirs, ends = entry.model_class._base_manager, set[UUID](), dict[UUID, datetime.datetime]()
    for way in _ways_of_their_own(entry, subject):
        theirs.update(rows.filter(way).order_by().values_list("pk", flat=True))
    for _, end, way in ways:
        for key in rows.filter(way).order_by().values_list("pk", flat=True):
            if key not in theirs:
                ends[key] = max(end, ends.get(key, end))
    return ends


def _ways_of_their_own(entry: Personal, subject: Subject) -> Iterator[Q]:
    for path in entry.people:
        yield Q(**{f"{path}__in": subject.keys})
    for path, conditions in entry.by_way_of.items():
        yield Q(**{f"{path}__in": subject.keys}, **conditions)
    if entry.named_by is not None and subject.born:
        yield _named(entry.named_by, *subject.name, subject.born)
    for path in entry.families:
        yield Q(**{f"{path}__in": subject.families}, **entry.family_rows)


def _ways_of_the_past(entry: Personal, subject: Subject) -> Iterator[tuple[UUID, datetime.datetime, Q]]:
    """A family they have left, the first moment after that day, and what began there before it."""
    for path in entry.families if entry.dated else ():
        for family, left in subject.left.items():
            after = left + datetime.timedelta(days=1)
            end = timezone.make_aware(datetime.datetime.combine(after, datetime.time.min))
            until = {f"{entry.dated}__lt": end if _has_time(entry) else after}
            yield family, end, Q(**{path: family}, **entry.family_rows, **until)


def rows_of_file(
    entry: Personal, *, people: Collection[UUID], families: Collection[UUID]
) -> models.QuerySet[models.Model]:
    """Every row of the files of these families, whoever of the family it is about: what disposal destroys."""
    return _rows(entry, _about_people(entry, people) | _about_families(entry, families))


def earlier_versions(
    entry: Personal, rows: models.QuerySet[models.Model], subject: Subject
) -> models.QuerySet[models.Model] | None:
    """History of these rows, and of rows about the subject that were removed before; ``None`` without history.

    A removed row is found by the keys its versions still carry, under the same conditions as one that is there: what
    was about another member of the family stays theirs.
    """
    history = entry.history_class
    if history is None:
        return None
    columns = {field.name for field in history._meta.concrete_fields}
    found = Q(id__in=list(rows.order_by().values_list("pk", flat=True)))
    for path in columns.intersection(entry.people):
        found |= Q(**{f"{path}__in": subject.keys}) & ~Q(id__in=taken_apart_from(subject.person))
    if columns.issuperset(name.split("__")[0] for name in entry.family_rows):
        for path in columns.intersection(entry.families):
            theirs = ~Q(id__in=taken_apart_from_families(subject.families))
            found |= Q(**{f"{path}__in": subject.families}, **entry.family_rows) & theirs
    return history._default_manager.filter(found)


def guarded_keys(
    entry: Personal, rows: models.QuerySet[models.Model], versions: models.QuerySet[models.Model] | None
) -> set[UUID]:
    """Rows that are kept from named people, or ever were: nobody but the person themselves is given them."""
    if not entry.guarded:
        return set()
    keys = set(rows.filter(**entry.guarded).values_list("pk", flat=True))
    if versions is not None:
        keys.update(versions.filter(**entry.guarded).values_list("id", flat=True))
    return keys


def _has_time(entry: Personal) -> bool:
    """Whether the entry's date is a moment or a day."""
    *links, name = entry.dated.split("__")
    model: Any = entry.model_class
    for link in links:
        model = model._meta.get_field(link).related_model
    return isinstance(model._meta.get_field(name), models.DateTimeField)


def _rows(entry: Personal, about: Q) -> models.QuerySet[models.Model]:
    model = entry.model_class
    matching = model._base_manager.filter(about).order_by().values("pk")
    return model._base_manager.filter(pk__in=matching)


def _about_people(entry: Personal, people: Collection[UUID]) -> Q:
    about = Q(pk__in=[])
    for path in entry.people:
        about |= Q(**{f"{path}__in": list(people)})
    return about


def _about_families(entry: Personal, families: Collection[UUID]) -> Q:
    about = Q(pk__in=[])
    for path in entry.families:
        about |= Q(**{f"{path}__in": list(families)})
    return about


def _named(path: str, given: str, family: str, born: datetime.date) -> Q:
    told = {"given_name__iexact": given, "family_name__iexact": family, "date_of_birth": born}
    return Q(
        **{f"{path}{column}": value for column, value in told.items()}, **{f"{path}person__isnull": True}
    )
