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
from privacy.telling.models import Telling
from privacy.telling.queries import counts, proofs, touching_versions
from privacy.telling.standing import A_PAGE, Standing, page_number, pages
from privacy.telling.tasks import nudge


@requires(Permission.NOTICE_PUBLISH, READ)
def runs(request: StaffRequest) -> HttpResponse:
    """Versions that change something for people, and how far telling them has come."""
    tellings = {telling.version_id: telling for telling in Telling.objects.all()}
    rows = [(version, what, tellings.get(version.pk)) for version, what in touching_versions()]
    return render(request, "telling/runs.html", {"rows": rows})


@requires(Permission.NOTICE_PUBLISH, READ)
def run(request: StaffRequest, telling_id: uuid.UUID) -> HttpResponse:
    """How many people stand where, and what proves it for each; nobody is named."""
    telling = get_object_or_404(Telling.objects.select_related("version", "started_by"), pk=telling_id)
    standing = Standing.of(counts(telling), request.GET.get("state", ""))
    number = page_number(request)
    found = proofs(telling, standing.wanted, after=(number - 1) * A_PAGE, at_most=A_PAGE + 1)
    context = {
        "telling": telling, "standing": standing, "proofs": found[:A_PAGE], "full_width": True,
        **pages(standing.wanted, number, has_more=len(found) > A_PAGE),
    }  # fmt: skip
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
