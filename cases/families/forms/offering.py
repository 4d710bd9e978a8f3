"""Which rows a question offers."""

from typing import Any

from django import forms
from django.db.models import QuerySet


def offer(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    """Let the question choose among these rows and no others: ids of any other row are refused."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]
