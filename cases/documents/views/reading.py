"""Which documents there are, what is known of one, and the files themselves."""

from __future__ import annotations

import logging
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from cases.documents.folder import FolderError, file_read
from cases.documents.models import Document, DocumentVersion, FileType
from cases.documents.views.loading import can_remove, document_of, documents_of
from cases.families.views.objects import family_looked_at

PAGE = 50
ENDINGS = {FileType.PDF: "pdf", FileType.WORD: "docx", FileType.JPEG: "jpg", FileType.PNG: "png"}

log = logging.getLogger(__name__)


@requires(Permission.DOCUMENT_VIEW, READ)
def document_list(request: StaffRequest, family_id: UUID) -> HttpResponse:
    """The family's documents, the newest first; the removed ones apart."""
    family = family_looked_at(request, family_id)
    is_removed = "removed" in request.GET
    rows = documents_of(request.user, family).filter(removed_at__isnull=not is_removed)
    context = {
        "family": family,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "is_removed": is_removed,
        "may_add": request.user.can(Permission.DOCUMENT_ADD),
    }
    return render(request, "documents/list.html", context)


@requires(Permission.DOCUMENT_VIEW, READ)
def document(request: StaffRequest, family_id: UUID, document_id: UUID) -> HttpResponse:
    """What is known of one document, its versions, and what was changed about it."""
    family = family_looked_at(request, family_id)
    found = document_of(request, family, document_id)
    may_change = request.user.can(Permission.DOCUMENT_ADD) and found.removed_at is None
    changes = list(found.history.select_related("history_user").order_by("-history_date", "-history_id"))
    context = {
        "family": family,
        "document": found,
        "rows": _facts(found),
        "versions": found.versions.all(),
        "changes": changes if len(changes) > 1 else [],
        "may_change": may_change,
        "may_remove": may_change and can_remove(request, found),
    }
    return render(request, "documents/document.html", context)


@requires(Permission.DOCUMENT_VIEW, READ)
def file(request: StaffRequest, family_id: UUID, document_id: UUID, version_id: UUID) -> HttpResponse:
    """The file of one version, to be opened by the reader's own program: never shown by the browser as a page."""
    family = family_looked_at(request, family_id)
    versions = DocumentVersion.objects.visible_to(request.user).select_related("document")
    found = get_object_or_404(
        versions,
        pk=version_id,
        document=document_id,
        document__family=family,
        document__removed_at__isnull=True,
    )
    try:
        content = file_read(found.pk, digest=found.digest)
    except FolderError as error:
        log.error("Version %s of a document: %s", found.pk, error)
        back = reverse("documents:document", args=[family.pk, document_id])
        return render(request, "documents/missing.html", {"family": family, "back": back}, status=404)
    response = HttpResponse(content, content_type=found.file_type)
    response["Content-Disposition"] = content_disposition_header(True, _name(found))  # type: ignore[assignment]
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response


def _name(version: DocumentVersion) -> str:
    """What the file is called on the reader's machine: the title, in letters no system minds."""
    title = "".join(
        letter if letter.isalnum() or letter in " -," else " " for letter in version.document.title
    )
    words = " ".join(title.split()) or "Document"
    return f"{words} v{version.number}.{ENDINGS[FileType(version.file_type)]}"


def _facts(found: Document) -> list[dict[str, str]]:
    added = timezone.localtime(found.added_at)
    facts = {
        "Kind": found.get_kind_display(),
        "Date of the document": f"{found.dated_on.day} {found.dated_on:%B %Y}",
        "From": found.source,
        "About": "; ".join(row.person.full_name for row in found.about.all()),
        "Part of": str(found.involvement.service) if found.involvement else "No service named",
        "Added": f"{added.day} {added:%B %Y at %H:%M} by {found.added_by}",
    }
    return [{"key": key, "value": value} for key, value in facts.items()]
