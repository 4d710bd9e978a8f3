"""How work with a family stood, in its chronology: when it was opened, who was given it, when and why it was closed."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import DateTimeField, F, Func, OuterRef, Q, QuerySet, Subquery, Value
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family, Involvement

OPENED, CLOSED, ALLOCATED = "work_opened", "work_closed", "work_allocated"
END_OF_DAY = datetime.time(
    23, 59, 59
)  # a day's visits come before the work is closed, and after it was opened
VERSIONS: Any = Involvement.history.model


class Status:
    """The source that ``cases.families`` offers: changes of status."""

    kinds = ((OPENED, "Work opened"), (CLOSED, "Work closed"), (ALLOCATED, "Allocation"))

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """Openings and closures from the work itself, allocations from its history."""
        work = Involvement.objects.visible_to(user).filter(family=family)
        return [
            _strand(OPENED, work.annotate(opened_at=_moment("started_on", datetime.time.min)), "opened_at"),
            _strand(
                CLOSED,
                work.filter(ended_on__isnull=False).annotate(closed_at=_moment("ended_on", END_OF_DAY)),
                "closed_at",
            ),
            _strand(ALLOCATED, _allocations(family, user), "history_date"),
        ]


def _strand(kind: str, rows: QuerySet[Any], at: str) -> Strand:
    is_version = kind == ALLOCATED
    return Strand(
        code=kind,
        rows=rows,
        at=at,
        author="history_user" if is_version else "",
        words=("service__name", "team__name") + (("allocated_to__full_name",) if is_version else ()),
        in_full=lambda found: _in_full(found, is_version),
        entry=lambda row: _entry(row, kind, getattr(row, at)),
        kinds=frozenset({kind}),
        with_person=lambda found, person: found.filter(person=person),
    )


def _in_full(rows: QuerySet[Any], is_version: bool) -> QuerySet[Any]:
    return rows.select_related(
        "service", "team", *(("allocated_to", "history_user") if is_version else ("person",))
    )


def _allocations(family: Family, user: User) -> QuerySet[Any]:
    """The versions in which the work was given to somebody else than in the version before."""
    earlier = VERSIONS.objects.filter(
        Q(history_date__lt=OuterRef("history_date"))
        | Q(history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")),
        id=OuterRef("id"),
    )
    before = earlier.order_by("-history_date", "-history_id").values("allocated_to")[:1]
    rows = VERSIONS.objects.filter(family=family, wall__in=["", *user.walls()]).exclude(history_type="-")
    changed = rows.annotate(before=Subquery(before)).filter(
        Q(allocated_to__isnull=False, before__isnull=True)
        | Q(allocated_to__isnull=True, before__isnull=False)
        | ~Q(allocated_to=F("before")) & Q(before__isnull=False, allocated_to__isnull=False)
    )
    found: QuerySet[Any] = changed
    return found


def _moment(day: str, time: datetime.time) -> Func:
    """A time of a day in London, as the aware moment a chronology goes by."""
    return Func(
        F(day),
        Value(time),
        arg_joiner=" + ",
        template="((%(expressions)s) AT TIME ZONE 'Europe/London')",
        output_field=DateTimeField(),
    )


def _entry(row: Any, kind: str, at: datetime.datetime) -> Entry:
    label = dict(Status.kinds)[kind]
    family = row.family_id
    return Entry(
        key=Key(at, row.pk),
        at=timezone.localtime(at) if kind == ALLOCATED else timezone.localdate(at),
        kind=kind,
        kind_label=label,
        title=f"{label}: {row.service}",
        template="families/status_entry.html",
        object=row,
        author=row.history_user.full_name if kind == ALLOCATED and row.history_user else "",
        url=reverse("families:family", args=[family]),
        words=_words(row, kind),
    )


def _words(row: Any, kind: str) -> str:
    if kind == CLOSED:
        return f"{row.team}: {row.get_end_reason_display()}"
    if kind == ALLOCATED:
        return f"{row.team}: {row.allocated_to or 'nobody'}"
    return str(row.team)
