"""Sending a text from a family's page: who and which wording, then the words, then a look at it, then send."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.limits import limited
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.models import Family
from cases.families.views.objects import family_looked_at
from cases.families.warnings import warnings_of_family
from cases.texts.actions.text import text_send
from cases.texts.choices import Choice, choices_for, known_values
from cases.texts.forms import WhoAndWhat, Words
from cases.texts.length import text_length
from cases.texts.models import TextTemplate
from cases.texts.rules import TextRefused


@requires(Permission.TEXT_SEND, FORM)
def text_start(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """Choose a number and a wording. Numbers that may not be texted are listed with the reason."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    choices = choices_for(family, request.user, timezone.localdate())
    refused = [choice for choice in choices if choice.refusal]
    is_open = len(refused) < len(choices)
    form = WhoAndWhat(
        _posted(request) if is_open else None,
        choices=choices,
        templates=list(TextTemplate.objects.filter(is_offered=True)),
    )
    if form.is_valid():
        return redirect(
            "texts:write",
            family_id=family.pk,
            phone_id=form.cleaned_data["phone"],
            template_id=form.cleaned_data["template"],
        )
    context = {"family": family, "form": form, "refused": refused, "is_open": is_open}
    context["warnings"] = _warnings(request, family)
    return render(request, "texts/start.html", context)


@requires(Permission.TEXT_SEND, FORM)
@limited("text")
def text_write(request: StaffRequest, family_id: UUID, phone_id: UUID, template_id: UUID) -> HttpResponse:
    """Fill in the words, look at the finished text with its length and price, and send it."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    template = get_object_or_404(TextTemplate, pk=template_id, is_offered=True)
    choices = choices_for(family, request.user, timezone.localdate())
    choice = next((each for each in choices if each.phone.pk == phone_id), None)
    if choice is None:
        raise Http404
    if choice.refusal:
        # The page before lists every number of the family, with what stands against it.
        return redirect("texts:send", family_id=family.pk)
    known = known_values(choice.person, request.user, timezone.localdate())
    form = Words(_posted(request), template=template, phone=choice.phone, known=known)
    if form.is_valid() and request.POST.get("step") == "send" and _sent(request, family, choice, form):
        messages.success(request, f"The text to {choice.person.full_name} will be sent in a moment.")
        return redirect("texts:list", family_id=family.pk)
    context = {"family": family, "choice": choice, "template": template, "form": form}
    if form.is_valid() and request.POST.get("step") != "change":
        preview = {"body": form.body, "length": text_length(form.body), "kept": form.kept()}
        return render(request, "texts/preview.html", context | preview)
    context["warnings"] = _warnings(request, family)
    return render(request, "texts/write.html", context)


def _warnings(request: StaffRequest, family: Family) -> dict[str, Any]:
    today = timezone.localdate()
    return {"warnings": warnings_of_family(request.user, family, today), "today": today}


def _posted(request: StaffRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _sent(request: StaffRequest, family: Family, choice: Choice, form: Words) -> bool:
    try:
        text_send(
            key=form.cleaned_data["key"],
            family=family,
            person=choice.person,
            phone=choice.phone,
            template=form.template,
            personalisation=form.personalisation,
            shared_confirmed=form.shared_confirmed,
            at=timezone.now(),
            by=request.user,
        )
    except TextRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True
