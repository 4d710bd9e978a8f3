"""Records that were put together: the list of them, how far one has come, and taking it apart again."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.merging.actions.ask import NotNow, unmerge_ask
from cases.families.merging.forms.merge import UnmergeForm
from cases.families.merging.models import Merge, MergeState
from cases.families.merging.rules.details import DETAILS
from cases.families.merging.rules.kinds import kind_of
from cases.families.merging.tasks import nudge
from cases.families.merging.views.pairs import DECIDED
from cases.families.merging.views.records import A_PAGE, look_at, note_records
from cases.families.views.long_forms import form_page, form_sent

WAITING = (MergeState.ASKED, MergeState.UNMERGE_ASKED)


@requires(Permission.RECORD_MERGE, READ)
def merges(request: StaffRequest) -> HttpResponse:
    """Merges into people and families this member of staff sees, the newest first."""
    rows = Merge.objects.visible_to(request.user).select_related("leader", "leader_family", "asked_by")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    note_records(request, [row.stays for row in page])
    return render(request, "merging/merges.html", {"page": page})


@requires(Permission.RECORD_MERGE, READ)
def merged(request: StaffRequest, merge_id: uuid.UUID) -> HttpResponse:
    """How far a merge has come, why it was not done, or what stands in the way of taking it apart."""
    row = _merge_of(request, merge_id)
    context = {
        "merge": row,
        "is_waiting": row.state in WAITING,
        "may_take_apart": row.state == MergeState.DONE,
        "taken": [DETAILS[name][0] for name in row.taken],
        "kind": kind_of(row),
    }
    return render(request, "merging/merged.html", context)


@requires(Permission.RECORD_MERGE, FORM)
def unmerge(request: StaffRequest, merge_id: uuid.UUID) -> HttpResponse:
    """Ask for two records to be taken apart, with how we know that they are two people."""
    row = _merge_of(request, merge_id)
    kind = kind_of(row)
    form = UnmergeForm(request.POST if request.method == "POST" else None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            unmerge_ask(merge=row, reason=form.cleaned_data["reason"], by=request.user)
        except NotNow:
            form.add_error(None, DECIDED)
        else:
            transaction.on_commit(lambda: nudge(row.pk))
            form_sent(request)
            messages.success(request, "The two records are being taken apart")
            return redirect("merging:merged", merge_id=row.pk)
    return form_page(request, "merging/unmerge.html", {"merge": row, "form": form})


def _merge_of(request: StaffRequest, merge_id: uuid.UUID) -> Merge:
    rows = Merge.objects.visible_to(request.user).select_related(
        "leader", "leader_family", "asked_by", "undo_by"
    )
    found: Merge = get_object_or_404(rows, pk=merge_id)
    look_at(request, found.stays)
    return found
