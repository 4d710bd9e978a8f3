"""Runs for those who publish: started, and followed by numbers that name nobody."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import POST, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from privacy.notices.models import NoticeVersion
from privacy.telling.actions.runs import telling_start
from privacy.telling.models import Telling, Way
from privacy.telling.queries import counts, touching_versions
from privacy.telling.tasks import nudge


@requires(Permission.NOTICE_PUBLISH, READ)
def runs(request: StaffRequest) -> HttpResponse:
    """Versions that change something for people, and how far telling them has come."""
    tellings = {telling.version_id: telling for telling in Telling.objects.all()}
    rows = [(version, what, tellings.get(version.pk)) for version, what in touching_versions()]
    return render(request, "telling/runs.html", {"rows": rows})


@requires(Permission.NOTICE_PUBLISH, READ)
def run(request: StaffRequest, telling_id: uuid.UUID) -> HttpResponse:
    """How many are told in each way, and how many were."""
    telling = get_object_or_404(Telling.objects.select_related("version", "started_by"), pk=telling_id)
    found = counts(telling)
    lines = [(way.label, *found.get(way.value, (0, 0))) for way in Way]
    people, told = sum(line[1] for line in lines), sum(line[2] for line in lines)
    context = {"telling": telling, "lines": lines, "people": people, "told": told}
    return render(request, "telling/run.html", context)


@requires(Permission.NOTICE_PUBLISH, POST)
def start(request: StaffRequest, version_id: uuid.UUID) -> HttpResponse:
    """Begin to tell everybody concerned."""
    version = get_object_or_404(NoticeVersion.objects.published(), pk=version_id)
    link = request.build_absolute_uri(reverse("notices:version", args=[version.page, version.number]))
    try:
        telling = telling_start(version=version, link=link, at=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("telling:runs")
    transaction.on_commit(lambda: nudge(telling.pk))
    return redirect("telling:run", telling_id=telling.pk)
