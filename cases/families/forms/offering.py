"""Which rows a question offers."""

from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let the question choose among these rows and no others: ids of any other row are refused."""
    field: Any = form.fields[name]
    field.queryset = rows
    if field.required:
        field.empty_label = "Select"
