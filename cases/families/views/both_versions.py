"""Two people changed the same record: who was slower is told, and sees both versions. Nothing was overwritten."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpResponse

from accounts.access import StaffRequest
from accounts.records import Record
from cases.families.actions.rows import row_version
from cases.families.changes import words
from cases.families.models import Family
from cases.families.views.drafts import replaced
from cases.families.views.long_forms import form_page

NOT_OF_THE_ROW = {"version", "why", "why_detail"}
NOT_ASKED = "Not asked on this form"


def changed_page(
    request: StaffRequest,
    form: Any,
    row: Record,
    *,
    back: str,
    button: str = "Save",
    family: Family | None = None,
    rows: list[list[str]] | None = None,
) -> HttpResponse:
    """409: what stands on the record now beside what was typed, and the form to go on with what was typed.

    It names the newest version from now on, so that sending it again is a decision. ``rows`` for a record whose words
    stand in more than one table: question, what stands now, what was typed.
    """
    told = both_versions(form, row) if rows is None else rows
    form.data = replaced(request.POST, "version", row_version(row))
    context = {
        "newest": row.history.select_related("history_user").first(),
        "rows": told,
        "form": form,
        "button": button,
        "back": back,
    }
    return form_page(request, "families/changed_meanwhile.html", context, family=family, status=409)


def both_versions(form: Any, row: Record) -> list[list[str]]:
    """Question, what stands on the record now, what was typed. What else changed meanwhile stands last."""
    asked, told = set(), []
    for name, field in form.fields.items():
        if name in NOT_OF_THE_ROW or (column := _column(row, name)) is None:
            continue
        asked.add(name)
        typed = words(column, form.cleaned_data.get(name))
        told.append([str(field.label), words(column, getattr(row, name)), typed])
    return told + [
        [str(column.verbose_name).capitalize(), words(column, getattr(row, column.name)), NOT_ASKED]
        for column in _changed_since(row, form.cleaned_data.get("version"))
        if column.name not in asked
    ]


def _column(row: Record, name: str) -> Any:
    try:
        column = row._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return column if getattr(column, "concrete", False) else None


def _changed_since(row: Record, version: Any) -> list[Any]:
    """Columns that say something else now than in the version the writer had before them."""
    seen = row.history.filter(history_id=version).first() if version else None
    if seen is None:
        return []
    columns = [column for column in row._meta.concrete_fields if hasattr(seen, column.attname)]
    return [column for column in columns if getattr(seen, column.attname) != getattr(row, column.attname)]
