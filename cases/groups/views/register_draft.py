"""Marks that are not saved yet: kept while they are made, and thrown away when their writer says so."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import POST, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.views import drafts
from cases.groups.actions.register import register_draft_discard, register_draft_save
from cases.groups.models import Session
from cases.groups.views.objects import enrolments_in, session_of


@requires(Permission.GROUP_RUN, POST)
def draft(request: StaffRequest, session_id: uuid.UUID) -> HttpResponseBase:
    """Where the page's script sends the marks so far, every few seconds."""
    session = session_of(request, session_id)
    if _is_saved(request, session):  # the last save of the script may arrive after the register itself
        return drafts.answer(None)
    return drafts.answer(
        register_draft_save(
            session=session,
            fields=drafts.typed(request.POST),
            enrolments=enrolments_in(request, session.cohort),
            by=request.user,
            now=timezone.now(),
        )
    )


@requires(Permission.GROUP_RUN, POST)
def discard(request: StaffRequest, session_id: uuid.UUID) -> HttpResponse:
    """Throw the draft away and begin with the register as it stands."""
    session = session_of(request, session_id)
    register_draft_discard(session=session, by=request.user)
    messages.success(request, "The draft is discarded")
    return redirect("groups:register", session.pk)


def _is_saved(request: StaffRequest, session: Session) -> bool:
    """Whether the writer themselves saved the register from the page that sends this."""
    newest = session.history.values("history_id", "history_user_id").first()
    version = request.POST.get("version", "")
    return bool(
        newest
        and session.register_taken_at
        and newest["history_user_id"] == request.user.pk
        and str(newest["history_id"]) != version
    )
