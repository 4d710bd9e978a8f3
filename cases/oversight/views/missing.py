"""Files with something missing, so that nobody has to hunt for it the day before a report is due."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.views.objects import note_list
from cases.oversight.queries import families_with_gaps

MOST = 50
GAPS = {
    "no_worker": "no worker",
    "no_address": "no address",
    "no_phone": "no telephone number",
    "no_birth_date": "a date of birth is estimated",
    "no_school": "a child of school age without a school",
    "no_equality": "somebody was not asked about gender and ethnicity",
}


@requires(Permission.WORK_OVERSEE, READ)
def missing(request: StaffRequest) -> HttpResponse:
    """Open families of one's teams and what is missing on each; ``?gap=`` shows one kind alone."""
    chosen = request.GET.get("gap", "")
    asked = [chosen] if chosen in GAPS else list(GAPS)
    families = families_with_gaps(request.user, timezone.localdate())
    found = list(families.filter(Q(*((gap, True) for gap in asked), _connector=Q.OR))[: MOST + 1])
    shown = found[:MOST]
    note_list(request, [family.pk for family in shown])
    rows = [(family, [words for gap, words in GAPS.items() if getattr(family, gap)]) for family in shown]
    context = {"rows": rows, "gaps": GAPS, "chosen": chosen, "is_cut": len(found) > MOST, "most": MOST}
    return render(request, "oversight/missing.html", context)
