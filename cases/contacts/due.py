"""What is due with contacts: the first one, the first visit, and never too long a silence after that."""

from __future__ import annotations

import datetime
from typing import Any

from django.db.models import DateField, Exists, OuterRef, Q, Subquery
from django.urls import reverse

from accounts.models import User
from accounts.permissions import Permission
from cases.contacts.models import Contact, ContactKind
from cases.contacts.queries import ContactQuerySet
from cases.contacts.rules import contact_step
from cases.families.due import Due, Steps, started_by
from cases.families.models.timescale import Step
from cases.families.rules.timescales import Timescales


def last_contact_on(user: User) -> Subquery:
    """For rows of work: the day of the last contact since it opened that this person may read."""
    return Subquery(_since_opened(user).values("happened_on")[:1], output_field=DateField())


class ContactsDue:
    """The source that ``cases.contacts`` offers."""

    def steps(self, *, timescales: Timescales, user: User, until: datetime.date) -> Steps:
        """Work without a contact, without a visit, or with a last contact too long ago."""
        starts = {step: timescales.last_starts(step, until) for step in Step}
        no_contact = Q(last_on__isnull=True) & started_by(starts[Step.FIRST_CONTACT], "started_on")
        no_visit = Q(last_on__isnull=False, is_visited=False) & started_by(
            starts[Step.FIRST_VISIT], "started_on"
        )
        silent = started_by(starts[Step.CONTACT_GAP], "last_on")
        visits = _since_opened(user).filter(kind=ContactKind.VISIT)
        return Steps(
            columns={"last_on": last_contact_on(user), "is_visited": Exists(visits)},
            wanted=no_contact | no_visit | silent,
            told=lambda row: filter(None, (_due(row, timescales, user),)),
        )


def _since_opened(user: User) -> ContactQuerySet:
    """Contacts of a row of work since it opened; one that names no work counts for all the family's."""
    rows: ContactQuerySet = Contact.objects.visible_to(user).filter(
        Q(involvement=OuterRef("pk")) | Q(involvement__isnull=True),
        family=OuterRef("family"),
        happened_on__gte=OuterRef("started_on"),
    )
    return rows


def _due(row: Any, timescales: Timescales, user: User) -> Due | None:
    step = contact_step(
        timescales,
        row.service.kind,
        started_on=row.started_on,
        last_on=row.last_on,
        is_visited=row.is_visited,
    )
    if step is None:
        return None
    name, due_on = step
    route = "contacts:record" if user.can(Permission.CONTACT_RECORD) else "families:family"
    return Due.of(row, step=str(name.label), due_on=due_on, url=reverse(route, args=[row.family_id]))
