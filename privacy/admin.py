"""The draft of the notices in Django admin. A council says things in its own words; the codes stay what they are.

Nothing here is public until somebody who changed none of it publishes it as a version (``privacy.notices``).
"""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest

from accounts.admin import ReasonForm
from accounts.admin_site import GuardedAdmin, staff_of
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
    PublishedPeriod,
    PublishedPurpose,
    PublishedRecipient,
    PublishedRight,
)


class WordingAdmin(GuardedAdmin):
    """Saving changes the draft, with who and why. Codes are not added here: a new one is a change of the portal."""

    permission = Permission.NOTICE_EDIT
    form = ReasonForm

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A new code is a change of the portal, not of its words."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write the words with who and why."""
        wording_change(
            wording=obj,
            by=staff_of(request),
            reason=form.cleaned_data["reason"],
        )


@admin.register(Organisation)
class OrganisationAdmin(WordingAdmin):
    """The names of the council and its service."""


@admin.register(
    PublishedCategory, PublishedPurpose, PublishedBasis, PublishedLaw, PublishedRecipient, PublishedRight,
    PublishedPeriod,
)  # fmt: skip
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
    """A page: its title, its opening, and what it lists.

    What the portal uses and the page does not list, or the other way round, keeps it from being published.
    """

    list_display = ("title", "code")
    readonly_fields = ("code",)
    formfield_overrides = {models.ManyToManyField: {"widget": CheckboxSelectMultiple}}


@admin.register(NoticeSection)
class NoticeSectionAdmin(WordingAdmin):
    """A section of a page, in full and in easy read."""

    list_display = ("heading", "notice")
    list_filter = ("notice",)
    readonly_fields = ("code", "order", "notice")
