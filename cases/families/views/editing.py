"""What every edit page does: ask, save and go back; or say what is wrong, or that somebody else was faster."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.access import StaffRequest
from accounts.records import Record
from cases.families.actions.rows import Refused, RowChanged, row_version
from cases.families.charts import Chart
from cases.families.forms.reason import RowForm
from cases.families.models import Family
from cases.families.views.both_versions import changed_page
from cases.families.views.long_forms import form_page, form_sent

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
    form: RowForm,
    *,
    save: Callable[[], object],
    back: str,
    heading: str,
    caption: str = "",
    button: str = "Save",
    said: str = "Saved",
    about: str = "",
    charts: Iterable[Chart] = (),
    family: Family | None = None,
) -> HttpResponse:
    """Show the form; when its answers are right, save and go back to where the writer came from."""
    if request.method == "POST" and form.is_valid():
        try:
            save()
        except RowChanged as changed:
            return changed_page(request, form, changed.row, back=back, button=button, family=family)
        except Refused as refused:
            form.add_error(None, str(refused))
        except IntegrityError:
            form.add_error(None, CLASH)
        else:
            form_sent(request)
            messages.success(request, said)
            return redirect(back)
    words_on_page: dict[str, Any] = {"charts": charts} | {
        "heading": heading,
        "caption": caption,
        "button": button,
        "about": about,
        "back": back,
    }
    return form_page(request, "families/edit.html", {"form": form, **words_on_page}, family=family)
