"""Data that may not be used for now: said on every page of its family, and refused where somebody changes it.

PostgreSQL refuses the change (the trigger of privacy.rights), so that no page can forget to; here its answer becomes a
page that says why, who can help, and what was typed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import DatabaseError
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from accounts.database_errors import state_of
from accounts.holding import typed_fields
from cases.families.models import UseLock
from cases.families.models.use_lock import LockReason

LOCKED_STATE = "UL001"
"""What PostgreSQL answers (SQLSTATE) when a page writes what is locked."""

STATUS = 423


def with_use_locks(rows: QuerySet[Any], way: str) -> QuerySet[Any]:
    """These families or people, each with the orders that stand around them: read along, without a query of its own."""
    standing = getattr(UseLock.objects.standing(), way)(OuterRef("pk")).order_by("placed_at", "pk")
    told = JSONObject(
        reason="reason", given="person__given_name", family="person__family_name", record="record_id"
    )
    with_locks: QuerySet[Any] = rows.annotate(use_locks_told=ArraySubquery(standing.values(told=told)))
    return with_locks


def say_locked(request: HttpRequest, found: Any) -> None:
    """Let the frame of the page say what is locked, in general words."""
    lines = [_line(lock) for lock in found.use_locks_told]
    request.use_locks = list(dict.fromkeys(lines))  # type: ignore[attr-defined] # read by templates/base.html


def _line(lock: dict[str, Any]) -> str:
    whose = (
        f"What we hold about {lock['given']} {lock['family']}" if lock["given"] else "This family’s record"
    )
    if lock["record"]:
        whose = "One of the records"
    return f"{whose} is kept and may not be used. {LockReason(lock['reason']).label}"


class UseLockMiddleware:
    """Turns PostgreSQL's refusal into a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Nothing to do unless a page raises."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """423 with what was typed, or ``None`` for any other exception. It reads no database: nothing was written."""
        if not isinstance(exception, DatabaseError) or state_of(exception) != LOCKED_STATE:
            return None
        context = {"typed": typed_fields(request)}
        return HttpResponse(render_to_string("errors/423.html", context), status=STATUS)
