"""The wording of letters in the admin."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from accounts.admin import ReasonForm
from accounts.admin_site import GuardedAdmin, staff_of
from accounts.permissions import Permission
from privacy.workbench.actions.templates import template_change
from privacy.workbench.models import LetterTemplate
from privacy.workbench.rules.letters import MissingPart, check_wording


class WordingForm(ReasonForm):
    """A wording; what the law asks for cannot be taken out of it."""

    class Meta:
        help_texts = {
            "body": "A line that begins with # is a heading, one that begins with - is a bullet. Names in curly"
            " brackets are filled in; those the law asks for cannot be taken out."
        }

    def clean_body(self) -> str:
        """Say which part is missing."""
        body: str = self.cleaned_data["body"]
        try:
            check_wording(self.instance.kind, body)
        except MissingPart as missing:
            raise forms.ValidationError(str(missing)) from missing
        return body


@admin.register(LetterTemplate)
class LetterTemplateAdmin(GuardedAdmin):
    """One wording for each kind of letter and reader; each change makes a new version."""

    permission = Permission.NOTICE_EDIT
    form = WordingForm
    list_display = ("kind", "reader", "title", "version")
    readonly_fields = ("kind", "reader", "version")

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new kind of letter is a change of the portal, not of its words."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write the next version, with who and why."""
        template_change(
            template=obj,
            by=staff_of(request),
            reason=form.cleaned_data["reason"],
        )
