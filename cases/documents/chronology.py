"""Documents in the chronology of a family, by the date of each."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from cases.documents.models import Document, DocumentAbout
from cases.documents.queries import DocumentQuerySet
from cases.families.chronology import Entry, Filters, Key, distinct_users, keyset
from cases.families.models import Family

KIND = "document"


class Documents:
    """The source that ``cases.documents`` offers."""

    kinds = ((KIND, "Document"),)

    def entries(
        self,
        *,
        family: Family,
        user: User,
        filters: Filters,
        before: Key | None = None,
        after: Key | None = None,
        limit: int,
    ) -> list[Entry]:
        """A slice of the family's documents in two queries; removed ones are not among them."""
        if not user.can(Permission.DOCUMENT_VIEW):
            return []
        rows = Document.objects.visible_to(user).filter(family=family).standing()
        if filters.author:
            rows = rows.filter(added_by=filters.author)
        if filters.person:
            rows = rows.with_person(filters.person)
        rows = keyset(rows, at="stands_at", filters=filters, before=before, after=after, limit=limit)
        return [_entry(document) for document in with_people(rows, user)]

    def authors(self, *, family: Family, user: User) -> QuerySet[User]:
        """Who added documents to the family's file."""
        return distinct_users(Document, "added_by_id", family)


def with_people(rows: DocumentQuerySet, user: User) -> DocumentQuerySet:
    """The same documents with whoever added them, and everybody they are about in one more query."""
    about = DocumentAbout.objects.visible_to(user).select_related("person")
    return rows.select_related("added_by").prefetch_related(Prefetch("about", about))


def _entry(document: Document) -> Entry:
    return Entry(
        key=Key(document.stands_at, document.pk),
        at=document.dated_on,
        kind=KIND,
        kind_label="Document",
        title=f"Document: {document.title}",
        template="documents/entry.html",
        object=document,
        author=document.added_by.full_name,
        people=tuple(row.person.full_name for row in document.about.all()),
        url=reverse("documents:document", args=[document.family_id, document.pk]),
        words=document.source,
    )
