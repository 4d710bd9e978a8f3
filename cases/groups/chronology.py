"""Groups in the chronology of a family: who of this family came. Nobody of another family is named or counted."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family
from cases.groups.models import Attendance

KIND = "group_attendance"


class Groups:
    """The source that ``cases.groups`` offers: a line for each person of the family and each session."""

    kinds = ((KIND, "Group attendance"),)

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """The registers on which the family's people stand."""
        return [
            Strand(
                code=KIND,
                rows=Attendance.objects.visible_to(user).filter(enrolment__family=family),
                at="session__happened_at",
                author="session__register_taken_by",
                words=("reason", "session__cohort__programme__name"),
                in_full=lambda rows: rows.select_related(
                    "enrolment__person", "session__register_taken_by", "session__cohort__programme"
                ),
                entry=_entry,
                kinds=frozenset({KIND}),
                with_person=lambda rows, person: rows.filter(enrolment__person=person),
            )
        ]


def _entry(row: Attendance) -> Entry:
    session, taker = row.session, row.session.register_taken_by
    return Entry(
        key=Key(session.happened_at, row.pk),
        at=timezone.localtime(session.happened_at),
        kind=KIND,
        kind_label="Group attendance",
        title=f"{session.cohort.programme.name}: {row.get_mark_display().lower()}",
        template="groups/entry.html",
        object=row,
        author=taker.full_name if taker else "",
        people=(row.enrolment.person.full_name,),
        url=reverse("groups:family", args=[row.enrolment.family_id]),
        words=f"{row.get_mark_display()}. {row.reason}" if row.reason else row.get_mark_display(),
    )
