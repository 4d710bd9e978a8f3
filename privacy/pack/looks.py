"""The log of reads as it goes into a pack: who looked at you, when, through which page, and why they could.

Staff are named: they acted as professionals (DPA 2018 Sch 2 para 17).
"""

from __future__ import annotations

import datetime
import operator
from functools import reduce

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate
from django.utils import timezone

from accounts.look_lines import StaffWords
from accounts.look_words import ground_in_words, page_in_words
from accounts.models import AccessRecord, Look
from privacy.map_entry import Personal
from privacy.person_graph import Subject, ways_about

LONDON = timezone.get_default_timezone()
ALIKE = ("user_id", "route", "action", "ground")


def looks_at(entry: Personal, subject: Subject) -> list[list[tuple[str, str]]]:
    """What is said of each day, member of staff and page, the newest first. Days are London's."""
    # All ways at once: each month's part answers them from its own indexes, and no other table is asked.
    rows = AccessRecord._base_manager.filter(reduce(operator.or_, ways_about(entry, subject)))
    groups = (
        rows.order_by()
        .annotate(day=TruncDate("at", tzinfo=LONDON))
        .values("day", *ALIKE)
        .annotate(times=Count("id"), first=Min("at"), last=Max("at"))
        .order_by("-day", "-last", *ALIKE)
    )
    told = list(groups)
    staff = StaffWords(group["user_id"] for group in told)
    return [
        [
            ("When", _when(group["first"], group["last"], group["times"])),
            ("Who", staff.words(group["user_id"], group["day"])),
            ("Page", page_in_words(group["route"])),
            ("How", Look(group["action"]).label),
            ("Why they could see it", ground_in_words(group["ground"])),
        ]
        for group in told
    ]


def _when(first: datetime.datetime, last: datetime.datetime, times: int) -> str:
    began, ended = timezone.localtime(first), timezone.localtime(last)
    if times == 1:
        return f"{began:%-d %B %Y, %H:%M}"
    return f"{began:%-d %B %Y}, {times} times between {began:%H:%M} and {ended:%H:%M}"
