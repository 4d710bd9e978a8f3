"""Long forms about a plan: what is typed is kept every few seconds, and comes back after a time-out."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import POST, StaffRequest, requires
from accounts.permissions import Permission
from cases.assessments.actions.plan import draft_name
from cases.assessments.forms.plan import ReviewKey
from cases.assessments.models import Plan, PlanReview
from cases.assessments.views.plan_loading import meeting_of, plan_of
from cases.families.actions.drafts import draft_discard, draft_save
from cases.families.models import Draft
from cases.families.views import drafts
from cases.families.views.editing import form_arguments
from cases.families.views.objects import family_of


@requires(Permission.ASSESSMENT_WRITE, POST)
def draft(
    request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, key: uuid.UUID
) -> HttpResponseBase:
    """Where the script of either form sends what has been typed; ``key`` is the plan of a review, or the meeting."""
    found = plan_of(request, family_of(request, family_id), plan_id)
    _known(request, found, key)
    return drafts.answer(None if _is_late(request, found, key) else _keep(request, found, key))


@requires(Permission.ASSESSMENT_WRITE, POST)
def discard(request: StaffRequest, family_id: uuid.UUID, plan_id: uuid.UUID, key: uuid.UUID) -> HttpResponse:
    """Throw the draft away."""
    found = plan_of(request, family_of(request, family_id), plan_id)
    back = _known(request, found, key)
    draft_discard(by=request.user, family=found.family, form=draft_name(key))
    messages.success(request, "The draft is discarded")
    return redirect(back)


def _known(request: StaffRequest, plan: Plan, key: uuid.UUID) -> str:
    """The form that a key of this plan is for; any other key is not found."""
    if key == plan.pk:
        return reverse("assessments:review_add", args=[plan.family_id, plan.pk])
    meeting_of(request, plan, key)
    return reverse("assessments:meeting_write", args=[plan.family_id, plan.pk, key])


def _is_late(request: StaffRequest, plan: Plan, key: uuid.UUID) -> bool:
    """Whether the last save of the script arrives after the form itself."""
    if key == plan.pk:
        sent = ReviewKey(request.POST)
        reviews = PlanReview.objects.visible_to(request.user)
        return sent.is_valid() and reviews.filter(pk=sent.cleaned_data["review"]).exists()
    newest = meeting_of(request, plan, key).history.first()
    return newest.history_user_id == request.user.pk and request.POST.get("version") != str(newest.pk)


def _keep(request: StaffRequest, plan: Plan, key: uuid.UUID) -> Draft:
    return draft_save(
        by=request.user,
        family=plan.family,
        form=draft_name(key),
        fields=drafts.typed(request.POST),
        now=timezone.now(),
    )


def keep_and_return(request: StaffRequest, plan: Plan, key: uuid.UUID) -> HttpResponse:
    """The button that saves the draft without scripts."""
    _keep(request, plan, key)
    return redirect(request.path)


def typed_before(form: Any, kept: Draft, made: Any, request: StaffRequest) -> Any:
    """The form again with the draft in it, as typed."""
    typed = made(form_arguments(request) | {"data": drafts.restored(kept)})
    initial = {name: typed[name].value() for name in typed.fields}
    return made(form_arguments(request) | {"initial": initial})


def long_page(
    request: StaffRequest, plan: Plan, key: uuid.UUID, form: Any, kept: Draft | None, *, status: int = 200, **told: str
) -> HttpResponse:  # fmt: skip
    """The form with its draft, if there is one."""
    shown = kept if request.method != "POST" else None
    context = {"family": plan.family, "plan": plan, "key": key, "form": form, "draft": shown, **told}
    return render(request, "assessments/plan/long_form.html", context, status=status)
