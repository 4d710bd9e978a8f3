"""Putting a file together, handing it over by a link, taking it back, and destroying it when the link has ended."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from cases.families.actions.rows import Refused
from privacy.actions.disclosures import check_may_be_shared, disclosure_share
from privacy.links.actions import Held, Secrets, link_end, link_set
from privacy.links.models import CodeWay
from privacy.links.rules import still_opens
from privacy.models import Disclosure
from privacy.partners.collect import Gathered, gathered
from privacy.partners.document import download_pdf
from privacy.partners.models import Download, DownloadFile
from privacy.partners.rules.standing import may_be_given, may_hand_over

WAITS = (
    "Only a sharing that a manager agreed to, or one too urgent to wait for a manager, goes to a partner. Nothing was"
    " put together. Ask a manager of the team"
)


@dataclass
class CannotGo(Refused):
    """Some of what the sharing names may not go out; ``faults`` say what and why."""

    faults: Sequence[str] = field(default_factory=tuple)

    def __str__(self) -> str:
        return f"Nothing goes out while something of it may not. {'. '.join(self.faults)}"


@transaction.atomic
def download_prepare(*, disclosure: Disclosure, at: datetime.datetime, by: User) -> Download:
    """Put together exactly the records the sharing names, for an officer to look at.

    Raises ``Refused`` when it may not be shared, or when one of the records may not go; whatever was put together
    before and not handed over is replaced.
    """
    held = _held(disclosure)
    found = _may_go(held, at=at, by=by)
    document = download_pdf(held, found.records, on=timezone.localdate(at))
    Download.objects.filter(disclosure=held, handed_at__isnull=True).delete()
    made = Download.objects.create(
        disclosure=held, prepared_by=by, prepared_at=at, records=held.records,
        pictures=sum(record.pictures for record in found.records), digest=hashlib.sha256(document).hexdigest(),
    )  # fmt: skip
    DownloadFile.objects.create(download=made, document=document)
    return made


@transaction.atomic
def download_hand_over(
    *, download: Download, days: int, code_way: str, sent_to: str, at: datetime.datetime, by: User
) -> Secrets:
    """Make its link and code, and note in the log that it was shared.

    Everything is asked again: what changed since somebody looked at it does not go. Raises ``Refused``.
    """
    disclosure = _held(download.disclosure)
    row = Download.objects.select_for_update().filter(pk=download.pk).first()
    if row is None or not may_hand_over(row):
        raise Refused("Somebody handed this over or put it together again meanwhile. Nothing was changed")
    found = _may_go(disclosure, at=at, by=by)
    document = download_pdf(disclosure, found.records, on=timezone.localdate(row.prepared_at))
    if hashlib.sha256(document).hexdigest() != row.digest:
        raise Refused(
            "Some of these records changed since the file was put together, so nothing was handed over. Put it together"
            " again and look at it"
        )
    made = link_set(row, at=at, days=days, code_way=code_way)
    row.sent_to, row.handed_at, row.handed_by = sent_to, at, by
    row.save()
    if disclosure.shared_on is None:
        how = f"A download behind a link, code: {CodeWay(code_way).label.lower()}"
        disclosure_share(disclosure=disclosure, on=timezone.localdate(at), how=how, by=by)
    return made


@transaction.atomic
def download_recall(*, download: Download, at: datetime.datetime, by: User) -> None:
    """Take it back: the link opens nothing from now on, and the file is destroyed. Raises ``Refused``."""
    row = Download.objects.select_for_update().get(pk=download.pk)
    link_end(row, at=at, by=by)
    DownloadFile.objects.filter(download=row).delete()


@transaction.atomic
def download_fetch(*, held: Held, at: datetime.datetime) -> bytes | None:
    """The file for whoever has link and code, with a line in the log; nothing once the link has ended."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT download_file(%s, %s, %s)", [held.link, held.code, at])
        found: tuple[bytes | None] = cursor.fetchone()
    return None if found[0] is None else bytes(found[0])


@transaction.atomic
def downloads_forget(*, at: datetime.datetime, unused: datetime.timedelta) -> int:
    """Destroy the files whose link has ended or was closed, and whatever was put together and never handed over."""
    rows = Download.objects.select_for_update().filter(file__isnull=False)
    ended = [row.pk for row in rows.filter(handed_at__isnull=False) if not still_opens(row, at)]
    DownloadFile.objects.filter(download__in=ended).delete()
    lost = rows.filter(handed_at__isnull=True, prepared_at__lte=at - unused).values_list("pk", flat=True)
    never = list(lost)
    Download.objects.filter(pk__in=never).delete()
    return len(ended) + len(never)


def _may_go(disclosure: Disclosure, *, at: datetime.datetime, by: User) -> Gathered:
    if not may_be_given(disclosure):
        raise Refused(WAITS)
    check_may_be_shared(disclosure, on=timezone.localdate(at))
    found = gathered(disclosure, by)
    if found.faults:
        raise CannotGo(found.faults)
    return found


def _held(disclosure: Disclosure) -> Disclosure:
    rows = Disclosure.objects.select_for_update(of=("self",)).select_related("family", "person")
    found: Disclosure = rows.get(pk=disclosure.pk)
    return found
