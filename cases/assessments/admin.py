"""Wording the forms of assessment in Django admin: a published version is there to read, a draft to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import InlineModelAdmin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.admin import ReasonForm
from accounts.admin_site import CaseworkAdmin, GuardedAdmin, staff_of
from accounts.models import User
from accounts.permissions import Permission
from cases.assessments.actions.definitions import (
    NotReadyError,
    definition_row_remove,
    definition_row_save,
    version_draft,
    version_publish,
)
from cases.assessments.models import (
    Answer,
    Assessment,
    AssessmentPart,
    FamilyCopy,
    FormDefinition,
    FormQuestion,
    FormSection,
    FormVersion,
    GoalProgress,
    MeetingInvitee,
    Plan,
    PlanAction,
    PlanGoal,
    PlanNeed,
    PlanReview,
    TeamMeeting,
)


class WordingAdmin(GuardedAdmin):
    """Every change says why."""

    permission = Permission.STAFF_MANAGE
    form = ReasonForm

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Write it with who and why."""
        definition_row_save(row=obj, by=staff_of(request), reason=form.cleaned_data["reason"])

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        """The sections or questions on the same page, for the same reason."""
        told: Any = {"by": staff_of(request), "reason": form.cleaned_data["reason"]}
        for row in formset.save(commit=False):
            definition_row_save(row=row, **told)
        for row in formset.deleted_objects:
            definition_row_remove(row=row, **told)


@admin.register(FormDefinition)
class FormDefinitionAdmin(WordingAdmin):
    """The kinds of assessment."""

    list_display = ("name", "is_offered")
    actions = ("begin_draft",)

    @admin.action(description="Begin a new version as a draft")
    def begin_draft(self, request: HttpRequest, queryset: QuerySet[FormDefinition]) -> None:
        """A copy of the newest version, to be changed and published under “Form versions”."""
        for definition in queryset:
            version_draft(definition=definition, by=staff_of(request), reason="New draft")
        messages.success(request, "The draft is under “Form versions”")


class OfDraft(InlineModelAdmin):  # type: ignore[type-arg]  # Django does not subscript it at run time
    """Rows on the page of a version or a section: to be read, and in a draft to be changed."""

    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As of the page it stands on."""
        return isinstance(request.user, User) and request.user.can(Permission.STAFF_MANAGE)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """To a draft alone."""
        return self.has_view_permission(request) and obj is not None and is_draft(obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """In a draft alone."""
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """From a draft alone."""
        return self.has_add_permission(request, obj)


class SectionsInline(OfDraft, admin.TabularInline):  # type: ignore[type-arg]  # Django does not subscript it at run time
    """The sections of a version."""

    model = FormSection
    show_change_link = True


class QuestionsInline(OfDraft, admin.StackedInline):  # type: ignore[type-arg]  # Django does not subscript it at run time
    """The questions of a section."""

    model = FormQuestion

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """A condition looks at questions of the same section."""
        if db_field.name == "shown_when" and request.resolver_match:
            section = request.resolver_match.kwargs.get("object_id")
            kwargs["queryset"] = FormQuestion.objects.filter(section=section)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(FormVersion)
class FormVersionAdmin(WordingAdmin):
    """A version with its sections; begun under “Form definitions”, published here."""

    list_display = ("__str__", "published_on")
    readonly_fields = ("definition", "number", "published_on")
    inlines = (SectionsInline,)
    actions = ("publish",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """A draft is begun as a copy of the newest version."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A published version stays as it is."""
        return self.may(request) and (obj is None or is_draft(obj))

    @admin.action(description="Publish: new assessments use it from now on")
    def publish(self, request: HttpRequest, queryset: QuerySet[FormVersion]) -> None:
        """Freeze the drafts picked, or say what is wrong with them."""
        for version in queryset:
            try:
                version_publish(version=version, on=timezone.localdate(), by=staff_of(request))
            except NotReadyError as error:
                messages.error(request, f"{version} is not published. {'. '.join(error.args)}")
            else:
                messages.success(request, f"{version.definition}, version {version.number}, is published")


@admin.register(FormSection)
class FormSectionAdmin(WordingAdmin):
    """A section with its questions; added and reached from its version."""

    list_display = ("title", "version")
    list_filter = ("version",)
    readonly_fields = ("version",)
    inlines = (QuestionsInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """On the page of its version."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """While its version is a draft."""
        return self.may(request) and (obj is None or is_draft(obj))


@admin.register(
    Assessment, AssessmentPart, Answer, FamilyCopy, Plan, PlanNeed, PlanGoal, PlanAction, PlanReview, GoalProgress,
    TeamMeeting, MeetingInvitee,
)  # fmt: skip
class AssessmentsAdmin(CaseworkAdmin):
    """Assessments and plans, to read."""

    list_per_page = 50


def is_draft(row: FormVersion | FormSection) -> bool:
    """Whether a version, or the version of a section, may still be changed."""
    version = row if isinstance(row, FormVersion) else row.version
    return version.published_on is None
