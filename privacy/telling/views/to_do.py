"""Letters to print and people to tell, of the families the reader sees."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import POST, READ, StaffRequest, requires
from accounts.models import User
from accounts.permissions import Permission
from cases.families.models import Address, Involvement
from cases.families.views.objects import note_list
from govuk.spreadsheets import spreadsheet
from privacy.telling.actions.runs import letters_print
from privacy.telling.models import Told, Way
from privacy.telling.queries import concerned_of
from privacy.telling.rules import choose

NOBODY = "No worker yet"
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
    rows = [*_rows(request.user).to_tell(), *unsafe]
    note_list(request, {row.family_id for row in (*rows, *(letter.row for letter in letters))})
    context = {
        "letters": letters,
        "by_worker": _by_worker(rows, request.user, today),
        "may_edit": request.user.can(Permission.FAMILY_EDIT),
    }
    return render(request, "telling/to_do.html", context)


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
    return Told.objects.visible_to(user).select_related(
        "person", "family", "telling__version", "text__delivery"
    )


def _letters(user: User, today: datetime.date) -> tuple[list[Letter], list[Told]]:
    """Letters that may still go, and rows of people whose address has stopped being safe since."""
    rows = list(_rows(user).letters_to_print())
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
    """Whom each worker has to tell."""
    work = (
        Involvement.objects.visible_to(user).open_on(today).filter(family__in=[row.family_id for row in rows])
    )
    workers = {
        involvement.family_id: involvement.allocated_to.full_name
        for involvement in work.select_related("allocated_to")
        if involvement.allocated_to
    }
    named = sorted(
        ((workers.get(row.family_id, NOBODY), row) for row in rows),
        key=lambda found: (found[0], found[1].family.name, found[1].person.full_name),
    )
    return [
        (worker, [row for _, row in found]) for worker, found in groupby(named, key=lambda found: found[0])
    ]
