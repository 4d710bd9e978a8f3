"""The breach log: all incidents, one of them, and writing one down."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.families.actions.rows import row_version
from cases.families.views.editing import edit_page, form_arguments
from govuk.spreadsheets import spreadsheet
from privacy.duties.actions.breaches import breach_log
from privacy.duties.forms.breach import BreachForm
from privacy.duties.models import Breach
from privacy.duties.models.breach import BreachKind, NoticeTo, Told
from privacy.duties.rules.clocks import breach_words
from privacy.duties.rules.risk import weigh
from privacy.duties.rules.standing import may_agree, what_is_missing
from privacy.duties.views.about import card_shown
from privacy.models import PublishedCategory

LOG_HEAD = (
    "Breach", "What went wrong", "Happened", "We knew", "Kinds of data", "People", "Likelihood", "Severity",
    "Tell the Commissioner", "Why", "Told the Commissioner", "Why later", "Tell the people", "Why", "Told the people",
    "Closed", "What we change",
)  # fmt: skip
LIST_HEAD = [
    "Breach", "What went wrong", "We knew", {"text": "People", "numeric": True}, "The Commissioner", "State",
]  # fmt: skip
QUICK = {
    BreachKind.MISDIRECTED_TEXT: ("texts", "contact_details"),
    BreachKind.MISDIRECTED_PACK: ("data_requests",),
}


@requires(Permission.REQUEST_HANDLE, READ)
def breaches(request: StaffRequest) -> HttpResponse:
    """Every incident, the newest first, with its clock."""
    now = timezone.now()
    lines = [
        [
            {"text": row.reference, "url": reverse("duties:breach", args=[row.pk])},
            row.get_kind_display(),
            _moment(row.aware_at),
            {"text": row.people_count, "numeric": True},
            _ico_words(row, now),
            f"Closed {row.closed_on:%-d %B %Y}" if row.closed_on else "Open",
        ]
        for row in _seen(request)
    ]
    return render(request, "duties/breaches.html", {"lines": lines, "head": LIST_HEAD, "full_width": True})


@requires(Permission.REQUEST_HANDLE, READ)
def breaches_csv(request: StaffRequest) -> HttpResponse:
    """The whole log as a spreadsheet, as the Commissioner may ask for it (Article 33(5)). It names nobody."""
    titles = _kinds()
    return spreadsheet("breach-log", [LOG_HEAD, *(_line(row, titles) for row in _seen(request))])


@requires(Permission.REQUEST_HANDLE, FORM)
def breach_new(request: StaffRequest) -> HttpResponse:
    """Write a breach down; ``?kind=`` begins it as one of the usual ones."""
    arguments = form_arguments(request)
    kind = request.GET.get("kind", "")
    if kind in QUICK:
        arguments["initial"] |= {"kind": kind, "categories": QUICK[BreachKind(kind)], "people_count": 1}
    form = BreachForm(kinds=_kinds().items(), **arguments)

    def save() -> None:
        said = form.cleaned_data
        breach = Breach(
            kind=said["kind"], what_happened=said["what_happened"], happened_on=said["happened_on"],
            aware_at=_aware(form), categories=said["categories"], people_count=said["people_count"],
        )  # fmt: skip
        breach_log(breach=breach, at=timezone.now(), by=request.user)

    return edit_page(
        request, form, save=save, back=reverse("duties:breaches"), heading="Write down a breach",
        said="It is in the log. Contain it first, then weigh it",
        about="Stop it from getting worse before you write: ring whoever has it, ask for it back.",
    )  # fmt: skip


@requires(Permission.REQUEST_HANDLE, READ)
def breach(request: StaffRequest, breach_id: uuid.UUID) -> HttpResponse:
    """One incident: its clock, how much it weighs, what was decided, who was told, what is missing."""
    row = get_object_or_404(_seen(request), pk=breach_id)
    decisions, notices = list(row.decisions.all()), list(row.notices.all())
    by_whom = {decision.about: decision for decision in decisions}
    people = [(person, card_shown(request, person.person_id)) for person in row.people.all()]
    context = {
        "breach": row,
        "facts": _facts(row),
        "proposal": weigh(row.likelihood, row.severity) if row.likelihood and row.severity else None,
        "decisions": [
            (
                whom,
                decision,
                row_version(decision) if decision and may_agree(decision, request.user) else None,
            )
            for whom in Told
            for decision in [by_whom.get(whom)]
        ],
        "people": people,
        "missing": what_is_missing(row, decisions, notices),
    }
    return render(request, "duties/breach.html", context)


def _seen(request: StaffRequest) -> Any:
    rows = Breach.objects.visible_to(request.user).select_related("written_by")
    return rows.prefetch_related(
        "steps__by", "decisions__decided_by", "decisions__agreed_by", "notices__by", "people"
    )


def _kinds() -> dict[str, str]:
    return dict(PublishedCategory.objects.values_list("code", "title"))


def _facts(row: Breach) -> list[dict[str, Any]]:
    titles = _kinds()
    weight = (
        f"{row.get_likelihood_display()}. {row.get_severity_display()}"
        if row.likelihood
        else "Not weighed yet"
    )
    facts = [
        ("Clock of 72 hours", _ico_words(row, timezone.now())),
        ("What went wrong", row.get_kind_display()),
        ("Happened", f"{row.happened_on:%-d %B %Y}" if row.happened_on else "Nobody knows"),
        ("We knew of it", _moment(row.aware_at)),
        ("Kinds of data", "; ".join(titles.get(code, code) for code in row.categories)),
        ("How many people", str(row.people_count)),
        ("Weight", weight),
        ("Written down", f"{row.written_by.full_name}, {_moment(row.written_at)}"),
        ("Closed", f"{row.closed_on:%-d %B %Y}" if row.closed_on else ""),
        ("What we change", row.lessons),
    ]
    return [{"key": key, "value": value} for key, value in facts if value]


def _ico_words(row: Breach, now: Any) -> str:
    told = [notice.told_at for notice in row.notices.all() if notice.whom == NoticeTo.ICO]
    decision = next((found for found in row.decisions.all() if found.about == Told.ICO), None)
    if not told and decision and not decision.is_told and decision.agreed_by_id:
        return "Not to be told"
    return breach_words(row.aware_at, min(told, default=None), now)


def _line(row: Breach, titles: dict[str, str]) -> list[str]:
    by_whom = {decision.about: decision for decision in row.decisions.all()}
    told: dict[str, list[Any]] = {}
    for notice in row.notices.all():
        told.setdefault(notice.whom, []).append(notice)
    answers = []
    for whom in Told:
        decision, notices = by_whom.get(whom), told.get(whom, [])
        answers += [
            "" if decision is None else "Yes" if decision.is_told else "No",
            decision.reasons if decision else "",
            "; ".join(_moment(notice.told_at) for notice in notices),
        ]
        if whom == Told.ICO:
            answers.append("; ".join(notice.delay for notice in notices if notice.delay))
    return [
        row.reference, row.get_kind_display(), f"{row.happened_on:%-d %B %Y}" if row.happened_on else "",
        _moment(row.aware_at), "; ".join(titles.get(code, code) for code in row.categories), str(row.people_count),
        row.get_likelihood_display() or "", row.get_severity_display() or "", *answers,
        f"{row.closed_on:%-d %B %Y}" if row.closed_on else "", row.lessons,
    ]  # fmt: skip


def _moment(at: Any) -> str:
    return f"{timezone.localtime(at):%-d %B %Y, %H:%M}"


def _aware(form: BreachForm) -> Any:
    return form.aware_at
