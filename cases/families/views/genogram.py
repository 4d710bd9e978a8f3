"""The genogram: one family as a picture of who is related to whom, with the same facts in words below it."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.genogram.layout import layout
from cases.families.genogram.reading import kin_of
from cases.families.genogram.telling import told
from cases.families.views.objects import family_looked_at


@requires(Permission.FAMILY_VIEW, READ)
def genogram(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Draw the members this reader sees, and nobody else."""
    family = family_looked_at(request, family_id)
    today = timezone.localdate()
    kin = kin_of(family, request.user, today)
    context = {
        "family": family,
        "picture": layout(kin.figures, kin.ties, kin.homes),
        "told": told(kin, today),
        "today": today,
    }
    return render(request, "families/genogram.html", context)
