"""Which contacts somebody may see: those of the families they see. Row security says the same again."""

from __future__ import annotations

import datetime
import uuid
from typing import Any, Self

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from accounts.models import User
from accounts.records import RecordQuerySet
from accounts.roles import managing_roles
from cases.families.queries import family_is_seen


def manages_a_team(user: User, on: datetime.date) -> bool:
    """Whether this person leads a team on a day."""
    return user.memberships.current(on).filter(role__in=managing_roles()).exists()


class ContactQuerySet(RecordQuerySet[Any]):
    """Contacts."""

    def seen_by(self, user: User) -> Self:
        """Contacts with the families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))

    def with_person(self, person: uuid.UUID) -> Self:
        """Contacts that are about a person or at which they were present."""
        about = apps.get_model("contacts", "ContactAbout").objects.all()
        present = apps.get_model("contacts", "ContactPresent").objects.all()
        here = {"contact": OuterRef("pk"), "person": person}
        return self.filter(Q(Exists(about.filter(**here))) | Q(Exists(present.filter(**here))))


class RowsOfContactQuerySet(RecordQuerySet[Any]):
    """Rows that belong to a contact."""

    def seen_by(self, user: User) -> Self:
        """Rows of contacts this person sees."""
        contacts = apps.get_model("contacts", "Contact").objects.visible_to(user)
        return self.filter(Exists(contacts.filter(pk=OuterRef("contact_id"))))


class SignificantEventQuerySet(RecordQuerySet[Any]):
    """Marks on entries of chronologies."""

    def seen_by(self, user: User) -> Self:
        """Marks in the chronologies of the families this person sees."""
        return self.filter(family_is_seen(user, "family_id"))

    def standing(self) -> Self:
        """Those not taken off again."""
        return self.filter(is_standing=True)
