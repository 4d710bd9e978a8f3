"""Making a pack, one kind of record at a time, so that progress shows and a stopped worker can go on."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid

from django.db import transaction
from django.db.models import Q

from privacy.models import DataRequest, Pack, PackSection
from privacy.models.data_request import Asker, PackState
from privacy.pack.collect import pack_entries, section_of
from privacy.pack.contents import pack_contents
from privacy.pack.document import pack_pdf
from privacy.person_graph import subject_of
from privacy.rules.asked import ANSWERED_WITH_A_PACK

SILENCE = datetime.timedelta(minutes=5)  # longer than any one step; after it a worker counts as gone


class NoPackForRight(Exception):
    """The right is not answered with a copy; the message says so in words for an officer."""

    def __init__(self) -> None:
        super().__init__(
            "Only a request for a copy, or to take data elsewhere, is answered with a pack. Nothing was collected"
        )


@transaction.atomic
def pack_ask(*, request: DataRequest, at: datetime.datetime) -> Pack:
    """Ask for a pack; while one is being made, that one is given back. Raises ``NoPackForRight``."""
    if request.right not in ANSWERED_WITH_A_PACK:
        raise NoPackForRight
    making = request.packs.filter(state__in=[PackState.WAITING, PackState.COLLECTING]).first()
    return making or Pack.objects.create(request=request, asked_at=at, total=len(pack_entries()))


def waiting_packs(at: datetime.datetime) -> list[uuid.UUID]:
    """Packs that wait for a worker, or whose worker has fallen silent."""
    return list(Pack.objects.filter(_waiting(at)).values_list("pk", flat=True))


@transaction.atomic
def pack_claim(*, pack_id: uuid.UUID, at: datetime.datetime) -> bool:
    """Take a pack for this worker; false when another has it, or it is done."""
    pack = Pack.objects.select_for_update(skip_locked=True).filter(_waiting(at), pk=pack_id).first()
    if pack is None:
        return False
    pack.state, pack.worked_at, pack.total = PackState.COLLECTING, at, len(pack_entries())
    pack.save(update_fields=["state", "worked_at", "total"])
    return True


@transaction.atomic
def pack_collect_next(*, pack_id: uuid.UUID, at: datetime.datetime) -> bool:
    """Collect the next kind of record; false when all are there."""
    pack = Pack.objects.select_for_update().select_related("request").get(pk=pack_id)
    position = pack.sections.count()
    kinds = pack_entries()
    if position >= len(kinds):
        return False
    section = section_of(
        kinds[position],
        subject_of(pack.request.subject_id),
        asked_by_subject=pack.request.asked_by == Asker.SELF,
    )
    PackSection.objects.create(pack=pack, position=position, contents=section)
    pack.done, pack.worked_at = position + 1, at
    pack.save(update_fields=["done", "worked_at"])
    return True


@transaction.atomic
def pack_finish(*, pack_id: uuid.UUID, at: datetime.datetime, on: datetime.date) -> None:
    """Set the collected sections as PDF and JSON and mark the pack ready."""
    pack = Pack.objects.select_for_update().select_related("request").get(pk=pack_id)
    contents = pack_contents(pack.request, [section.contents for section in pack.sections.all()], on=on)
    document = pack_pdf(contents)
    pack.data = json.dumps(contents, ensure_ascii=False, indent=1).encode()
    pack.document, pack.digest = document, hashlib.sha256(document).hexdigest()
    pack.state, pack.ready_at = PackState.READY, at
    pack.save()


@transaction.atomic
def pack_fail(*, pack_id: uuid.UUID) -> None:
    """Mark a pack that a fault stopped, so that the officer sees it and can ask again."""
    pack = Pack.objects.select_for_update().get(pk=pack_id)
    pack.state = PackState.FAILED
    pack.save(update_fields=["state"])


def _waiting(at: datetime.datetime) -> Q:
    return Q(state=PackState.WAITING) | Q(state=PackState.COLLECTING, worked_at__lt=at - SILENCE)
