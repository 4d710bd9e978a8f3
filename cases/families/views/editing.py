"""What every edit page does: ask, save and go back; or say what is wrong, or that somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from accounts.access import StaffRequest
from accounts.records import Record
from cases.families.actions.rows import RowChanged, row_version
from cases.families.changes import words
from cases.families.charts import Chart
from cases.families.forms.reason import ReasonForm

CLASH = (
    "This does not go together with something that was saved meanwhile. "
    "Open the record again to see what is on it, then try again."
)


def form_arguments(request: StaffRequest, row: Record | None = None) -> dict[str, Any]:
    """What every form of a change is made with: what was typed, the day, and the version the writer saw."""
    return {
        "data": request.POST if request.method == "POST" else None,
        "initial": {"version": row_version(row) if row else None},
        "today": timezone.localdate(),
    }


def edit_page(
    request: StaffRequest,
    form: ReasonForm,
    *,
    save: Callable[[], object],
    back: str,
    heading: str,
    caption: str = "",
    button: str = "Save",
    said: str = "Saved",
    about: str = "",
    charts: Iterable[Chart] = (),
) -> HttpResponse:
    """Show the form; when its answers are right, save and go back to where the writer came from."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except RowChanged as changed:
            return _changed_page(request, form, changed.row, back=back)
        except IntegrityError:
            form.add_error(None, CLASH)
        else:
            messages.success(request, said)
            return redirect(back)
    words_on_page: dict[str, Any] = {"charts": charts} | {
        "heading": heading,
        "caption": caption,
        "button": button,
        "about": about,
        "back": back,
    }
    return render(request, "families/edit.html", {"form": form, **words_on_page})


def _changed_page(request: StaffRequest, form: ReasonForm, row: Record, *, back: str) -> HttpResponse:
    """409: what stands on the record now beside what was typed. Nothing was saved."""
    newest = row.history.select_related("history_user").first()
    context = {
        "newest": newest,
        "rows": _side_by_side(form, row),
        "reason": form.reason,
        "back": back,
        "request_path": request.path,
    }
    return render(request, "families/changed_meanwhile.html", context, status=409)


def _side_by_side(form: ReasonForm, row: Record) -> list[list[str]]:
    told = []
    for name in form.fields:
        if name in ReasonForm.base_fields or not hasattr(row, name):
            continue
        column = row._meta.get_field(name)
        typed = words(column, form.cleaned_data.get(name))  # type: ignore[arg-type]
        now = words(column, getattr(row, name))  # type: ignore[arg-type]
        told.append([str(form.fields[name].label), now, typed])
    return told
