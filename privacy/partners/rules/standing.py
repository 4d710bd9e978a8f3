"""Whether a sharing may go out as a file, and where a download stands."""

from __future__ import annotations

import datetime

from django.utils import timezone

from privacy.links.rules import is_locked, still_opens
from privacy.models import Disclosure
from privacy.models.disclosure import Decision
from privacy.partners.models import Download


def may_be_given(disclosure: Disclosure) -> bool:
    """Once a manager agreed, or while it is too urgent to wait for one; never against a manager's no."""
    return disclosure.decision == Decision.APPROVED or (disclosure.is_urgent and not disclosure.decision)


def may_hand_over(download: Download) -> bool:
    """Once: a lost link or code is replaced by a new file with new ones."""
    return download.handed_at is None


def standing(download: Download, at: datetime.datetime) -> str:
    """In words for staff."""
    if download.handed_at is None or download.expires_at is None:
        return "Put together, not handed over"
    if download.recalled_at is not None:
        return f"Taken back on {_day(download.recalled_at)}"
    if is_locked(download):
        return "Closed after too many wrong codes"
    if still_opens(download, at):
        return f"Opens until {_day(download.expires_at)}"
    return f"Ended on {_day(download.expires_at)}"


def _day(at: datetime.datetime) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"
