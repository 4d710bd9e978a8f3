"""Contacts in the chronology of a family."""

from __future__ import annotations

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.contacts.models import Contact, ContactAbout, ContactKind, ContactPresent, ContactSource
from cases.contacts.queries import ContactQuerySet
from cases.families.chronology import Entry, Key, Strand
from cases.families.models import Family


class Contacts:
    """The source that ``cases.contacts`` offers."""

    kinds = ContactKind.choices

    def strands(self, *, family: Family, user: User) -> list[Strand]:
        """The family's contacts."""
        return [
            Strand(
                code="contact",
                rows=Contact.objects.visible_to(user).filter(family=family),
                at="happened_at",
                author="recorded_by",
                words=("what_happened", "what_we_think", "next_step", "place"),
                in_full=lambda rows: with_people(rows, user),
                entry=_entry,
                kinds=frozenset(ContactKind.values),
                kind_column="kind",
                with_person=ContactQuerySet.with_person,
                is_being_in_touch=True,
            )
        ]


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
        kept_from_family=_kept(contact),
    )


def _kept(contact: Contact) -> str:
    """Recording rules mark what others told us: they are asked before the family reads it."""
    if contact.source == ContactSource.TOLD_BY_PROFESSIONAL:
        return "A professional told us: ask them before it is shown"
    return ""


def _words(contact: Contact) -> str:
    """Fact, judgement and next step, each under its name."""
    told = [contact.what_happened]
    if contact.what_we_think:
        told.append(f"What we think: {contact.what_we_think}")
    if contact.next_step_on:
        told.append(f"Next step by {contact.next_step_on:%d/%m/%Y}: {contact.next_step}")
    return "\n\n".join(told)
