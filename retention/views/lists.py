"""Pages of disposal lists. They show references, years of birth, rules and dates, and no name."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_list_add, access_record_add
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.views.long_forms import form_page, form_sent
from retention.actions.lists import item_agree, item_take_off, list_approve, list_return, list_submit
from retention.forms import AgreeForm, TakeOffForm
from retention.models import DisposalItem, DisposalList, DisposalRegister, DisposalSwitch, Rule
from retention.models.disposal import Block, ItemState, ListState
from retention.queries.lists import counted_lists
from retention.queries.schedule import schedule_is_approved
from retention.rules.officers import SecondOfficerNeeded, WrongState
from retention.tasks import nudge_destruction

ITEMS_A_PAGE = 100
DISPOSAL = "takes part in disposal"


@requires(Permission.DISPOSAL_VIEW, READ)
def lists(request: StaffRequest) -> HttpResponse:
    """Every list, and whether anything may be destroyed at all."""
    context = {
        "lists": counted_lists(request.user)[:100],
        "is_approved": schedule_is_approved(timezone.localdate()),
        "switch": DisposalSwitch.objects.get(),
        "may_approve_rules": request.user.can(Permission.SCHEDULE_EDIT) and Rule.objects.waiting().exists(),
        "full_width": True,
    }
    return render(request, "retention/lists.html", context)


@requires(Permission.DISPOSAL_VIEW, READ)
def one_list(request: StaffRequest, list_id: UUID) -> HttpResponse:
    """One list: what would go, what is kept and why, and the next step."""
    disposal_list = get_object_or_404(counted_lists(request.user), pk=list_id)
    items = disposal_list.items.select_related("rule", "decided_by").order_by("state", "due_on", "reference")
    shown = request.GET.get("show", ItemState.DUE)
    shown = shown if shown in ItemState.values else ItemState.DUE
    page = Paginator(items.filter(state=shown), ITEMS_A_PAGE).get_page(request.GET.get("page"))
    access_list_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        family_grounds={item.family_id: DISPOSAL for item in page},
    )
    is_proposed = disposal_list.state == ListState.PROPOSED
    may_propose = request.user.can(Permission.DISPOSAL_PROPOSE)
    context = {
        "list": disposal_list,
        "items": page,
        "show": shown,
        "states": [(state.value, state.label, getattr(disposal_list, state.value)) for state in ItemState],
        "may_decide": is_proposed and may_propose,
        "may_submit": is_proposed and may_propose,
        "may_approve": disposal_list.state == ListState.SUBMITTED
        and request.user.can(Permission.DISPOSAL_APPROVE)
        and disposal_list.submitted_by_id != request.user.pk,
        "may_stop": disposal_list.state in (ListState.SUBMITTED, ListState.APPROVED) and may_propose,
        "review": Block.REVIEW,
        "cooling_off_days": DisposalSwitch.objects.get().cooling_off_days,
        "full_width": True,
    }
    return render(request, "retention/list.html", context)


@requires(Permission.DISPOSAL_PROPOSE, POST)
def submit(request: StaffRequest, list_id: UUID) -> HttpResponse:
    """Ask a second officer."""
    return _step(
        request, list_id, lambda found: list_submit(disposal_list=found, at=timezone.now(), by=request.user)
    )


@requires(Permission.DISPOSAL_APPROVE, POST)
def approve(request: StaffRequest, list_id: UUID) -> HttpResponse:
    """Approve as the second officer."""
    answer = _step(
        request, list_id, lambda found: list_approve(disposal_list=found, at=timezone.now(), by=request.user)
    )
    transaction.on_commit(nudge_destruction, robust=True)
    return answer


@requires(Permission.DISPOSAL_PROPOSE, POST)
def stop(request: StaffRequest, list_id: UUID) -> HttpResponse:
    """Stop a list before it is destroyed."""
    return _step(request, list_id, lambda found: list_return(disposal_list=found, by=request.user))


@requires(Permission.DISPOSAL_PROPOSE, FORM)
def take_off(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Keep a file, with a reason and a day to look at it again."""
    item = _item(request, item_id)
    form = TakeOffForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            item_take_off(item=item, **form.cleaned_data, at=timezone.now(), by=request.user)
        except WrongState as refusal:
            form.add_error(None, str(refusal))
        else:
            form_sent(request)
            messages.success(request, "The file is kept")
            return redirect("retention:list", list_id=item.disposal_list_id)
    return form_page(request, "retention/item_take_off.html", {"form": form, "item": item})


@requires(Permission.DISPOSAL_PROPOSE, FORM)
def agree(request: StaffRequest, item_id: UUID) -> HttpResponse:
    """Decide that a file may go whose rule asks for a person."""
    item = _item(request, item_id)
    form = AgreeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            item_agree(item=item, **form.cleaned_data, at=timezone.now(), by=request.user)
        except WrongState as refusal:
            form.add_error(None, str(refusal))
        else:
            form_sent(request)
            messages.success(request, "The file is on the list")
            return redirect("retention:list", list_id=item.disposal_list_id)
    return form_page(request, "retention/item_agree.html", {"form": form, "item": item})


@requires(Permission.DISPOSAL_VIEW, READ)
def register(request: StaffRequest) -> HttpResponse:
    """What was destroyed: counts, rules, officers and times."""
    rows = DisposalRegister.objects.visible_to(request.user).select_related("submitted_by", "approved_by")
    return render(request, "retention/register.html", {"rows": rows[:200]})


def _item(request: StaffRequest, item_id: UUID) -> DisposalItem:
    items = DisposalItem.objects.visible_to(request.user).filter(disposal_list__state=ListState.PROPOSED)
    item: DisposalItem = get_object_or_404(items.select_related("disposal_list", "rule"), pk=item_id)
    access_record_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        ground=DISPOSAL,
        family_id=item.family_id,
        action=Look.CHANGE,
    )
    return item


def _step(request: StaffRequest, list_id: UUID, step: Callable[[DisposalList], None]) -> HttpResponse:
    disposal_list = get_object_or_404(DisposalList.objects.visible_to(request.user), pk=list_id)
    try:
        step(disposal_list)
    except (SecondOfficerNeeded, WrongState) as refusal:
        messages.error(request, str(refusal))
    return redirect("retention:list", list_id=list_id)
