"""Recording and correcting contacts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts.database_errors import broken_constraint
from accounts.models import User
from accounts.records import Record
from cases.contacts.models import Contact, ContactAbout, ContactPresent
from cases.contacts.rules import FIELDS, Details, Other, Seen
from cases.families.actions.drafts import draft_discard
from cases.families.models import Family
from cases.families.queries import wall_of_work

RECORD_FORM = "contact_record"
RECORDED = "Contact recorded"


class AlreadyRecordedError(Exception):
    """This form was sent before; the contact is there."""


class CorrectedMeanwhileError(Exception):
    """Somebody else corrected the contact after the form was opened."""


@transaction.atomic
def contact_record(
    *, key: UUID, family: Family, details: Details, by: User, now: datetime.datetime
) -> Contact:
    """Write down a contact and drop the writer's draft of it.

    ``key`` was made with the empty form. Raises ``AlreadyRecordedError`` when a contact with it exists, also when two
    sendings arrive at the same moment.
    """
    contact = Contact(
        pk=key, family=family, recorded_by=by, recorded_at=now, wall=wall_of_work(by, family.pk)
    )
    _fill(contact, details)
    pen = _Pen(by, RECORDED, now)
    if Contact.objects.filter(pk=key).exists():
        raise AlreadyRecordedError
    try:
        with transaction.atomic():
            pen.write(contact)
    except IntegrityError as error:
        if broken_constraint(error) != "contacts_contact_pkey":
            raise
        raise AlreadyRecordedError from None
    _save_people(contact, details, pen)
    draft_discard(by=by, family=family, form=RECORD_FORM)
    return contact


@transaction.atomic
def contact_correct(
    *, contact: Contact, details: Details, reason: str, version: UUID, by: User, now: datetime.datetime
) -> Contact:
    """Correct a recorded contact; what it said before stays in its history with the reason.

    ``version`` is the one the corrector read; raises ``CorrectedMeanwhileError`` when there is a newer one.
    """
    locked: Contact = Contact.objects.visible_to(by).select_for_update(of=("self",)).get(pk=contact.pk)
    if latest_version(locked) != version:
        raise CorrectedMeanwhileError
    _fill(locked, details)
    pen = _Pen(by, reason, now)
    pen.write(locked)
    _save_people(locked, details, pen)
    return locked


def latest_version(contact: Contact) -> UUID:
    """The key of the newest version in the contact's history."""
    key: UUID = contact.history.values_list("history_id", flat=True).latest()
    return key


def _fill(contact: Contact, details: Details) -> None:
    for name in FIELDS:
        setattr(contact, name, getattr(details, name))


@dataclass(frozen=True)
class _Pen:
    """Who writes one contact and its people, why, and at which moment: its versions share all three."""

    by: User
    reason: str
    now: datetime.datetime

    def write(self, row: Any) -> None:
        row._history_date = self.now
        row.save_by(by=self.by, reason=self.reason)

    def remove(self, row: Any) -> None:
        row._history_date = self.now
        row.delete_by(by=self.by, reason=self.reason)


def _save_people(contact: Contact, details: Details, pen: _Pen) -> None:
    kept = _save_about(contact, details.about, pen)
    kept |= _save_present(contact, details.present, details.others, pen)
    rows: list[Record] = [
        *ContactAbout.objects.filter(contact=contact),
        *ContactPresent.objects.filter(contact=contact),
    ]
    for row in rows:
        if row.pk not in kept:
            pen.remove(row)


def _save_about(contact: Contact, about: Mapping[UUID, Seen], pen: _Pen) -> set[UUID]:
    before = {row.person_id: row for row in ContactAbout.objects.filter(contact=contact)}
    kept = set()
    for person, how in about.items():
        row = before.get(person) or ContactAbout(contact=contact, person_id=person)
        seen, alone = how is not Seen.NOT, how is Seen.ALONE
        if person not in before or (row.seen, row.seen_alone) != (seen, alone):
            row.seen, row.seen_alone = seen, alone
            pen.write(row)
        kept.add(row.pk)
    return kept


def _save_present(
    contact: Contact, people: frozenset[UUID], others: tuple[Other, ...], pen: _Pen
) -> set[UUID]:
    before = {
        row.person_id or Other(row.name, row.role): row
        for row in ContactPresent.objects.filter(contact=contact)
    }
    fresh = [ContactPresent(contact=contact, person_id=who) for who in sorted(people) if who not in before]
    fresh += [
        ContactPresent(contact=contact, name=who.name, role=who.role) for who in others if who not in before
    ]
    for row in fresh:
        pen.write(row)
    kept = [row for who, row in before.items() if who in people or who in others]
    return {row.pk for row in (*kept, *fresh)}
