"""Saving a form for later, giving it back for its code, sending the code, and forgetting what nobody came back for."""

from __future__ import annotations

import base64
import dataclasses
import datetime
import json
import secrets
import uuid

from django.db import connection, transaction
from django.db.models import Q
from django.utils.crypto import salted_hmac

from privacy.public_forms.models import Evidence, SavedForm, Submission
from privacy.public_forms.rules.steps import Kept

DAYS_KEPT = 7
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that looks like another
CODE_LENGTH = 8
MOST_ATTEMPTS = 5
WAIT = datetime.timedelta(minutes=2)
ORPHANED_AFTER = datetime.timedelta(days=DAYS_KEPT + 1)


@transaction.atomic
def form_save(*, kept: Kept, send_by: str, send_to: str, at: datetime.datetime) -> str:
    """Keep what was typed for a week and ask for its code to be sent; answers the reference."""
    reference = "GO-" + base64.b32encode(secrets.token_bytes(5)).decode()
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    row = SavedForm(
        reference=reference, digest=digest_of(reference, code), state=dataclasses.asdict(kept), saved_at=at,
        expires_at=at + datetime.timedelta(days=DAYS_KEPT), send_by=send_by, send_to=send_to, code=code, next_try_at=at,
    )  # fmt: skip
    row.save(force_insert=True)
    return reference


def form_return(*, reference: str, code: str, at: datetime.datetime) -> Kept | None:
    """What was saved under a reference, for whoever has its code; ``None`` for a wrong one, an unknown reference, too
    many tries or a form too old, and nobody is told which."""
    reference, code = reference.strip().upper(), code.strip().upper().replace(" ", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT saved_form(%s, %s)", [reference, digest_of(reference, code)])
        (found,) = cursor.fetchone()
    if found is None:
        return None
    kept = Kept(**(json.loads(found) if isinstance(found, str) else found))
    kept.began = at.timestamp() - 60
    return kept


def digest_of(reference: str, code: str) -> str:
    """The code as it is kept: good for this reference alone, and for nothing without the portal's own key."""
    return salted_hmac(f"privacy.public_forms.{reference}", code, algorithm="sha256").hexdigest()


@dataclasses.dataclass(frozen=True)
class Waiting:
    """A code to be sent."""

    key: uuid.UUID
    attempt: int
    send_by: str
    send_to: str = dataclasses.field(repr=False)
    code: str = dataclasses.field(repr=False)


@transaction.atomic
def code_claim(*, at: datetime.datetime) -> Waiting | None:
    """Take up the next code that waits; another worker leaves it alone for a while."""
    rows = SavedForm.objects.select_for_update(skip_locked=True)
    row = rows.filter(next_try_at__lte=at).exclude(code="").order_by("next_try_at").first()
    if row is None:
        return None
    row.attempts, row.next_try_at = row.attempts + 1, at + WAIT
    row.save(update_fields=["attempts", "next_try_at"])
    return Waiting(row.pk, row.attempts, row.send_by, row.send_to, row.code)


@transaction.atomic
def code_sent(*, key: uuid.UUID) -> None:
    """Forget the code and where it went."""
    SavedForm.objects.filter(pk=key).update(code="", send_to="", next_try_at=None)


@transaction.atomic
def code_failed(*, key: uuid.UUID, is_final: bool) -> None:
    """After too many tries, or when no other can do better, nobody is written to any more; the form goes with its
    week."""
    rows = SavedForm.objects.filter(pk=key)
    given_up = rows if is_final else rows.filter(attempts__gte=MOST_ATTEMPTS)
    given_up.update(code="", send_to="", next_try_at=None)


@transaction.atomic
def saved_forget(*, at: datetime.datetime) -> int:
    """Forms whose week is over, and files whose form was never sent."""
    gone, _ = SavedForm.objects.filter(expires_at__lte=at).delete()
    lost = Evidence.objects.filter(
        Q(added_at__lte=at - ORPHANED_AFTER) & ~Q(submission__in=Submission.objects.all())
    )
    lost_too, _ = lost.delete()
    return gone + lost_too
