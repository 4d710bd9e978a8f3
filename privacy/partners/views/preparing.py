"""Putting a file together for a partner, looking at it, handing it over, and taking it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from cases.families.models import Family
from cases.families.views.objects import family_looked_at
from privacy.links.rules import is_locked, still_opens
from privacy.models import Disclosure
from privacy.partners.actions.downloads import (
    CannotGo,
    download_hand_over,
    download_prepare,
    download_recall,
)
from privacy.partners.forms.hand_over import HandOverForm
from privacy.partners.models import Download, DownloadFile
from privacy.partners.queries import downloads_of
from privacy.partners.rules.standing import may_be_given, standing


@requires(Permission.FAMILY_VIEW, READ)
def downloads(request: StaffRequest, family_id: UUID, disclosure_id: UUID) -> HttpResponse:
    """What was put together for this sharing, and when the partner opened it."""
    family = family_looked_at(request, family_id)
    return _page(request, family, _disclosure(request, family, disclosure_id))


@requires(Permission.FAMILY_EDIT, POST)
def prepare(request: StaffRequest, family_id: UUID, disclosure_id: UUID) -> HttpResponse:
    """Put it together, or say what may not go and why."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    disclosure = _disclosure(request, family, disclosure_id)
    try:
        download_prepare(disclosure=disclosure, at=timezone.now(), by=request.user)
    except CannotGo as refused:
        return _page(request, family, disclosure, faults=list(refused.faults))
    except Refused as refused:
        return _page(request, family, disclosure, faults=[str(refused)])
    messages.success(request, "Put together. Look at it, then hand it over")
    return redirect(_back(disclosure))


@requires(Permission.FAMILY_EDIT, READ)
def preview(request: StaffRequest, family_id: UUID, disclosure_id: UUID, download_id: UUID) -> HttpResponse:
    """The file as the partner gets it."""
    family = family_looked_at(request, family_id, Look.EXPORT)
    download = _download(request, _disclosure(request, family, disclosure_id), download_id)
    kept = get_object_or_404(DownloadFile.objects.visible_to(request.user), download=download)
    headers = {
        "Content-Disposition": 'attachment; filename="shared-information.pdf"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(bytes(kept.document), content_type="application/pdf", headers=headers)


@requires(Permission.FAMILY_EDIT, FORM)
def hand_over(request: StaffRequest, family_id: UUID, disclosure_id: UUID, download_id: UUID) -> HttpResponse:
    """Hand it over. Link and code are on the page that answers, and on none after it."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    disclosure = _disclosure(request, family, disclosure_id)
    download = _download(request, disclosure, download_id)
    form = HandOverForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in ("days", "code_way", "sent_to")}
        try:
            made = download_hand_over(download=download, at=timezone.now(), by=request.user, **told)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            download.refresh_from_db()
            link = request.build_absolute_uri(reverse("partners:asked", args=[made.link]))
            context = {"disclosure": disclosure, "download": download, "link": link, "code": made.code}
            return render(request, "partners/shown_once.html", {**context, "back": _back(disclosure)})
    context = {"form": form, "family": family, "disclosure": disclosure, "download": download}
    return render(request, "partners/hand_over.html", {**context, "back": _back(disclosure)})


@requires(Permission.FAMILY_EDIT, POST)
def recall(request: StaffRequest, family_id: UUID, disclosure_id: UUID, download_id: UUID) -> HttpResponse:
    """Take it back."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    disclosure = _disclosure(request, family, disclosure_id)
    download = _download(request, disclosure, download_id)
    try:
        download_recall(download=download, at=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Taken back. The link opens nothing any more, and the file is destroyed")
    return redirect(_back(disclosure))


def _page(
    request: StaffRequest, family: Family, disclosure: Disclosure, faults: list[str] | None = None
) -> HttpResponse:
    now = timezone.now()
    rows = downloads_of(disclosure, request.user)
    may_write = request.user.can(Permission.FAMILY_EDIT)
    context: dict[str, Any] = {
        "family": family, "disclosure": disclosure, "faults": faults or [], "has_errors": bool(faults),
        "rows": [(row, standing(row, now), still_opens(row, now) or is_locked(row)) for row in rows],
        "may_write": may_write, "may_prepare": may_write and may_be_given(disclosure),
    }  # fmt: skip
    return render(request, "partners/downloads.html", context)


def _disclosure(request: StaffRequest, family: Family, key: UUID) -> Disclosure:
    rows = Disclosure.objects.visible_to(request.user).select_related("family", "person")
    found: Disclosure = get_object_or_404(rows, family=family, pk=key)
    return found


def _download(request: StaffRequest, disclosure: Disclosure, key: UUID) -> Download:
    rows = Download.objects.visible_to(request.user).filter(disclosure=disclosure)
    found: Download | None = rows.filter(pk=key).select_related("disclosure").first()
    if found is None:
        raise Http404
    return found


def _back(disclosure: Disclosure) -> str:
    return reverse("partners:downloads", args=[disclosure.family_id, disclosure.pk])
