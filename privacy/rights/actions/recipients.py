"""Who has to be told of a change, and noting that they were."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from cases.families.actions.rows import Refused
from cases.families.models import FamilyMembership
from privacy.models import Disclosure
from privacy.rights.models import Decision, RecipientNotice


@transaction.atomic
def recipients_find(*, decision: Decision) -> int:
    """Write down everybody on the log of sharing who was given data of this person; tells how many are new.

    As the system, because the log of a family behind a wall is told too. Run again it adds what is missing.
    """
    person = decision.request.subject_id
    families = FamilyMembership.objects.filter(person=person).order_by().values("family")
    shared = Disclosure.objects.shared().filter(
        Q(person=person) | Q(person__isnull=True, family__in=families)
    )
    known = set(decision.recipients.values_list("disclosure_id", flat=True))
    new = [row for row in shared.order_by("shared_on", "id") if row.pk not in known]
    for row in new:
        notice = RecipientNotice(
            decision=decision, disclosure_id=row.pk, recipient=row.recipient, organisation=row.organisation,
            contact_name=row.contact_name, what=row.what, shared_on=row.shared_on,
        )  # fmt: skip
        notice.save_by(by=None, reason="Was given the data")
    return len(new)


@transaction.atomic
def recipient_told(
    *,
    notice: RecipientNotice,
    told_on: datetime.date | None,
    why_not: str,
    words: str,
    by: User,
) -> None:
    """Note that a recipient was told, or why that is impossible or out of proportion. Raises ``Refused`` when noted."""
    held = RecipientNotice.objects.select_for_update().get(pk=notice.pk)
    if held.told_on is not None or held.why_not:
        raise Refused("Somebody noted this meanwhile. Nothing was changed")
    held.told_on, held.why_not, held.words, held.by = told_on, why_not, words, by
    held.save_by(by=by, reason="Told" if told_on else "Not told")


def all_told(decision: Decision) -> bool:
    """Whether nobody is left to tell of this change."""
    return not RecipientNotice.objects.to_tell().filter(decision=decision).exists()
