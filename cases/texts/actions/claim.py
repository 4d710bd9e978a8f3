"""Taking texts up to send them: a few at a time, each for as long as a lease lasts.

A claim must be committed before Notify is asked anything, so that whoever comes later knows that somebody may have
asked. Call each function in a transaction of its own as the system (``acting_as_system``).
"""

import dataclasses
import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from cases.families.models import FamilyMembership
from cases.texts import rules
from cases.texts.models import Delivery, Status, Text
from cases.texts.queries import phone_texts, texting_forbidden

LEASE = datetime.timedelta(minutes=5)
"""A claim older than this belongs to a worker that died; far longer than a batch of calls to Notify may take."""


@dataclass(frozen=True)
class Claim:
    """A text this worker has taken up, with all that sending it needs."""

    text_id: uuid.UUID
    attempt: int
    claimed_at: datetime.datetime
    checked_at: datetime.datetime
    written_at: datetime.datetime
    refusal: str | None
    template_id: uuid.UUID
    template_version: int
    number: str = field(repr=False)
    personalisation: dict[str, str] = field(repr=False)


@transaction.atomic
def deliveries_claim(
    *, at: datetime.datetime, at_most: int = 1, text_id: uuid.UUID | None = None
) -> list[Claim]:
    """Take up the longest due texts, or this one if it is due; an empty list when there is nothing to do.

    Rows that another worker holds are passed over. Whether each phone is still safe to text is asked again here.
    """
    due = Delivery.objects.to_send(at)
    if text_id:
        due = due.filter(pk=text_id)
    rows = list(
        due.select_for_update(skip_locked=True, of=("self",)).select_related(
            "text__phone", "text__person", "text__template"
        )[:at_most]
    )
    if not rows:
        return []
    Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
        status=Status.SENDING, claimed_at=at, next_try_at=at + LEASE, attempts=F("attempts") + 1
    )
    refusals = _refusals([row.text for row in rows], timezone.localdate(at))
    return [
        Claim(
            text_id=row.pk,
            attempt=row.attempts + 1,
            claimed_at=at,
            checked_at=at,
            written_at=row.text.written_at,
            refusal=refusals[row.pk],
            template_id=row.text.template.notify_id,
            template_version=row.text.template_version,
            number=row.text.number,
            personalisation=row.text.personalisation,
        )
        for row in rows
    ]


@transaction.atomic
def claim_check(*, claim: Claim, at: datetime.datetime) -> Claim | None:
    """Ask again whether the phone is safe to text; ``None`` when the text is no longer this worker's."""
    held = Delivery.objects.filter(pk=claim.text_id, status=Status.SENDING, claimed_at=claim.claimed_at)
    row = held.select_related("text__phone", "text__person").first()
    if row is None:
        return None
    refusals = _refusals([row.text], timezone.localdate(at))
    return dataclasses.replace(claim, checked_at=at, refusal=refusals[row.pk])


@transaction.atomic
def claims_give_back(*, claims: Collection[Claim]) -> None:
    """Put back texts that Notify was not asked about under these claims: due at once, and the try does not count."""
    held = Delivery.objects.filter(
        pk__in=[claim.text_id for claim in claims],
        status=Status.SENDING,
        claimed_at__in={claim.claimed_at for claim in claims},
    )
    keys = list(held.order_by("pk").select_for_update().values_list("pk", flat=True))
    Delivery.objects.filter(pk__in=keys).update(
        status=Status.QUEUED, next_try_at=F("claimed_at"), attempts=F("attempts") - 1
    )


def _refusals(texts: Collection[Text], on: datetime.date) -> dict[uuid.UUID, str | None]:
    """Of each text, why it must not go out on a day, or ``None``."""
    members = set(
        FamilyMembership.objects.current(on)
        .filter(family__in={text.family_id for text in texts}, person__in={text.person_id for text in texts})
        .order_by()
        .values_list("family_id", "person_id")
    )
    forbidden = texting_forbidden({text.person_id for text in texts})
    broken = phone_texts().broken_phones({text.phone_id for text in texts})
    return {
        text.pk: rules.refusal_of(
            text.phone,
            text.person,
            is_member=(text.family_id, text.person_id) in members,
            on=on,
            shared_confirmed=text.shared_confirmed,
            is_broken=text.phone_id in broken,
            forbidden=forbidden.get(text.person_id, ""),
        )
        or (
            None
            if text.phone.number == text.number
            else "The number was corrected after the text was written."
        )
        for text in texts
    }
