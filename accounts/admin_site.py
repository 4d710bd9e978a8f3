"""Base classes of every page in Django admin: our permissions, our history, and need-to-know as on any other page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from simple_history.admin import SimpleHistoryAdmin

from accounts.actions.access_log import access_record_add
from accounts.models import Look, User
from accounts.permissions import Permission


def staff_of(request: HttpRequest) -> User:
    """The member of staff who uses these pages, as a person the history can name.

    Raises ``PermissionDenied`` for anybody else; Django admin has turned them away before.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


class GuardedAdmin(SimpleHistoryAdmin):  # type: ignore[misc]
    """Asks ``permission`` of the signed-in person; the history shows each version and turns none back.

    Nothing is deleted here, and Django's own log of the admin is not written: it would keep names for ever, and the
    history says more.
    """

    permission = Permission.ADMIN_USE
    object_history_list_template = "admin/history_list.html"
    show_facets = admin.ShowFacets.NEVER

    def may(self, request: HttpRequest) -> bool:
        """Whether this person may open these pages at all."""
        return isinstance(request.user, User) and request.user.can(self.permission)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Whether the app is listed."""
        return self.may(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Reading; which rows there are is ``get_queryset``'s matter."""
        return self.may(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Adding."""
        return self.may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Changing."""
        return self.may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never: what is no longer true is ended, and disposal is the retention schedule's."""
        return False

    def has_view_history_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever sees a row sees its history."""
        return self.may(request)

    def has_change_history_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody rewrites history."""
        return False

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """The history of a row this person sees; of any other there is none."""
        self._refuse_hidden(request, object_id)
        answer: HttpResponse = super().history_view(request, object_id, extra_context)
        return answer

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """One version, to read."""
        self._refuse_hidden(request, object_id)
        answer: HttpResponse = super().history_form_view(request, object_id, version_id, extra_context)
        return answer

    def log_addition(self, *args: Any) -> None:
        """See the class."""

    def log_change(self, *args: Any) -> None:
        """See the class."""

    def _refuse_hidden(self, request: HttpRequest, object_id: str) -> None:
        try:
            is_there = self.get_queryset(request).filter(pk=unquote(object_id)).exists()
        except (ValueError, ValidationError):
            is_there = False
        if not is_there:
            raise Http404


class CaseworkAdmin(GuardedAdmin):
    """Casework as it is on file, to read. An administrator without an involvement sees no row.

    Lists show keys alone, so that every look at a name is a look at one row, and that is noted.
    """

    list_display: tuple[str, ...] = ("id",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows this person sees on any other page."""
        rows: QuerySet[Any] = self.model._default_manager.visible_to(request.user)
        return rows

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: Any = None,
    ) -> HttpResponse:
        """One row, and a note that somebody looked."""
        self._note_look(request, object_id)
        answer: HttpResponse = super().changeform_view(request, object_id, form_url, extra_context)
        return answer

    def _refuse_hidden(self, request: HttpRequest, object_id: str) -> None:
        super()._refuse_hidden(request, object_id)
        self._note_look(request, object_id)

    def _note_look(self, request: HttpRequest, object_id: str | None) -> None:
        row = self.get_object(request, unquote(object_id)) if object_id else None
        if row is None or not isinstance(request.user, User):
            return
        access_record_add(
            by=request.user,
            at=timezone.now(),
            route=f"admin:{self.opts.label_lower}",
            ground="administration pages",
            action=Look.ADMIN,
            **_whom(row),
        )

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Casework is written on its own pages."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Casework is written on its own pages."""
        return False


def _whom(row: Any) -> dict[str, Any]:
    """Whom a row is about: the person or family it names, or else those of the row it hangs on."""
    if row._meta.model_name in ("person", "family"):
        return {f"{row._meta.model_name}_id": row.pk}
    named = {name: getattr(row, name) for name in ("person_id", "family_id") if getattr(row, name, None)}
    links = (field.name for field in row._meta.fields if field.many_to_one or field.one_to_one)
    return named or next(
        filter(None, (_whom(above) for above in map(row.__getattribute__, links) if above)), {}
    )
