"""Deciding many passages at once, after seeing how many; and whose names may be told."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from privacy.redaction.actions.decisions import decision_add, name_tell, proposals_accept
from privacy.redaction.forms.decide import BulkForm, TellForm
from privacy.redaction.models import Decision, Review
from privacy.redaction.models.passage import SaidBy
from privacy.redaction.queries import chosen, titles_of
from privacy.redaction.rules.acting import may_decide
from privacy.redaction.rules.proposing import Who
from privacy.redaction.rules.replay import names_told
from privacy.redaction.views.loading import load
from privacy.redaction.views.showing import shown_items

SAMPLE = 5


@requires(Permission.REQUEST_HANDLE, FORM)
def many(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Choose by author, kind of record or person; the first press shows how many, the second decides them."""
    review = load(request, review_id)
    form = BulkForm(request.POST or None, titles=titles_of(review), people=_people(review))
    context = {"form": form, "review": review, "can_decide": may_decide(review)}
    if request.method == "POST" and form.is_valid():
        rows = chosen(review, form.cleaned_data)
        if form.cleaned_data["what"] == "accept":
            rows = rows.exclude(proposal="")
        numbers = list(rows.values_list("number", flat=True))
        if numbers and form.cleaned_data.get("count") == len(numbers):
            try:
                _decide(request, review, form, numbers)
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, f"Decided: {len(numbers):,} passages. “Undo” takes them all back")
                return redirect("redaction:review", review_id=review.pk)
        sample = shown_items(review, [list(rows.order_by("number")[:SAMPLE])])[0]
        context |= {"numbers": numbers, "sample": sample, "was": form.cleaned_data.get("count")}
    return render(request, "redaction/many.html", context)


def _decide(request: StaffRequest, review: Review, form: BulkForm, numbers: list[int]) -> None:
    said, at = form.cleaned_data, timezone.now()
    scope = _scope(review, said)
    if said["what"] == "accept":
        proposals_accept(
            review_id=review.pk, passages=numbers, reason=said["reason"], scope=scope, at=at, by=request.user
        )
        return
    why: dict[str, Any] = {**form.why()} if said["what"] == "cut" else {}
    decision_add(
        review_id=review.pk,
        kind=form.kind(),
        passages=numbers,
        scope=scope,
        at=at,
        by=request.user,
        seen=dict.fromkeys(numbers, ""),
        **why,
    )


def _scope(review: Review, said: dict[str, str]) -> str:
    """How they were chosen, in words for the log."""
    names = {one["code"]: one["name"] for one in review.people}
    parts = [
        said.get("title") or "All kinds of record",
        f"said by: {SaidBy(said['said_by']).label}" if said.get("said_by") else "",
        f"about {names[said['about']]}" if said.get("about") else "",
    ]
    return ", ".join(part for part in parts if part)[:200]


def _people(review: Review) -> list[dict[str, str]]:
    return [{**one, "who": Who(one["who"]).label} for one in review.people]


@requires(Permission.REQUEST_HANDLE, FORM)
def people(request: StaffRequest, review_id: UUID) -> HttpResponse:
    """Everybody who may be named, by which names the program looks for them, and whose name may be told."""
    review = load(request, review_id)
    told = names_told(Decision.objects.filter(review=review))
    others = [one for one in _people(review) if one["code"] != "s"]
    choices = [(one["code"], f"{one['name']}, {one['who']}") for one in others if one["code"] not in told]
    form = TellForm(request.POST or None, people=choices)
    if request.method == "POST" and form.is_valid():
        try:
            name_tell(review_id=review.pk, at=timezone.now(), by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, "Noted: the name may be told")
            return redirect("redaction:people", review_id=review.pk)
    context = {
        "form": form, "review": review, "people": _people(review), "told": told,
        "can_decide": may_decide(review) and bool(choices),
    }  # fmt: skip
    return render(request, "redaction/people.html", context)
