"""Data requests: the list, one request with its clock, its events and its answer."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_list_add, access_record_add
from accounts.keys import new_key
from accounts.limits import limited
from accounts.permissions import Permission
from cases.families.views.long_forms import form_page, form_sent
from privacy.actions.requests import (
    PausesNothing,
    RequestClosed,
    event_add,
    request_close,
    request_log,
    request_take,
)
from privacy.forms.queue import ANSWERED, QueueForm
from privacy.forms.requests import CloseForm, EventForm, RequestForm
from privacy.models import DataRequest
from privacy.queries import index_card
from privacy.queue import handlers, queue
from privacy.request_panels import request_panels
from privacy.rules.asked import ANSWERED_WITH_A_PACK
from privacy.rules.deadline import ImpossibleEvents
from privacy.rules.events import MissingWords
from privacy.rules.hold import held_until

ANSWERED_SHOWN = 50


@requires(Permission.REQUEST_HANDLE, READ)
def request_list(request: StaffRequest) -> HttpResponse:
    """The queue: open requests with the fewest days left first, or the ones answered lately."""
    user, today = request.user, timezone.localdate()
    form = QueueForm(request.GET, handlers=handlers())
    mine = DataRequest.objects.visible_to(user).select_related("handler")
    chosen = {name: form.chosen[name] for name in ("right", "handler") if name in form.chosen}
    mine = mine.filter(**chosen)
    context = {"form": form, "today": today, "full_width": True, "clear_url": request.path}
    if form.chosen.get("state") == ANSWERED:
        closed = list(mine.exclude(closed_on=None).order_by("-closed_on", "-id")[:ANSWERED_SHOWN])
        _note_list(request, closed)
        return render(request, "privacy/request_list.html", context | {"closed": closed})
    waiting = [progress for progress in queue(mine.open(), today) if form.keeps(progress)]
    _note_list(request, [progress.request for progress in waiting])
    return render(request, "privacy/request_list.html", context | {"waiting": waiting})


def _note_list(request: StaffRequest, shown: Sequence[DataRequest]) -> None:
    grounds = {row.subject_id: f"answers data request {row.reference}" for row in shown}
    access_list_add(by=request.user, at=timezone.now(), route=route_of(request), grounds=grounds)


@requires(Permission.REQUEST_HANDLE, POST)
def request_taken(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Take a request over from a colleague."""
    data_request = _load(request, request_id)
    try:
        request_take(request=data_request, by=request.user)
    except RequestClosed:
        return _closed(request, data_request)
    messages.success(request, f"Request {data_request.reference} is with you now")
    return redirect("privacy:request", request_id=data_request.pk)


@requires(Permission.REQUEST_HANDLE, FORM)
@limited("data_request")
def request_new(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Log a request about a person found by search."""
    card = index_card(person_id)
    if card is None:
        raise Http404
    _note(request, person_id, "logs a data request")
    form = RequestForm(request.POST or None, initial={"asker_name": card.full_name, "key": new_key()})
    if request.method == "POST" and form.is_valid():
        logged = request_log(
            subject_id=person_id, subject_name=card.full_name, by=request.user, **form.cleaned_data
        )
        form_sent(request)
        messages.success(request, f"Request {logged.reference} is logged")
        return redirect("privacy:request", request_id=logged.pk)
    return form_page(request, "privacy/request_new.html", {"form": form, "card": card})


@requires(Permission.REQUEST_HANDLE, READ)
def request_page(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """One request: when the answer is due and why, what happened, the packs, what to do next."""
    data_request = _load(request, request_id)
    today = timezone.localdate()
    (progress,) = queue(DataRequest.objects.visible_to(request.user).filter(pk=data_request.pk), today)
    return render(
        request,
        "privacy/request.html",
        {
            "data_request": data_request,
            "clock": progress.clock,
            "progress": progress,
            "held_until": held_until(data_request.closed_on),
            "events": progress.request.events.all(),
            "panels": request_panels(data_request, request.user, today),
            "has_pack": data_request.right in ANSWERED_WITH_A_PACK,
            "pack": data_request.packs.defer("document", "data").first(),
            "today": today,
        },
    )


@requires(Permission.REQUEST_HANDLE, FORM)
def request_event(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Note something that happened to the clock."""
    data_request = _load(request, request_id)
    form = EventForm(request.POST or None, request=data_request)
    if request.method == "POST" and form.is_valid():
        try:
            event_add(
                request=data_request, noted_on=timezone.localdate(), by=request.user, **form.cleaned_data
            )
        except ImpossibleEvents as impossible:
            form.add_error("happened_on", str(impossible))
        except PausesNothing as refused:
            form.add_error("kind", str(refused))
        except MissingWords as missing:
            form.add_error("note", str(missing))
        except RequestClosed:
            return _closed(request, data_request)
        else:
            form_sent(request)
            messages.success(request, "Noted. The due date has been worked out again")
            return redirect("privacy:request", request_id=data_request.pk)
    return form_page(request, "privacy/request_event.html", {"form": form, "data_request": data_request})


@requires(Permission.REQUEST_HANDLE, FORM)
def request_answered(request: StaffRequest, request_id: UUID) -> HttpResponse:
    """Close the request with the day the answer went out."""
    data_request = _load(request, request_id)
    form = CloseForm(request.POST or None, request=data_request, initial={"sent_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            request_close(request=data_request, by=request.user, **form.cleaned_data)
        except RequestClosed:
            return _closed(request, data_request)
        messages.success(request, f"Request {data_request.reference} is closed")
        return redirect("privacy:requests")
    return render(request, "privacy/request_close.html", {"form": form, "data_request": data_request})


def _closed(request: StaffRequest, data_request: DataRequest) -> HttpResponse:
    messages.info(request, f"Request {data_request.reference} is closed already. Nothing was changed")
    return redirect("privacy:request", request_id=data_request.pk)


def _load(request: StaffRequest, request_id: UUID) -> DataRequest:
    requests = DataRequest.objects.visible_to(request.user).select_related("handler")
    found: DataRequest = get_object_or_404(requests, pk=request_id)
    _note(request, found.subject_id, f"answers data request {found.reference}")
    return found


def _note(request: StaffRequest, person_id: UUID, ground: str) -> None:
    access_record_add(
        by=request.user, at=timezone.now(), route=route_of(request), ground=ground, person_id=person_id
    )
