"""Where an entry stands in a chronology, and how an address says it."""

from __future__ import annotations

import base64
import binascii
import datetime
import uuid
from dataclasses import dataclass

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
MICROSECOND = datetime.timedelta(microseconds=1)


class BadKey(ValueError):
    """A key in an address that no chronology page ever wrote."""


@dataclass(frozen=True, order=True)
class Key:
    """Where an entry stands: the aware time it happened, then the id of its row, which breaks every tie."""

    at: datetime.datetime
    id: uuid.UUID

    def as_text(self) -> str:
        """The key as one word for an address; it says nothing about anybody."""
        micros = (self.at - EPOCH) // MICROSECOND
        return base64.urlsafe_b64encode(micros.to_bytes(8, "big", signed=True) + self.id.bytes).decode()

    @classmethod
    def from_text(cls, text: str) -> Key:
        """Read it back; raises ``BadKey`` for anything else."""
        try:
            raw = base64.urlsafe_b64decode(text.encode("ascii"))
            micros = int.from_bytes(raw[:8], "big", signed=True)
            return cls(EPOCH + micros * MICROSECOND, uuid.UUID(bytes=raw[8:]))
        except (binascii.Error, ValueError, OverflowError) as error:
            raise BadKey("not a key of a chronology") from error
