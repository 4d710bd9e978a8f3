"""Decisions on rights: the list of what is to be done, one request, deciding, agreeing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_record_add
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from cases.families.models import UseLock
from cases.families.views.editing import edit_page, form_arguments
from privacy.models import DataRequest
from privacy.models.data_request import RequestRight
from privacy.rights.actions.decisions import decision_agree, lock_lift, right_decide
from privacy.rights.forms import FORMS
from privacy.rights.forms.after import LiftForm
from privacy.rights.models import Decision, RecipientNotice
from privacy.rights.rules.choices import erasable
from privacy.rights.rules.grounds import LETTER
from privacy.rights.tasks import nudge_decisions

SAID = {
    RequestRight.ERASURE: "Decided. To delete anything, another officer has to agree",
    RequestRight.RESTRICTION: "Decided. What is locked is shown as such on every page of the family",
}
ABOUT = {
    RequestRight.ERASURE: "Most casework is kept: the law gives us the task and the duty. Texts and contact details may"
    " often go.",
    RequestRight.OBJECTION: "The use stops unless compelling grounds outweigh it. Texts stop whatever we think.",
    RequestRight.RECTIFICATION: "A wrong fact is corrected. An opinion stays, with their statement beside it.",
    RequestRight.RESTRICTION: "What is locked is stored and nothing else: nobody changes, shares or destroys it.",
    RequestRight.PORTABILITY: "Only what they gave by consent or by a contract. Here that is almost nothing.",
}


@requires(Permission.REQUEST_HANDLE, READ)
def rights_list(request: StaffRequest) -> HttpResponse:
    """What waits: requests without a decision, second officers, recipients to tell, locks to look at again."""
    user = request.user
    decisions = Decision.objects.visible_to(user).select_related("request", "decided_by")
    open_requests = DataRequest.objects.visible_to(user).open().filter(right__in=FORMS)
    context = {
        "undecided": open_requests.filter(decisions__isnull=True).order_by("received_on"),
        "to_agree": decisions.to_agree(),
        "to_do": decisions.to_carry_out(),
        "to_tell": RecipientNotice.objects.visible_to(user).to_tell().select_related("decision__request"),
        "locks": UseLock.objects.visible_to(user).standing(),
        "today": timezone.localdate(),
    }
    return render(request, "rights/list.html", context)


@requires(Permission.REQUEST_HANDLE, READ)
def rights_of_request(request: StaffRequest, request_id: uuid.UUID) -> HttpResponse:
    """What was decided on one request, and the way to decide more."""
    found = _request(request, request_id)
    mine = Decision.objects.visible_to(request.user).filter(request=found)
    decisions = list(mine.select_related("decided_by", "agreed_by"))
    context = {
        "data_request": found,
        "shown": [(decision, *_more(decision, request)) for decision in decisions],
        "rights": [(right, RequestRight(right).label) for right in FORMS],
        "locks": UseLock.objects.visible_to(request.user).filter(
            Q(person_id=found.subject_id) | Q(request_reference=found.reference)
        ),
    }
    return render(request, "rights/request.html", context)


@requires(Permission.REQUEST_HANDLE, FORM)
def right_decided(request: StaffRequest, request_id: uuid.UUID, right: str) -> HttpResponse:
    """Decide on one right somebody used; a request may use several."""
    found = _request(request, request_id)
    if right not in FORMS:
        raise Http404
    if found.closed_on:
        messages.info(request, "This request is answered already. Nothing was changed")
        return redirect("rights:request", request_id=found.pk)
    form = FORMS[right](subject=found.subject_id, **form_arguments(request))

    def save() -> None:
        said = form.cleaned_data
        right_decide(
            request=found, right=right, is_granted=said["is_granted"], ground=said["ground"], what=said["what"],
            reasons=said["reasons"], chosen=form.chosen(), at=timezone.now(), by=request.user,
        )  # fmt: skip
        transaction.on_commit(nudge_decisions)

    return edit_page(
        request, form, save=save, back=_page(found), caption=found.reference,
        heading=RequestRight(right).label, about=ABOUT[RequestRight(right)],
        said=SAID.get(RequestRight(right), "Decided") if request.POST.get("is_granted") == "yes" else "Decided",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, POST)
def decision_agreed(request: StaffRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Agree as the second officer."""
    decision = _decision(request, decision_id)
    try:
        decision_agree(decision=decision, at=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        transaction.on_commit(nudge_decisions)
        messages.success(request, "Agreed. It is deleted as soon as nothing keeps it")
    return redirect("rights:request", request_id=decision.request_id)


@requires(Permission.REQUEST_HANDLE, FORM)
def lock_lifted(request: StaffRequest, lock_id: uuid.UUID) -> HttpResponse:
    """Let locked data be used again."""
    lock = get_object_or_404(UseLock.objects.visible_to(request.user), pk=lock_id)
    if lock.lifted_at is not None:
        messages.info(request, "This was lifted already. Nothing was changed")
        return redirect("rights:list")
    form = LiftForm(**form_arguments(request))

    def save() -> None:
        said = form.cleaned_data
        lock_lift(
            lock=lock, told_on=said["told_on"], told_how=said["told_how"], reason=said["lift_reason"],
            at=timezone.now(), by=request.user,
        )  # fmt: skip

    return edit_page(
        request, form, save=save, back=reverse("rights:list"), caption=lock.request_reference,
        heading="Use it again", said="It may be used again",
        about="The law says that they are told first.",
    )  # fmt: skip


def _request(request: StaffRequest, key: uuid.UUID) -> DataRequest:
    found: DataRequest = get_object_or_404(DataRequest.objects.visible_to(request.user), pk=key)
    note(request, found)
    return found


def _decision(request: StaffRequest, key: uuid.UUID) -> Decision:
    rows = Decision.objects.visible_to(request.user).select_related("request")
    found: Decision = get_object_or_404(rows, pk=key)
    note(request, found.request)
    return found


def note(request: StaffRequest, about: DataRequest) -> None:
    """Write into the log of reads that the request's page was opened."""
    access_record_add(
        by=request.user, at=timezone.now(), route=route_of(request),
        ground=f"answers data request {about.reference}", person_id=about.subject_id,
    )  # fmt: skip


def _more(decision: Decision, request: StaffRequest) -> tuple[Any, ...]:
    """Whether the reader may agree, what a refusal's letter says, what goes, and how many are still to be told."""
    agrees = decision.needs_second and not decision.agreed_at and decision.decided_by_id != request.user.pk
    titles = dict(erasable())
    kinds = [titles[kind] for kind in decision.chosen.get("kinds", []) if kind in titles]
    return (
        agrees,
        "" if decision.is_granted else LETTER.get(decision.ground, ""),
        kinds,
        RecipientNotice.objects.visible_to(request.user).filter(decision=decision),
    )


def _page(found: DataRequest) -> str:
    return reverse("rights:request", args=[found.pk])
