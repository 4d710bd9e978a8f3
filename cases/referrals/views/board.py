"""The board: what waits at the front door, what is due first on top; and what was decided."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.chronology import BadKey, Key
from cases.families.models import Timescale
from cases.families.rules.timescales import Timescales
from cases.families.views.objects import note_list
from cases.referrals.models import FrontDoor, Referral, Stage
from cases.referrals.queries import ReferralQuerySet
from cases.referrals.rules import clock, search_due_at
from cases.referrals.views.loading import with_people

MOST = 100
PAGE = 25
EVERYTHING, MINE, NOBODYS = "", "mine", "nobodys"
OPEN_STAGES = (Stage.NEW, Stage.SCREENING, Stage.DECISION)


@requires(Permission.REFERRAL_TRIAGE, READ)
def board(request: StaffRequest) -> HttpResponse:
    """Undecided referrals of the reader's teams by what is due first; narrowed by stage and by whose they are."""
    now = timezone.now()
    waiting = Referral.objects.visible_to(request.user).of_front_door(request.user).waiting()
    chosen = {"stage": request.GET.get("stage", ""), "whose": request.GET.get("whose", "")}
    rows = _narrowed(waiting, chosen, request)
    found = list(_shown(rows, request, FrontDoor.objects.get().again_months)[: MOST + 1])
    shown = found[:MOST]
    note_list(request, {row.family_id for row in shown if row.family_id})
    timescales = Timescales.of(Timescale.objects.all())
    context = {
        "rows": [(row, clock(row, now), search_due_at(row, timescales)) for row in shown],
        "now": now,
        "counts": _counts(waiting, request, now),
        "choices": _choices(chosen),
        "has_more": len(found) > MOST,
        "full_width": True,
    }
    return render(request, "referrals/board.html", context)


@requires(Permission.REFERRAL_TRIAGE, READ)
def decided(request: StaffRequest) -> HttpResponse:
    """What the reader's teams decided, newest first, in pages that cost the same wherever they begin."""
    rows = Referral.objects.visible_to(request.user).of_front_door(request.user).filter(stage=Stage.DONE)
    if text := request.GET.get("before"):
        rows = rows.filter(_before(text))
    rows = with_people(rows, request.user).prefetch_related("decisions")
    found = list(rows.order_by("-decided_at", "-id")[: PAGE + 1])
    shown = found[:PAGE]
    note_list(request, {row.family_id for row in shown if row.family_id})
    last = shown[-1] if shown else None
    context = {
        "rows": [(row, next(iter(row.decisions.all()), None)) for row in shown],
        "next_url": f"?before={Key(last.decided_at, last.pk).as_text()}"
        if last and len(found) > PAGE
        else "",
        "first_url": request.path if "before" in request.GET else "",
    }
    return render(request, "referrals/decided.html", context)


def _before(text: str) -> Q:
    try:
        key = Key.from_text(text)
    except BadKey as error:
        raise Http404 from error
    return Q(decided_at__lt=key.at) | Q(decided_at=key.at, pk__lt=key.id)


def _narrowed(rows: ReferralQuerySet, chosen: dict[str, str], request: StaffRequest) -> ReferralQuerySet:
    if chosen["stage"] in OPEN_STAGES:
        rows = rows.filter(stage=chosen["stage"])
    if chosen["whose"] == MINE:
        rows = rows.filter(assigned_to=request.user)
    if chosen["whose"] == NOBODYS:
        rows = rows.filter(assigned_to__isnull=True)
    return rows


def _shown(rows: ReferralQuerySet, request: StaffRequest, months: int) -> ReferralQuerySet:
    seen = Referral.objects.visible_to(request.user)
    return with_people(rows, request.user).with_earlier(seen, months)


def _counts(waiting: ReferralQuerySet, request: StaffRequest, now: datetime.datetime) -> dict[str, int]:
    """What the whole board holds, whatever is shown of it."""
    counted: dict[str, int] = waiting.order_by().aggregate(
        all=Count("pk"),
        overdue=Count("pk", filter=Q(due_at__lt=now)),
        nobodys=Count("pk", filter=Q(assigned_to__isnull=True)),
        mine=Count("pk", filter=Q(assigned_to=request.user)),
        **{stage.value: Count("pk", filter=Q(stage=stage)) for stage in OPEN_STAGES},
    )
    return counted


def _choices(chosen: dict[str, str]) -> list[dict[str, Any]]:
    """The links that narrow the board; each keeps the other choice."""
    stages = [(EVERYTHING, "All stages"), *((str(s), str(s.label)) for s in OPEN_STAGES)]
    whose = [(EVERYTHING, "Everybody’s"), (MINE, "Mine"), (NOBODYS, "Nobody’s yet")]
    return [
        {
            "name": name,
            "links": [
                {
                    "label": label,
                    "url": f"?stage={value}&whose={chosen['whose']}"
                    if name == "Stage"
                    else f"?stage={chosen['stage']}&whose={value}",
                    "current": chosen[key] == value,
                }
                for value, label in options
            ],
        }
        for name, key, options in (("Stage", "stage", stages), ("Whose", "whose", whose))
    ]
