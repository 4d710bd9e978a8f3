"""Telling django-simple-history who writes a version and why."""

from typing import Any

UNDER_EMERGENCY = "(under emergency access)"


def name_author(row: Any, *, by: Any, reason: str) -> None:
    """Say before a save who makes the next version of the row and why; nobody, for a job of the system."""
    # The names simple-history reads them from.
    row._history_user = by
    row._change_reason = f"{reason} {UNDER_EMERGENCY}" if getattr(by, "emergency", None) else reason
