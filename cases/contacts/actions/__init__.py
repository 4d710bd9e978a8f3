"""Writing about contacts, and on the chronology."""

from cases.contacts.actions.contacts import (
    RECORD_FORM,
    AlreadyRecordedError,
    CorrectedMeanwhileError,
    contact_correct,
    contact_record,
    latest_version,
)
from cases.contacts.actions.significant import significant_event_mark

__all__ = [
    "RECORD_FORM",
    "AlreadyRecordedError",
    "CorrectedMeanwhileError",
    "contact_correct",
    "contact_record",
    "latest_version",
    "significant_event_mark",
]
