"""Documents in the chronology of a family, by the date of each."""

from __future__ import annotations

from django.db.models import Prefetch
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from cases.documents.models import Document, DocumentAbout
from cases.documents.queries import DocumentQuerySet
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family

KIND = "document"


class Documents:
    """The source that ``cases.documents`` offers."""

    kinds = ((KIND, "Document"),)

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """The family's documents; removed ones are not among them."""
        if not user.can(Permission.DOCUMENT_VIEW):
            return []
        return [
            Strand(
                code=KIND,
                rows=Document.objects.visible_to(user).filter(family=family).standing(),
                at="stands_at",
                author="added_by",
                words=("title", "source"),
                in_full=lambda rows: with_people(rows, user),
                entry=_entry,
                kinds=frozenset({KIND}),
                with_person=DocumentQuerySet.with_person,
            )
        ]


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
        kept_from_family="It may name others: it is read through before it is shown",
    )
