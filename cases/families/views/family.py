"""The family page: who, how related, where, how to reach them safely, who works with them, what happened last."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families import chronology
from cases.families.panels import family_doors, family_panels, family_panels_shown
from cases.families.rules.ground import NAMED, ground
from cases.families.rules.involvements import may_manage
from cases.families.views.family_file import family_file
from cases.families.views.objects import family_of, note_look

LATEST = 5


@requires(Permission.FAMILY_VIEW, READ)
def family_page(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """One family on one page."""
    family = family_of(request, family_id)
    today = timezone.localdate()
    waiting = family_panels(family, request.user, today)
    file, rest = family_file(family, request.user, today, beside=waiting.asked)
    why = ground(file.involvements, request.user)
    note_look(request, "families:family", why, family=family)
    seen_teams = {i.team_id for i in file.involvements if getattr(i, "is_seen_team", False)}
    context = {
        "family": family,
        "file": file,
        "why": why,
        "managed": {i.pk for i in file.involvements if may_manage(i, seen_teams)},
        "latest": chronology.latest(family, request.user, LATEST)
        if request.user.can(Permission.CONTACT_VIEW)
        else [],
        "doors": family_doors(family, request.user),
        "panels": family_panels_shown(waiting, rest, family, request.user, today),
        "emergency": request.user.emergency,
        "may_see_who": request.user.can(Permission.ACCESS_REVIEW),
        "is_restricted": why is NAMED,
        "may_restrict": request.user.can(Permission.FAMILY_RESTRICT),
        "may_edit": request.user.can(Permission.FAMILY_EDIT),
        "may_record": request.user.can(Permission.CONTACT_RECORD),
        "may_see_looks": request.user.can(Permission.ACCESS_REVIEW),
        "may_text": request.user.can(Permission.TEXT_SEND),
    }
    return render(request, "families/family.html", context)
