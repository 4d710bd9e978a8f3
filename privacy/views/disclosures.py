"""The log of what was shared: on a family's file for staff, and by recipient for information officers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.db.models import Count, Max, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.charts import BLUE, bar_chart
from cases.families.chronology import Filters, page
from cases.families.models import Family, FamilyMembership
from cases.families.views.editing import edit_page, form_arguments
from cases.families.views.objects import family_looked_at
from privacy.actions.disclosures import disclosure_decide, disclosure_propose, disclosure_share
from privacy.codes import NoticeCode
from privacy.forms.disclosure import DecideForm, DisclosureForm, SharedForm
from privacy.models import Disclosure
from privacy.notices.queries import Line, live_lines
from privacy.partners.given import downloads_seen, with_downloads
from privacy.rules.disclosure import may_decide, may_go

RECORDS_OFFERED = 25
NOT_YOURS = "Somebody other than the writer agrees to a sharing: ask another manager"


@requires(Permission.FAMILY_VIEW, READ)
def disclosures(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """What was shared about one family, and what waits."""
    family = family_looked_at(request, family_id)
    rows = _of(request, family).select_related("written_by", "decided_by", "person")
    rows = with_downloads(rows.prefetch_related(downloads_seen(request.user)), timezone.now())
    shown = [(row, may_decide(row, request.user), may_go(row)) for row in rows]
    recipients, purposes, laws = (
        {line.code: line.title for line in lines} for lines in _listed("recipients", "purposes", "laws")
    )
    context = {
        "family": family,
        "shown": [
            (row, recipients.get(row.recipient), f"{purposes.get(row.purpose)}. {laws.get(row.law)}.", *ways)
            for row, *ways in shown
        ],
        "may_write": request.user.can(Permission.FAMILY_EDIT),
    }
    return render(request, "privacy/disclosures/list.html", context)


@requires(Permission.FAMILY_EDIT, FORM)
def disclosure_new(request: StaffRequest, family_id: uuid.UUID) -> HttpResponse:
    """Write down something to be shared."""
    family = family_looked_at(request, family_id, Look.CHANGE)
    form = DisclosureForm(
        instance=Disclosure(family=family), **_offered(request, family), **form_arguments(request)
    )

    def save() -> None:
        disclosure_propose(disclosure=form.instance, at=timezone.now(), by=request.user)

    return edit_page(
        request, form, save=save, back=_back(family), heading="Share information", caption=str(family),
        said="Written down. A manager has to agree before it is sent, unless it is urgent",
        about="Share only with somebody on the list of our privacy notice, and only what they need.",
    )  # fmt: skip


@requires(Permission.WORK_OVERSEE, FORM)
def disclosure_decided(request: StaffRequest, family_id: uuid.UUID, disclosure_id: uuid.UUID) -> HttpResponse:
    """Agree to a sharing, or not."""
    family, row = _one(request, family_id, disclosure_id)
    if row.written_by_id == request.user.pk:
        messages.error(request, NOT_YOURS)
        return redirect(_back(family))
    form = DecideForm(**form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: disclosure_decide(
            disclosure=row, decision=form.cleaned_data["decision"], words=form.cleaned_data["words"],
            at=timezone.now(), by=request.user,
        ),
        back=_back(family), caption=str(family), heading=f"Share with {row.organisation}?", said="Noted",
        about=row.what,
    )  # fmt: skip


@requires(Permission.FAMILY_EDIT, FORM)
def disclosure_sent(request: StaffRequest, family_id: uuid.UUID, disclosure_id: uuid.UUID) -> HttpResponse:
    """Note that it went out."""
    family, row = _one(request, family_id, disclosure_id)
    written_on = None if row.is_urgent else timezone.localdate(row.written_at)
    form = SharedForm(written_on=written_on, **form_arguments(request))
    return edit_page(
        request, form,
        save=lambda: disclosure_share(
            disclosure=row, on=form.cleaned_data["shared_on"], how=form.cleaned_data["shared_how"], by=request.user
        ),
        back=_back(family), caption=str(family), heading=f"Shared with {row.organisation}", said="It is in the log",
        about=row.what,
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, READ)
def disclosure_counts(request: StaffRequest) -> HttpResponse:
    """How often each kind of recipient on the notice was given something; names no family."""
    rows = Disclosure.objects.visible_to(request.user).order_by().values("recipient")
    counted = rows.annotate(
        shared=Count("pk", filter=Q(shared_on__isnull=False)),
        waiting=Count("pk", filter=Q(decision="")),
        last=Max("shared_on"),
    )
    found = {row["recipient"]: row for row in counted}
    (listed,) = _listed("recipients")
    lines = [(line.title, found.get(line.code, {"shared": 0, "waiting": 0, "last": None})) for line in listed]
    chart = bar_chart(
        "Shared, by kind of recipient", "Recipient", (("Times", BLUE),),
        [(title, "", (row["shared"],)) for title, row in lines if row["shared"]],
    )  # fmt: skip
    return render(
        request, "privacy/disclosures/counts.html", {"lines": lines, "chart": chart, "full_width": True}
    )


def _offered(request: StaffRequest, family: Family) -> dict[str, Any]:
    """People and records of the family, and the lists of the live notice."""
    members = FamilyMembership.objects.visible_to(request.user).filter(family=family).select_related("person")
    entries = page(family, request.user, filters=Filters(), limit=RECORDS_OFFERED).entries
    return {
        "people": [member.person for member in members],
        "listed": _listed("recipients", "purposes", "laws"),
        "records": [
            (f"{entry.strand}:{entry.key.id}", f"{entry.at:%-d %B %Y}: {entry.title}") for entry in entries
        ],
    }


def _listed(*kinds: str) -> tuple[list[Line], ...]:
    """Lists of the notice that counts today."""
    return live_lines(NoticeCode.SERVICE, timezone.localdate(), *kinds)


def _one(request: StaffRequest, family_id: uuid.UUID, disclosure_id: uuid.UUID) -> tuple[Family, Disclosure]:
    family = family_looked_at(request, family_id, Look.CHANGE)
    row: Disclosure = get_object_or_404(_of(request, family), pk=disclosure_id)
    return family, row


def _of(request: StaffRequest, family: Family) -> Any:
    return Disclosure.objects.visible_to(request.user).filter(family=family)


def _back(family: Family) -> str:
    return reverse("privacy:disclosures", args=[family.pk])
