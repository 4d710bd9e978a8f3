"""Making a letter, noting that it went, and throwing one away that did not."""

from __future__ import annotations

import datetime
import hashlib

from django.db import transaction

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.actions.requests import PausesNothing, RequestClosed, event_add
from privacy.models import DataRequest, RequestEvent
from privacy.models.data_request import LONGEST_NOTE, EventKind
from privacy.queries import organisation
from privacy.rules.asked import PAUSED_BY_A_QUESTION
from privacy.rules.deadline import ImpossibleEvents
from privacy.rules.events import MissingWords, check_event
from privacy.workbench.document import letter_pdf
from privacy.workbench.gaps import Said, letter_gaps
from privacy.workbench.models import Letter, LetterKind, LetterTemplate
from privacy.workbench.rules.letters import letter_words

EVENT_OF = {
    LetterKind.ACKNOWLEDGE: EventKind.ACKNOWLEDGED,
    LetterKind.IDENTITY: EventKind.IDENTITY_ASKED,
    LetterKind.AUTHORITY: EventKind.AUTHORITY_ASKED,
    LetterKind.CLARIFY: EventKind.CLARIFICATION_ASKED,
    LetterKind.EXTEND: EventKind.EXTENDED,
    LetterKind.UPDATE: EventKind.UPDATED,
}
"""What sending a letter does to the clock. The others go out with the answer, which closes the request."""
SENT_ALREADY = "It is on the record that this letter was sent. Nothing was changed"
CLOSED = "This request is answered, so nothing more is noted for it"


@transaction.atomic
def letter_write(
    *, request: DataRequest, kind: str, reader: str, said: Said, on: datetime.date, by: User
) -> Letter:
    """Make a letter from the live wording, as it will be kept. Raises ``Refused`` for an extension that counts no more,
    or when the request is answered."""
    if request.closed_on:
        raise Refused(CLOSED)
    if kind == LetterKind.EXTEND:
        _check(request, EventKind.EXTENDED, on, said.reason)
    template = LetterTemplate.objects.get(kind=kind, reader=reader)
    gaps = letter_gaps(request, kind, reader, said, handler=by.full_name, today=on)
    body = letter_words(template.body, gaps)
    document = letter_pdf(
        title=template.title, body=body, to=f"{said.to_name}\n{said.to_address}".strip(),
        reference=request.reference, organisation=organisation().name, on=on,
    )  # fmt: skip
    letter = Letter(
        request=request, kind=kind, reader=reader, template_version=template.version, to_name=said.to_name,
        to_address=said.to_address, title=template.title, body=body, reason=said.reason, grounds=said.grounds,
        written_on=on, written_by=by, document=document, digest=hashlib.sha256(document).hexdigest(),
    )  # fmt: skip
    letter.save()
    return letter


@transaction.atomic
def letter_sent(*, letter: Letter, on: datetime.date, how: str, by: User) -> None:
    """Note that it went, and what that does to the clock.

    Raises ``Refused`` when that stands on the record, the request is answered, or the clock does not allow it.
    """
    kept = Letter.objects.select_for_update(of=("self",)).select_related("request").get(pk=letter.pk)
    if kept.sent_on:
        raise Refused(SENT_ALREADY)
    kind = EVENT_OF.get(LetterKind(kept.kind))
    if kind == EventKind.CLARIFICATION_ASKED and kept.request.right not in PAUSED_BY_A_QUESTION:
        kind = EventKind.CONTACT
    if kind:
        try:
            event_add(
                request=kept.request,
                kind=kind,
                happened_on=on,
                noted_on=kept.written_on,
                by=by,
                note=kept.reason[:LONGEST_NOTE] or kept.title,
            )
        except (ImpossibleEvents, MissingWords, PausesNothing) as impossible:
            raise Refused(str(impossible)) from impossible
        except RequestClosed as closed:
            raise Refused(CLOSED) from closed
    kept.sent_on, kept.sent_how = on, how
    kept.save(update_fields=["sent_on", "sent_how"])


@transaction.atomic
def letter_throw_away(*, letter: Letter) -> None:
    """Throw a letter away that was not sent. Raises ``Refused`` for one that was."""
    kept = Letter.objects.select_for_update().get(pk=letter.pk)
    if kept.sent_on:
        raise Refused(SENT_ALREADY)
    kept.delete()


def _check(request: DataRequest, kind: EventKind, on: datetime.date, words: str) -> None:
    event = RequestEvent(request=request, kind=kind, happened_on=on, note=words)
    try:
        check_event(request, list(request.events.all()), event, noted_on=on)
    except (ImpossibleEvents, MissingWords) as impossible:
        raise Refused(str(impossible)) from impossible
