"""Packs: asked for, watched, previewed and downloaded."""

import json
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import POST, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_record_add
from accounts.limits import limited
from accounts.models import Look
from accounts.permissions import Permission
from privacy.actions.packs import NoPackForRight, pack_ask
from privacy.models import DataRequest, Pack
from privacy.models.data_request import PackState
from privacy.tasks import nudge

STATE_FOR_PAGE = {PackState.WAITING: "waiting", PackState.COLLECTING: "running"}


@requires(Permission.REQUEST_HANDLE, POST)
@limited("pack")
def pack_new(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Collect everything about the person again, as it stands now."""
    data_request = get_object_or_404(DataRequest.objects.visible_to(request.user), pk=request_id)
    try:
        pack = pack_ask(request=data_request, at=timezone.now())
    except NoPackForRight as refused:
        messages.error(request, str(refused))
    else:
        transaction.on_commit(lambda: nudge(pack.pk))
    return redirect("privacy:request", request_id=data_request.pk)


@requires(Permission.REQUEST_HANDLE, READ)
def pack_progress(request: StaffRequest, request_id: UUID, pack_id: UUID) -> JsonResponse:
    """How far it has come, for the script that draws the bar."""
    pack = _load(request, request_id, pack_id)
    state = STATE_FOR_PAGE.get(PackState(pack.state), pack.state)
    return JsonResponse({"done": pack.done, "total": pack.total, "state": state})


@requires(Permission.REQUEST_HANDLE, READ)
def pack_preview(request: StaffRequest, request_id: UUID, pack_id: UUID) -> HttpResponse:
    """Read the pack on screen before it goes anywhere."""
    pack = _ready(request, request_id, pack_id)
    contents = json.loads(bytes(pack.data or b"{}"))
    return render(request, "privacy/pack_preview.html", {"pack": pack, "contents": contents})


@requires(Permission.REQUEST_HANDLE, READ)
def pack_pdf(request: StaffRequest, request_id: UUID, pack_id: UUID) -> HttpResponse:
    """The pack as PDF/UA."""
    pack = _ready(request, request_id, pack_id, Look.EXPORT)
    return _file(pack, bytes(pack.document or b""), "application/pdf", "pdf")


@requires(Permission.REQUEST_HANDLE, READ)
def pack_json(request: StaffRequest, request_id: UUID, pack_id: UUID) -> HttpResponse:
    """The pack as JSON, for a machine to read."""
    pack = _ready(request, request_id, pack_id, Look.EXPORT)
    return _file(pack, bytes(pack.data or b""), "application/json", "json")


def _file(pack: Pack, body: bytes, content_type: str, ending: str) -> HttpResponse:
    # The name of the file says nothing about whom it is about: it stays in download folders.
    name = f"{pack.request.reference}.{ending}"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=disposition)


def _load(request: StaffRequest, request_id: UUID, pack_id: UUID) -> Pack:
    requests = DataRequest.objects.visible_to(request.user)
    packs = Pack.objects.select_related("request").filter(request__in=requests, request_id=request_id)
    return get_object_or_404(packs, pk=pack_id)


def _ready(request: StaffRequest, request_id: UUID, pack_id: UUID, action: Look = Look.VIEW) -> Pack:
    pack = _load(request, request_id, pack_id)
    if pack.state != PackState.READY:
        raise Http404
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        ground=f"answers data request {pack.request.reference}",
        person_id=pack.request.subject_id,
        action=action,
    )
    return pack
