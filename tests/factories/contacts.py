"""Contacts with families, recorded by somebody."""

import datetime
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.contacts.models import Contact, ContactAbout, ContactPresent
from cases.families.models import Person
from tests.factories.families import REASON, FamilyFile


def make_contact(
    file: FamilyFile,
    by: User,
    *,
    about: dict[Person, dict[str, bool]] | None = None,
    present: tuple[Person, ...] = (),
    **fields: Any,
) -> Contact:
    """A visit of 5 March 2026 about the first person of the family, unless told otherwise."""
    said = {
        "kind": "visit",
        "happened_on": datetime.date(2026, 3, 5),
        "source": "seen_and_heard",
        "what_happened": "The kettle was on.",
        "involvement": file.involvement,
        "recorded_at": timezone.now(),
    }
    contact = Contact(family=file.family, recorded_by=by, **said | fields)
    contact.save_by(by=by, reason=REASON)
    for person, seen in (about or {file.person: {"seen": True}}).items():
        ContactAbout(contact=contact, person=person, **seen).save_by(by=by, reason=REASON)
    for person in present:
        ContactPresent(contact=contact, person=person).save_by(by=by, reason=REASON)
    return contact
