"""Every long form keeps what is typed into it, in the same way: a draft under the form's own address.

A view draws its form with `form_page` and says `form_sent` when it has saved it; nothing else is needed. The script
saves every few seconds, a button does without scripts, and the form opens with the draft of whoever looks at it.
"""

from __future__ import annotations

import uuid
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires
from accounts.declared import declared_access
from accounts.look_words import page_in_words
from accounts.permissions import Permission
from cases.families.actions.drafts import draft_save, page_sent
from cases.families.models import Draft, Family
from cases.families.views import drafts
from cases.families.views.objects import family_of, note_list

MANY_QUESTIONS = 5
ABOUT_THE_CHANGE = {"why", "why_detail"}


def form_page(
    request: StaffRequest,
    template: str,
    context: dict[str, Any],
    *,
    family: Family | None = None,
    status: int = 200,
) -> HttpResponse:
    """Draw a page with a form; a long one opens with the reader's own draft and goes on keeping what is typed.

    ``family`` is whom it is about, where the address does not name them: the draft goes with that family's file.
    """
    form = context["form"]
    if is_long(form):
        context = context | {"keep": _keeping(request, form, family)}
    return render(request, template, context, status=status)


def form_sent(request: StaffRequest) -> None:
    """The form of this address was saved: its draft has done its work."""
    page_sent(by=request.user, page=request.path)


def is_long(form: forms.BaseForm) -> bool:
    """Whether losing it would hurt: it asks for free text, or for five things and more."""
    shown = {name: field.widget for name, field in form.fields.items() if not field.widget.is_hidden}
    has_free_text = any(isinstance(widget, forms.Textarea) for widget in shown.values())
    return has_free_text or len(shown.keys() - ABOUT_THE_CHANGE) >= MANY_QUESTIONS


@requires(Permission.OWN_ACCOUNT, POST)
def draft_keep(request: StaffRequest) -> HttpResponse:
    """Where the script, or the button without scripts, sends what has been typed into the form at ``?page=``."""
    page = request.GET.get("page", "")
    _form_at(request, page)
    key = request.GET.get("family")
    try:
        family = family_of(request, uuid.UUID(key)) if key else None
    except ValueError:
        raise Http404 from None
    fields = drafts.typed(request.POST)
    kept = draft_save(by=request.user, family=family, form=page, fields=fields, now=timezone.now())
    if request.headers.get("X-Requested-With") == "autosave":
        return drafts.answer(kept)
    return redirect(page)


@requires(Permission.OWN_ACCOUNT, READ)
def draft_read(request: StaffRequest) -> HttpResponse:
    """What its writer typed into the form at ``?page=``, to copy, when the form itself is no longer open to it.

    For instance a decision that somebody else took meanwhile: what they wrote stands, and nothing typed is lost.
    """
    page = request.GET.get("page", "")
    if "\x00" in page:  # no address of ours holds one, and PostgreSQL takes none
        raise Http404
    mine = Draft.objects.visible_to(request.user).filter(form=page)
    kept = get_object_or_404(mine.select_related("family"))
    if kept.family:
        note_list(request, [kept.family.pk])
    said = [value for values in kept.fields.values() for value in values if " " in value.strip()]
    discard = f"{reverse('families:draft_discard')}?{urlencode({'page': kept.form})}"
    context = {"kept": kept, "said": said, "page": page_in_words(_view_of(kept)), "discard": discard}
    return render(request, "families/draft.html", context)


def _view_of(kept: Draft) -> str:
    try:
        return resolve(kept.form).view_name
    except Resolver404:
        return ""


@requires(Permission.OWN_ACCOUNT, POST)
def draft_discard(request: StaffRequest) -> HttpResponse:
    """Throw the draft of the form at ``?page=`` away, and see the form as it was."""
    page = request.GET.get("page", "")
    _form_at(request, page)
    page_sent(by=request.user, page=page)
    messages.success(request, "The draft is discarded")
    return redirect(page)


def _form_at(request: StaffRequest, page: str) -> ResolverMatch:
    """The form of this portal that stands at an address, if this person may open such forms; 404 otherwise."""
    try:
        found = resolve(page)
    except Resolver404:
        raise Http404 from None
    access = declared_access(found.func)
    if getattr(found.func, "takes", None) != FORM or access not in set(Permission):
        raise Http404
    if not request.user.can(Permission(access)):
        raise Http404
    return found


def _keeping(request: StaffRequest, form: forms.BaseForm, family: Family | None) -> dict[str, Any]:
    mine = Draft.objects.visible_to(request.user).filter(form=request.path)
    kept = mine.first() if request.method != "POST" else None
    if kept:
        put_back(form, drafts.restored(kept))
    about = family.pk if family else _family_named(request)
    query = urlencode({"page": request.path} | ({"family": about} if about else {}))
    return {
        "draft": kept,
        "url": f"{reverse('families:draft_keep')}?{query}",
        "discard": f"{reverse('families:draft_discard')}?{urlencode({'page': request.path})}",
    }


def _family_named(request: StaffRequest) -> uuid.UUID | None:
    """The family in the address, or one of the person in it."""
    named = request.resolver_match.kwargs if request.resolver_match else {}
    if "family_id" in named:
        return uuid.UUID(str(named["family_id"]))
    if "person_id" not in named:
        return None
    families = Family.objects.visible_to(request.user).filter(memberships__person=named["person_id"])
    key: uuid.UUID | None = families.order_by("pk").values_list("pk", flat=True).first()
    return key


def put_back(form: forms.BaseForm, typed: QueryDict) -> None:
    """Open a form with what was typed, good or bad, the version of the row its writer saw included."""
    for name, field in form.fields.items():
        named = form.add_prefix(name)
        if isinstance(field, forms.FileField) or field.widget.value_omitted_from_data(typed, {}, named):
            continue
        form.initial[name] = field.widget.value_from_datadict(typed, {}, named)
