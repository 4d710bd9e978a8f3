"""Contacts in the chronology of a family."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.contacts.models import Contact, ContactAbout, ContactKind, ContactPresent
from cases.contacts.queries import ContactQuerySet
from cases.families.chronology import Entry, Filters, Key, distinct_users, keyset
from cases.families.models import Family


class Contacts:
    """The source that ``cases.contacts`` offers."""

    kinds = ContactKind.choices
    is_being_in_touch = True

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
        """A slice of the family's contacts in three queries."""
        rows = Contact.objects.visible_to(user).filter(family=family)
        if filters.kinds:
            rows = rows.filter(kind__in=sorted(filters.kinds))
        if filters.author:
            rows = rows.filter(recorded_by=filters.author)
        if filters.person:
            rows = rows.with_person(filters.person)
        rows = keyset(rows, at="happened_at", filters=filters, before=before, after=after, limit=limit)
        return [_entry(contact) for contact in with_people(rows, user)]

    def authors(self, *, family: Family, user: User) -> QuerySet[User]:
        """Who recorded contacts with the family."""
        return distinct_users(Contact, "recorded_by_id", family)


def with_people(rows: ContactQuerySet, user: User) -> ContactQuerySet:
    """The same contacts with their author and everybody they are about or who was there, in one query each."""
    return rows.select_related("recorded_by").prefetch_related(
        Prefetch("about", ContactAbout.objects.visible_to(user).select_related("person")),
        Prefetch("present", ContactPresent.objects.visible_to(user).select_related("person")),
    )


def _entry(contact: Contact) -> Entry:
    about = [row.person.full_name for row in contact.about.all()]
    return Entry(
        key=Key(contact.happened_at, contact.pk),
        at=timezone.localtime(contact.happened_at) if contact.started_at else contact.happened_on,
        kind=contact.kind,
        kind_label=contact.get_kind_display(),
        title=contact.get_kind_display(),
        template="contacts/entry.html",
        object=contact,
        author=contact.recorded_by.full_name,
        people=tuple(about),
        url=reverse("contacts:contact", args=[contact.family_id, contact.pk]),
        words=_words(contact),
    )


def _words(contact: Contact) -> str:
    """Fact, judgement and next step, each under its name."""
    told = [contact.what_happened]
    if contact.what_we_think:
        told.append(f"What we think: {contact.what_we_think}")
    if contact.next_step_on:
        told.append(f"Next step by {contact.next_step_on:%d/%m/%Y}: {contact.next_step}")
    return "\n\n".join(told)
