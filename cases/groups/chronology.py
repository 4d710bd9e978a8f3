"""Groups in the chronology of a family: who of this family came. Nobody of another family is named or counted."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.families.chronology import Entry, Filters, Key, keyset
from cases.families.models import Family
from cases.groups.models import Attendance

KIND = "group_attendance"


class Groups:
    """The source that ``cases.groups`` offers: a line for each person of the family and each session."""

    kinds = ((KIND, "Group attendance"),)

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
        """A slice of the registers on which the family's people stand, in one query."""
        rows = Attendance.objects.visible_to(user).filter(enrolment__family=family)
        if filters.person:
            rows = rows.filter(enrolment__person=filters.person)
        if filters.author:
            rows = rows.filter(session__register_taken_by=filters.author)
        rows = rows.select_related(
            "enrolment__person", "session__register_taken_by", "session__cohort__programme"
        )
        at = "session__happened_at"
        return [
            _entry(row)
            for row in keyset(rows, at=at, filters=filters, before=before, after=after, limit=limit)
        ]

    def authors(self, *, family: Family, user: User) -> QuerySet[User]:
        """Who took those registers."""
        rows = Attendance.objects.visible_to(user).filter(enrolment__family=family)
        return User.objects.filter(pk__in=rows.order_by().values("session__register_taken_by"))


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
