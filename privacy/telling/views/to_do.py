"""Letters to print and people to tell, of the families the reader sees."""

from __future__ import annotations

import datetime
import uuid
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from accounts.access import POST, READ, StaffRequest, requires
from accounts.models import User
from accounts.permissions import Permission
from cases.families.models import Address, Involvement
from cases.families.views.objects import note_list
from govuk.spreadsheets import spreadsheet
from privacy.telling.actions.runs import letters_print
from privacy.telling.models import Telling, Told, Way
from privacy.telling.queries import concerned_of
from privacy.telling.rules import choose
from privacy.telling.standing import A_PAGE, Standing, page_number, pages

NOBODY = "No worker yet"
RUNS = 5
MOST = 200
"""As many letters and as many people as a page holds; whoever is done makes room for the next."""
COLUMNS = ("Name", "Address", "Postcode", "Version of the notice")


@dataclass(frozen=True)
class Letter:
    """Somebody's letter, and the address as it is safe today."""

    row: Told
    address: Address = field(repr=False)


@requires(Permission.FAMILY_VIEW, READ)
def to_do(request: StaffRequest) -> HttpResponse:
    """By worker: whom to tell in person; and how many letters there are to print."""
    today = timezone.localdate()
    letters, unsafe = _letters(request.user, today)
    to_tell = list(_rows(request.user).to_tell()[:MOST])
    rows = [*to_tell, *unsafe]
    note_list(request, {row.family_id for row in (*rows, *(letter.row for letter in letters))})
    context = {
        "letters": letters,
        "by_worker": _by_worker(rows, request.user, today),
        "may_edit": request.user.can(Permission.FAMILY_EDIT),
        "runs": Telling.objects.select_related("version").defer("version__content")[:RUNS],
        "most": MOST if MOST in (len(to_tell), len(letters) + len(unsafe)) else 0,
    }
    return render(request, "telling/to_do.html", context)


@requires(Permission.FAMILY_VIEW, READ)
def people(request: StaffRequest, telling_id: uuid.UUID) -> HttpResponse:
    """Those of a run whom the reader sees: where each stands, and what proves it."""
    telling = get_object_or_404(Telling.objects.select_related("version"), pk=telling_id)
    seen = Told.objects.visible_to(request.user).filter(telling=telling).with_state()
    found = dict(seen.order_by().values_list("state").annotate(Count("pk")))
    standing, number = Standing.of(found, request.GET.get("state", "")), page_number(request)
    wanted = seen.filter(state=standing.wanted) if standing.wanted else seen
    start = (number - 1) * A_PAGE
    proven = wanted.select_related("person", "text__delivery", "printed_by", "told_by").order_by("id")
    rows = list(proven[start : start + A_PAGE + 1])
    note_list(request, {row.family_id for row in rows[:A_PAGE]})
    context = {
        "telling": telling, "standing": standing, "rows": rows[:A_PAGE], "full_width": True,
        **pages(standing.wanted, number, has_more=len(rows) > A_PAGE),
    }  # fmt: skip
    return render(request, "telling/people.html", context)


@requires(Permission.FAMILY_VIEW, READ)
def letters(request: StaffRequest) -> HttpResponse:
    """The letters, each on a page of its own, to print."""
    found, _ = _letters(request.user, timezone.localdate())
    note_list(request, {letter.row.family_id for letter in found})
    context = {
        "letters": found,
        "may_edit": request.user.can(Permission.FAMILY_EDIT),
        "today": timezone.localdate(),
    }
    return render(request, "telling/letters.html", context)


@requires(Permission.FAMILY_VIEW, READ)
def letters_csv(request: StaffRequest) -> HttpResponse:
    """The same people with their addresses, for a mail merge."""
    found, _ = _letters(request.user, timezone.localdate())
    note_list(request, {letter.row.family_id for letter in found})
    lines = [
        (
            one.row.person.full_name,
            one.address.lines,
            one.address.postcode,
            str(one.row.telling.version.number),
        )
        for one in found
    ]
    return spreadsheet("letters", [COLUMNS, *lines])


@requires(Permission.FAMILY_EDIT, POST)
def letters_printed(request: StaffRequest) -> HttpResponse:
    """Note that the letters on the page were printed."""
    chosen = set(request.POST.getlist("letter"))
    rows = [
        letter.row
        for letter in _letters(request.user, timezone.localdate())[0]
        if str(letter.row.pk) in chosen
    ]
    count = letters_print(rows=rows, on=timezone.localdate(), by=request.user)
    messages.success(request, f"{count} letter{'' if count == 1 else 's'} noted as printed")
    return redirect("telling:to_do")


def _rows(user: User) -> Any:
    rows = Told.objects.visible_to(user).for_work_of(user)
    return rows.select_related("person", "family", "telling__version", "text__delivery")


def _letters(user: User, today: datetime.date) -> tuple[list[Letter], list[Told]]:
    """Letters that may still go, and rows of people whose address has stopped being safe since."""
    rows = list(_rows(user).letters_to_print()[:MOST])
    choices = {
        one.person.pk: choose(one, today) for one in concerned_of([row.person_id for row in rows], today)
    }
    found, unsafe = [], []
    for row in rows:
        choice = choices.get(row.person_id)
        # A number that became safe meanwhile changes nothing: the letter is due. An address that is hidden now does.
        address = choice.address if choice and choice.way is Way.LETTER else None
        if address:
            found.append(Letter(row, address))
        else:
            unsafe.append(row)
    return found, unsafe


def _by_worker(rows: list[Told], user: User, today: datetime.date) -> list[tuple[str, list[Told]]]:
    """Whom each worker has to tell: the worker of the work in sight, or behind the wall where all of it is there."""
    work = (
        Involvement.objects.visible_to(user).open_on(today).filter(family__in=[row.family_id for row in rows])
    )
    workers = {
        (involvement.family_id, involvement.wall): involvement.allocated_to.full_name
        for involvement in work.select_related("allocated_to")
        if involvement.allocated_to
    }
    named = sorted(
        ((workers.get((row.family_id, row.wall), NOBODY), row) for row in rows),
        key=lambda found: (found[0], found[1].family.name, found[1].person.full_name),
    )
    return [
        (worker, [row for _, row in found]) for worker, found in groupby(named, key=lambda found: found[0])
    ]
