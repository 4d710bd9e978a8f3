"""Sharings that name records, and files for partners."""

import datetime
import uuid
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.families.models import Family
from privacy.models import Disclosure
from privacy.partners.models import Download, DownloadFile, Opening
from tests.factories.privacy import make_disclosure


def make_agreed(
    family: Family, by: User, manager: User, *records: tuple[str, Any, str], **fields: Any
) -> Disclosure:
    """A sharing of these records (strand, row, title) that a manager agreed to."""
    agreed = {"decision": "approved", "decided_by": manager, "decided_at": timezone.now()}
    named = [{"key": f"{strand}:{row.pk}", "title": title} for strand, row, title in records]
    return make_disclosure(family, by, **{**agreed, "records": named, **fields})


def make_download(sharing: Disclosure, by: User, **fields: Any) -> Download:
    """One that was handed over for a week and opened once, unless told otherwise."""
    at = timezone.now()
    handed = {
        "handed_by": by, "handed_at": at, "expires_at": at + datetime.timedelta(days=7),
        "link_digest": uuid.uuid4().hex, "code_hash": "!", "code_way": "phone",
    }  # fmt: skip
    said = {
        "disclosure": sharing,
        "prepared_by": by,
        "prepared_at": at,
        "digest": "0" * 64,
        **handed,
        **fields,
    }
    made: Download = Download.objects.create(**said)
    DownloadFile.objects.create(download=made, document=b"%PDF")
    Opening.objects.create(download=made, at=at)
    return made
