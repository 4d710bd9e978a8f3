"""Deciding one passage, and taking a decision back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, POST, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from privacy.grounds import FACTS, PICKED, Ground
from privacy.redaction.actions.decisions import decision_add, decision_undo, proposals_accept
from privacy.redaction.forms.decide import CUT, ITEM, KEEP, WORDS, PassageForm
from privacy.redaction.models import Passage
from privacy.redaction.queries import names_by_code, page_number
from privacy.redaction.rules.acting import may_decide
from privacy.redaction.views.loading import load, load_passage
from privacy.redaction.views.showing import shown_items

BEGINS_WITH = {"open": KEEP, "cut": CUT}
KINDS = {KEEP: "keep", CUT: "cut", ITEM: "cut", WORDS: "words"}


@requires(Permission.REQUEST_HANDLE, FORM)
def passage(request: StaffRequest, review_id: UUID, number: int) -> HttpResponse:
    """One passage beside the rest of its record; a decision leads on to the next that is undecided."""
    found = load_passage(request, review_id, number)
    proposed = CUT if request.GET.get("what") == CUT else BEGINS_WITH.get(found.proposal)
    first = {"what": proposed}
    if found.proposal == "cut":
        first |= {"ground": Ground.THIRD_PARTY, "reason": found.why}
    form = PassageForm(request.POST or None, passage=found, initial=first)
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, found, form)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(reverse("redaction:next", args=[review_id]) + f"?after={number}")
    beside = (
        Passage.objects.filter(review=found.review, item=found.item)
        .defer("picture__image")
        .order_by("number")
    )
    context = {
        "form": form,
        "review": found.review,
        "passage": found,
        "beside": shown_items(found.review, [list(beside)])[0],
        "grounds": [(label, FACTS[value]) for value, label in PICKED],
        "can_decide": may_decide(found.review) and not found.never_all,
        "page_number": page_number(found),
        "lines": range(10, 100, 10),
    }
    return render(request, "redaction/passage.html", context)


def _decide(request: StaffRequest, found: Passage, form: PassageForm) -> None:
    what = form.cleaned_data["what"]
    numbers, scope = [found.number], "One passage"
    if what == ITEM:
        rows = Passage.objects.filter(review=found.review, item=found.item, never_all=False)
        numbers, scope = list(rows.values_list("number", flat=True)), "A whole record"
    decision_add(
        review_id=found.review_id, kind=KINDS[what], passages=numbers, scope=scope,
        ranges=form.cleaned_data.get("ranges", ()), at=timezone.now(), by=request.user,
        seen={found.number: form.cleaned_data["seen"]} if found.number in numbers else None,
        **(form.why() if what != KEEP else {}),
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, POST)
def quick(request: StaffRequest, review_id: UUID, number: int) -> HttpResponse:
    """Decide a passage as proposed, or keep it open, from the list."""
    found = load_passage(request, review_id, number)
    names = [names_by_code(found.review)[code]["who"] for code in found.about]
    try:
        if "keep" in request.POST:
            decision_add(
                review_id=review_id, kind="keep", passages=[number], scope="One passage",
                at=timezone.now(), by=request.user, seen={number: ""},
            )  # fmt: skip
        else:
            proposals_accept(
                review_id=review_id, passages=[number], reason=found.why or ", ".join(names),
                scope="One passage", at=timezone.now(), by=request.user,
            )  # fmt: skip
    except Refused as refused:
        messages.error(request, str(refused))
    there = reverse("redaction:review", args=[review_id])
    return redirect(f"{there}?page={page_number(found)}#passage-{number}")


@requires(Permission.REQUEST_HANDLE, POST)
def undo(request: StaffRequest, review_id: UUID, decision_id: UUID) -> HttpResponse:
    """Take a decision back, one about many too."""
    found = load(request, review_id)
    try:
        gone = decision_undo(review_id=found.pk, decision_id=decision_id, at=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        count = len(gone.passages)
        messages.success(request, f"Taken back: {count:,} passage{'' if count == 1 else 's'}")
        if request.POST.get("back") == "list" and gone.passages:
            number = gone.passages[0]
            place = page_number(Passage.objects.get(review=found, number=number))
            there = reverse("redaction:review", args=[found.pk])
            return redirect(f"{there}?page={place}#passage-{number}")
    return redirect("redaction:log", review_id=found.pk)
