"""The wording of the notices in Django admin. A council says things in its own words; the codes stay what they are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin import ReasonForm
from accounts.admin_site import GuardedAdmin
from accounts.permissions import Permission
from privacy.actions.notice import wording_change
from privacy.models import (
    Notice,
    NoticeSection,
    Organisation,
    PublishedBasis,
    PublishedCategory,
    PublishedContact,
    PublishedLaw,
    PublishedPurpose,
    PublishedRecipient,
    PublishedRight,
)


class WordingAdmin(GuardedAdmin):
    """Saving gives every page that shows the words a new version and date. Nothing is added or removed here: what a
    notice lists is what the data map holds."""

    permission = Permission.NOTICE_EDIT
    form = ReasonForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new code is a change of the portal, not of its words."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write the words with who and why, and date the pages."""
        wording_change(
            wording=obj,
            on=timezone.localdate(),
            by=request.user,  # type: ignore[arg-type]
            reason=form.cleaned_data["reason"],
        )


@admin.register(Organisation)
class OrganisationAdmin(WordingAdmin):
    """The names of the council and its service."""


@admin.register(
    PublishedCategory, PublishedPurpose, PublishedBasis, PublishedLaw, PublishedRecipient, PublishedRight
)
class TermAdmin(WordingAdmin):
    """One thing a notice lists."""

    list_display = ("title", "code")
    readonly_fields = ("code", "order")


@admin.register(PublishedContact)
class ContactPointAdmin(WordingAdmin):
    """Whom a reader can turn to."""

    list_display = ("title", "email")
    readonly_fields = ("code", "order")
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}


@admin.register(Notice)
class NoticeAdmin(WordingAdmin):
    """A page: its title, its opening, and the lists it covers, to read."""

    list_display = ("title", "version", "changed_on")
    readonly_fields = (
        "code", "version", "changed_on", "categories", "purposes", "bases", "laws", "recipients", "rights",
    )  # fmt: skip


@admin.register(NoticeSection)
class NoticeSectionAdmin(WordingAdmin):
    """A section of a page."""

    list_display = ("heading", "notice")
    list_filter = ("notice",)
    readonly_fields = ("code", "order", "notice")
