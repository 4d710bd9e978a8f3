"""Moving a session, or calling it off."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from accounts.access import FORM, StaffRequest, requires
from accounts.declared import View
from accounts.permissions import Permission
from cases.families.views.editing import edit_page, form_arguments
from cases.groups.actions.planning import CannotMoveError, session_cancel, session_move
from cases.groups.forms.planning import MoveForm, WhyForm
from cases.groups.models import Session
from cases.groups.rules import may_move
from cases.groups.views.objects import session_of

TOO_LATE = "This session was moved or called off, or its register is taken. Nothing was changed"


def _still_ahead(view: Callable[[StaffRequest, Session], HttpResponse]) -> View:
    """Find the session; one that is past changing is said to be so."""

    @wraps(view)
    def found(request: StaffRequest, session_id: uuid.UUID) -> HttpResponse:
        session = session_of(request, session_id)
        try:
            if may_move(session):
                return view(request, session)
        except CannotMoveError:  # somebody was faster
            pass
        messages.info(request, TOO_LATE)
        return redirect("groups:cohort", session.cohort_id)

    return found


@requires(Permission.GROUP_RUN, FORM)
@_still_ahead
def move(request: StaffRequest, session: Session) -> HttpResponse:
    """Meet at another time or place; the first plan stays on file."""
    arguments = form_arguments(request, session)
    arguments["initial"] |= {
        name: getattr(session, name) for name in ("happens_on", "starts_at", "ends_at", "venue")
    }
    form = MoveForm(**arguments)
    return edit_page(
        request,
        form,
        save=lambda: session_move(
            session=session,
            version=form.cleaned_data["version"],
            happens_on=form.cleaned_data["happens_on"],
            starts_at=form.cleaned_data["starts_at"],
            ends_at=form.cleaned_data["ends_at"],
            venue=form.cleaned_data["venue"],
            why=form.cleaned_data["state_reason"],
            by=request.user,
        ),
        back=reverse("groups:cohort", args=[session.cohort_id]),
        heading="Move a session",
        caption=str(session.cohort),
        button="Move",
        said="The session is moved",
        about=str(session),
    )


@requires(Permission.GROUP_RUN, FORM)
@_still_ahead
def cancel(request: StaffRequest, session: Session) -> HttpResponse:
    """Call a session off, with the reason."""
    form = WhyForm(**form_arguments(request, session))
    return edit_page(
        request,
        form,
        save=lambda: session_cancel(
            session=session,
            version=form.cleaned_data["version"],
            why=form.cleaned_data["state_reason"],
            by=request.user,
        ),
        back=reverse("groups:cohort", args=[session.cohort_id]),
        heading="Cancel a session",
        caption=str(session.cohort),
        button="Cancel the session",
        said="The session is cancelled",
        about=str(session),
    )
