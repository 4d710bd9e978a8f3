"""Destroying files whose rows are gone. Safe at any time, twice at once, and beside uploads on their way.

Two ways lead here. A row that is deleted leaves the name of its file in ``UnwantedFile``, written by the database in
the same transaction: once that has ended, the file goes. And an upload that failed after its file was written leaves a
file nobody knows: the nightly sweep finds those that have been there for longer than any upload takes.
"""

from __future__ import annotations

import logging
from itertools import islice

from django.db import transaction

from cases.documents.folder import file_destroy, names_older_than
from cases.documents.models import UnwantedFile
from cases.documents.queries import known_files

AT_ONCE = 500
LONGEST_UPLOAD = 24 * 60 * 60

log = logging.getLogger(__name__)


@transaction.atomic
def folder_clean() -> bool:
    """Destroy the next files whose rows were deleted; tells whether more may be left.

    The name is struck off after the file is gone: stopped in between, the next run does it again.
    """
    rows = list(UnwantedFile.objects.select_for_update(skip_locked=True)[:AT_ONCE])
    for row in rows:
        file_destroy(row.pk)
    UnwantedFile.objects.filter(pk__in=[row.pk for row in rows]).delete()
    if rows:
        log.info("Destroyed %d files of documents whose records were destroyed", len(rows))
    return len(rows) == AT_ONCE


def folder_sweep(*, older_than: float = LONGEST_UPLOAD) -> int:
    """Destroy files that no version on file knows; tells how many. Raises ``NotTheSystemError``."""
    destroyed, found = 0, names_older_than(older_than)
    while names := list(islice(found, AT_ONCE)):
        for name in set(names) - known_files(names):
            file_destroy(name)
            destroyed += 1
    if destroyed:
        log.info("Destroyed %d files that no document knows", destroyed)
    return destroyed
