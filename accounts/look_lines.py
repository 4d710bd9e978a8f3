"""Looks as people read them: when, who with their job, which page, and on what ground."""

from __future__ import annotations

import datetime
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from accounts.look_words import ground_in_words, page_in_words
from accounts.models import AccessRecord, Look, Membership, User


@dataclass(frozen=True)
class LookLine:
    """One look in words. ``key`` is whom it was at; a page that lists lines says the name itself."""

    at: datetime.datetime
    who: str
    page: str
    how: str
    ground: str
    key: uuid.UUID


class StaffWords:
    """Names and jobs of staff, as they were on the day. Professionals are named (DPA 2018 Sch 2 para 17)."""

    def __init__(self, keys: Iterable[uuid.UUID]) -> None:
        self.people = User.objects.in_bulk(list(set(keys)))
        self.jobs: dict[uuid.UUID, list[Membership]] = defaultdict(list)
        for job in (
            Membership.objects.filter(user__in=self.people).select_related("team").order_by("started_on")
        ):
            self.jobs[job.user_id].append(job)

    def words(self, key: uuid.UUID, on: datetime.date) -> str:
        """Name, job title or role, and team: “Hana Worker, Family hub worker, North hub”."""
        person = self.people.get(key)
        if person is None:
            return "Somebody no longer known"
        jobs = [job for job in self.jobs[key] if _held(job, on)] or self.jobs[key][-1:]
        titles = [person.job_title] if person.job_title else [job.get_role_display() for job in jobs]
        return ", ".join(dict.fromkeys([person.full_name, *titles, *(job.team.name for job in jobs)]))


def look_lines(rows: Sequence[AccessRecord]) -> list[LookLine]:
    """Rows of the log in words, in the same order; two queries however many."""
    staff = StaffWords(row.user_id for row in rows)
    return [
        LookLine(
            at=row.at,
            who=staff.words(row.user_id, timezone.localdate(row.at)),
            page=page_in_words(row.route),
            how=Look(row.action).label,
            ground=ground_in_words(row.ground),
            key=row.person_id or row.family_id,  # type: ignore[arg-type]  # a constraint asks for one of them
        )
        for row in rows
    ]


def _held(job: Membership, on: datetime.date) -> bool:
    return job.started_on <= on and (job.ended_on is None or job.ended_on >= on)
