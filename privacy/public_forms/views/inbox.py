"""What people sent, for information officers: read, matched with a person or answered that we hold nothing."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import FORM, POST, READ, StaffRequest, requires, route_of
from accounts.actions.access_log import access_record_add, access_records_add
from accounts.models import Look
from accounts.permissions import Permission
from cases.families.actions.rows import Refused
from cases.families.search.cards import cards_of
from cases.families.search.people import Hit, find_people
from cases.families.search.query import LONGEST_QUERY, POSTCODE, read_query
from cases.families.views.long_forms import form_page, form_sent
from govuk.spreadsheets import as_file
from privacy.public_forms.actions.taking import (
    TAKEN,
    evidence_open,
    submission_not_held,
    submission_to_complaint,
    submission_to_request,
)
from privacy.public_forms.forms.answer import NotHeldForm
from privacy.public_forms.forms.steps import heading, lines
from privacy.public_forms.models import Evidence, FormKind, Submission
from privacy.public_forms.reply import nothing_held
from privacy.public_forms.rules.steps import ABOUT, REACH, WHAT, WHO, YOU, Kept
from privacy.queries import index_card
from privacy.rules.deadline import RequestEvents, complaint_acknowledgement, request_deadline

MOST_CARDS, MOST_SEARCHES = 10, 5
TYPES = {"pdf": "application/pdf", "jpg": "image/jpeg", "png": "image/png",
         "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}  # fmt: skip


@requires(Permission.REQUEST_HANDLE, READ)
def inbox(request: StaffRequest) -> HttpResponse:
    """What nobody has taken on yet, the oldest first, and what was taken on lately."""
    rows = Submission.objects.visible_to(request.user)
    waiting = [(row, _due(row)) for row in rows.waiting()]
    taken = rows.exclude(outcome="").select_related("data_request").order_by("-taken_on", "-id")[:20]
    context = {"waiting": waiting, "taken": taken, "today": timezone.localdate(), "full_width": True}
    return render(request, "public_forms/inbox.html", context)


@requires(Permission.REQUEST_HANDLE, READ)
def submission(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """One form as it was sent, and whom it may be about."""
    found = _load(request, submission_id)
    cards = [] if found.outcome else _cards(request, found)
    context = {
        "submission": found, "told": _told(found), "cards": cards, "due": _due(found), "today": timezone.localdate(),
        "evidence": found.evidence.visible_to(request.user).defer("content").select_related("opened_by"),
        "is_complaint": found.kind == FormKind.COMPLAINT,
    }  # fmt: skip
    return render(request, "public_forms/submission.html", context)


@requires(Permission.REQUEST_HANDLE, POST)
def submission_match(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """It is about this person: from now on it is a request, or a complaint, of the day it came."""
    found = _load(request, submission_id)
    card, key = _chosen(request)
    today = timezone.localdate()
    access_record_add(
        by=request.user, at=timezone.now(), route=route_of(request), ground=f"matches {found.reference}",
        person_id=key, action=Look.CHANGE,
    )  # fmt: skip
    try:
        if found.kind == FormKind.COMPLAINT:
            complaint = submission_to_complaint(submission=found, person_id=key, on=today, by=request.user)
            messages.success(request, f"Logged as complaint {complaint.reference}")
            return redirect("duties:complaint", complaint.pk)
        logged = submission_to_request(
            submission=found, person_id=key, person_name=card, on=today, by=request.user
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("public_forms:submission", found.pk)
    messages.success(request, f"Request {logged.reference} is logged")
    return redirect("privacy:request", request_id=logged.pk)


@requires(Permission.REQUEST_HANDLE, POST)
def submission_complaint(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """A complaint of somebody who is not on file is one all the same."""
    found = _load(request, submission_id)
    try:
        complaint = submission_to_complaint(
            submission=found, person_id=None, on=timezone.localdate(), by=request.user
        )
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("public_forms:submission", found.pk)
    messages.success(request, f"Logged as complaint {complaint.reference}")
    return redirect("duties:complaint", complaint.pk)


@requires(Permission.REQUEST_HANDLE, FORM)
def submission_answer(request: StaffRequest, submission_id: UUID) -> HttpResponse:
    """We found nobody: the answer goes out all the same."""
    found = _load(request, submission_id)
    if found.outcome and request.method != "POST":
        messages.info(request, TAKEN)
        return redirect("public_forms:submission", found.pk)
    begin = {"reply": nothing_held(found, handler=request.user.full_name, on=timezone.localdate())}
    form = NotHeldForm(request.POST if request.method == "POST" else None, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            submission_not_held(
                submission=found, on=timezone.localdate(), by=request.user, reply=form.cleaned_data["reply"],
                how=form.cleaned_data["how"],
            )  # fmt: skip
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            form_sent(request)
            messages.success(request, "The answer is kept")
            return redirect("public_forms:inbox")
    context = {
        "form": form,
        "heading": "Answer that we hold nothing",
        "caption": found.reference,
        "button": "Sent",
    }
    return form_page(request, "public_forms/answer.html", context | {"submission": found})


@requires(Permission.REQUEST_HANDLE, POST)
def evidence(request: StaffRequest, submission_id: UUID, evidence_id: UUID) -> HttpResponse:
    """A file that came with it, as a download. Opening it ends the time in which it can be taken back."""
    found = _load(request, submission_id)
    row = get_object_or_404(Evidence.objects.visible_to(request.user), pk=evidence_id, submission=found)
    try:
        content = evidence_open(evidence=row, at=timezone.now(), by=request.user)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect("public_forms:submission", found.pk)
    name = f"{found.reference}.{row.kind}"
    return HttpResponse(content, content_type=TYPES[row.kind], headers=as_file(name))


def _load(request: StaffRequest, submission_id: UUID) -> Submission:
    rows = Submission.objects.visible_to(request.user).select_related("data_request", "taken_by")
    found: Submission = get_object_or_404(rows, pk=submission_id)
    return found


def _chosen(request: StaffRequest) -> tuple[str, UUID]:
    try:
        key = UUID(request.POST.get("person", ""))
    except ValueError:
        raise Http404 from None
    card = index_card(key)
    if card is None:
        raise Http404
    return card.full_name, key


def _cards(request: StaffRequest, found: Submission) -> list[Any]:
    """Whom it may mean, as search shows them: under any name, misspelt or not; who was shown is noted."""
    hits: dict[UUID, Hit] = {}
    for words in searches(found.answers):
        for hit in find_people(read_query(words, today=timezone.localdate()), at_most=MOST_CARDS):
            hits[hit.person_id] = max(hit, hits.get(hit.person_id, hit), key=lambda one: one.score)
    best = sorted(hits.values(), key=lambda hit: hit.score, reverse=True)[:MOST_CARDS]
    cards = cards_of(best, user=request.user)
    access_records_add(
        by=request.user,
        at=timezone.now(),
        route=route_of(request),
        grounds={card.hit.person_id: card.ground for card in cards},
        action=Look.SEARCH,
    )
    return cards


def searches(answers: dict[str, str]) -> list[str]:
    """What to type into search to find whom a form is about: by the name they use, and by each name from before.

    The date of birth goes with each; the address and the telephone number, which may find who has a new name, alone.
    """
    born = "/".join(answers.get(f"born_{part}", "") for part in ("day", "month", "year")).strip("/")
    given, family = answers.get("given_name", ""), answers.get("family_name", "")
    names = [f"{given} {family}"]
    for other in filter(None, re.split(r"[,;/]|\band\b", answers.get("other_names", ""))):
        # A single other name stands for the last name as often as for the first.
        names += [other] if len(other.split()) > 1 else [f"{given} {other}", f"{other} {family}"]
    told = [f"{name.strip()} {born}".strip()[:LONGEST_QUERY] for name in names]
    phone = answers.get("phone", "") if answers.get("who") == "self" else ""
    postcode = POSTCODE.search(answers.get("home", ""))
    where = f"{phone} {postcode[0] if postcode else ''}".strip()
    return [*told[:MOST_SEARCHES], *([f"{family} {where}"] if where else [])]


def _told(found: Submission) -> list[tuple[str, list[tuple[str, str]]]]:
    kept = Kept(
        kind=found.kind,
        key=str(found.pk),
        began=0,
        answers=dict.fromkeys((WHO, ABOUT, YOU, WHAT, REACH), found.answers),
    )
    return [
        (heading(kept, step), [(question, said) for question, said in answers if said])
        for step, answers in lines(kept)
    ]


def _due(found: Submission) -> Any:
    if found.kind == FormKind.COMPLAINT:
        return complaint_acknowledgement(found.received_on).limit
    return request_deadline(RequestEvents(received=found.received_on)).due
