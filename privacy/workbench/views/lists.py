"""All requests together: who has not answered us, and how we are doing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_list_add
from accounts.permissions import Permission
from cases.families.charts import BLUE, LIGHT_BLUE, RED, bar_chart
from privacy.models import DataRequest
from privacy.queue import queue
from privacy.workbench.rules.chasing import SILENT_DAYS, silences
from privacy.workbench.rules.figures import WEEK, WEEKS, ages, weeks

SERIES = (("Overdue", RED), ("Waiting for somebody", LIGHT_BLUE), ("In time", BLUE))


@requires(Permission.REQUEST_HANDLE, READ)
def chasing(request: StaffRequest) -> HttpResponse:
    """Everything we asked for and have not got, the longest silence first."""
    rows = DataRequest.objects.visible_to(request.user).open()
    waiting = queue(rows.prefetch_related("records_asked", "chases__chased_by"), timezone.localdate())
    found = silences(waiting, timezone.localdate())
    access_list_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        grounds={
            silence.request.subject_id: f"answers data request {silence.request.reference}"
            for silence in found
        },
    )
    context = {"silences": found, "silent_days": SILENT_DAYS, "full_width": True}
    return render(request, "workbench/chasing.html", context)


@requires(Permission.REQUEST_HANDLE, READ)
def figures(request: StaffRequest) -> HttpResponse:
    """Ages of open requests and counts of the last twelve weeks; names nobody."""
    today = timezone.localdate()
    rows = DataRequest.objects.visible_to(request.user)
    waiting = queue(rows.open(), today)
    since = today - WEEK * (WEEKS + 1)
    counted = [
        *rows.open().prefetch_related("events"),
        *rows.filter(closed_on__gte=since).prefetch_related("events"),
    ]
    chart = bar_chart("Open requests by days since they came", "Age", SERIES, ages(waiting, today))
    late = [progress for progress in waiting if progress.is_overdue]
    context = {"chart": chart, "weeks": weeks(counted, today), "overdue": len(late), "open": len(waiting)}
    return render(request, "workbench/figures.html", context | {"full_width": True})
