"""May this version be proposed or published now? The reasons are sentences for whoever asked."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Mapping

from accounts.models import User
from privacy.notices.models import NoticeVersion


def second_person_fault(version: NoticeVersion, by: User) -> str:
    """Why this person may not publish it; empty when they may. No role is above this."""
    if by.pk == version.proposed_by_id or by.pk in version.authors:
        return (
            "You changed words of this version, so you cannot publish it. Ask somebody who has changed none of it:"
            " another administrator or an information officer"
        )
    return ""


def first_day_fault(effective_from: datetime.date, *, on: datetime.date, newest: NoticeVersion | None) -> str:
    """Why a version may not count from this day; empty when it may. What was live yesterday stays what was live."""
    if effective_from < on:
        return "The day must be today or later: nobody can have read it before"
    if newest and effective_from < newest.effective_from:
        return (
            f"Version {newest.number} counts from {newest.effective_from:%-d %B %Y}. The next version cannot begin"
            " before it"
        )
    return ""


def told_authors(names: Mapping[uuid.UUID, str], proposer: User) -> list[uuid.UUID]:
    """Everybody with a part in a version: who changed its words, and who proposes it."""
    return sorted({*names, proposer.pk})
