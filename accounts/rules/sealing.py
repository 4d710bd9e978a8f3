"""Digests of rows and of seals of the log of reads: HMAC-SHA256 (RFC 2104) under a key outside the database."""

from __future__ import annotations

import datetime
import hmac
import json
import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from accounts.models import AccessRemoval, AccessSeal

SEALED_FIELDS = "id at user_id person_id family_id route ground action grant_id"
"""What of a row a new seal vouches for. A seal says which fields it was made over, so a later column breaks none."""

KEY_SIZE = 16
DIGEST_SIZE = 32
LEAF_SIZE = KEY_SIZE + DIGEST_SIZE


def leaf(key: bytes, row: Sequence[Any]) -> bytes:
    """The key of a row and the digest of its values; the first value is the key."""
    return row[0].bytes + _digest(key, "row", [_plain(value) for value in row])  # type: ignore[no-any-return]


def leaves_of(seal: AccessSeal) -> Iterator[tuple[uuid.UUID, bytes]]:
    """Each row under a seal, in the order they were sealed: its key and the whole leaf."""
    everything = bytes(seal.leaves)
    for start in range(0, len(everything), LEAF_SIZE):
        part = everything[start : start + LEAF_SIZE]
        yield uuid.UUID(bytes=part[:KEY_SIZE]), part


def seal_digest(key: bytes, seal: AccessSeal) -> bytes:
    """The digest of a seal: over all it says, its leaves in their order, and the seal before."""
    said = [
        seal.number,
        seal.rows,
        seal.fields,
        str(seal.last_xact),
        *(
            _plain(value)
            for value in (seal.sealed_at, seal.settled_at, seal.first_at, seal.last_at, seal.last_id)
        ),
        bytes(seal.previous).hex(),
    ]
    return _digest(key, "seal", said, bytes(seal.leaves))


def removal_digest(key: bytes, removal: AccessRemoval) -> bytes:
    """The digest of the keys of rows that went lawfully."""
    return _digest(key, "removal", [str(removal.pk), removal.rows, _plain(removal.at)], bytes(removal.keys))


def keys_of(removal: AccessRemoval) -> Iterator[uuid.UUID]:
    """The keys of rows that went."""
    everything = bytes(removal.keys)
    for start in range(0, len(everything), KEY_SIZE):
        yield uuid.UUID(bytes=everything[start : start + KEY_SIZE])


def _digest(key: bytes, kind: str, said: list[Any], more: bytes = b"") -> bytes:
    return hmac.digest(key, json.dumps([kind, *said]).encode() + b"\n" + more, "sha256")


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, uuid.UUID):
        return value.hex
    return value.astimezone(datetime.UTC).isoformat() if isinstance(value, datetime.datetime) else str(value)
