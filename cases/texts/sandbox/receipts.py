"""Delivery receipts: posted to our callback with its bearer token, and tried again as Notify does."""

import json
from collections import Counter
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Lock
from urllib.parse import urlsplit

from cases.texts.sandbox.messages import Message, stamp
from cases.texts.sandbox.timetable import Timetable

TIMEOUT_SECONDS = 5.0
RETRY_SECONDS = 300.0
RETRIES = 5


@dataclass(frozen=True)
class Callback:
    """Where receipts go. No URL means the service has set up no callback."""

    url: str
    token: str


class ReceiptSender:
    """Posts receipts. 5xx, 429 and broken connections are tried again; any other refusal is final."""

    def __init__(self, *, timetable: Timetable, callback: Callback | None, retry_seconds: float) -> None:
        self._timetable = timetable
        self._callback = callback
        self._retry_seconds = retry_seconds
        self._tally: Counter[str] = Counter()
        self._lock = Lock()

    def send(self, message: Message) -> None:
        """Post the receipt of a message that has reached its final status."""
        if self._callback is not None:
            self._attempt(receipt_json(message), self._callback, retries_left=RETRIES)

    def tally(self) -> dict[str, int]:
        """How many posts were taken, refused for good, put off to a later try, or given up."""
        with self._lock:
            return dict(self._tally)

    def _attempt(self, receipt: dict[str, object], callback: Callback, *, retries_left: int) -> None:
        status = _post(callback, receipt)
        if status is not None and status < 500 and status != 429:
            self._note("taken" if status < 300 else "refused")
        elif retries_left:
            self._note("put off")
            again = retries_left - 1
            self._timetable.after(
                self._retry_seconds,
                lambda: self._attempt(receipt, callback, retries_left=again),
            )
        else:
            self._note("given up")

    def _note(self, what: str) -> None:
        with self._lock:
            self._tally[what] += 1


def receipt_json(message: Message) -> dict[str, object]:
    """The receipt as Notify publishes it: all strings but the template version."""
    return {
        "id": str(message.id),
        "reference": message.reference,
        "to": message.phone_number or message.email_address,
        "status": message.status,
        "created_at": stamp(message.created_at),
        "completed_at": stamp(message.completed_at),
        "sent_at": stamp(message.sent_at),
        "notification_type": message.template.kind,
        "template_id": str(message.template.id),
        "template_version": message.template.version,
    }


def _post(callback: Callback, receipt: dict[str, object]) -> int | None:
    """The status answered; None when the connection failed or nothing came within five seconds."""
    address = urlsplit(callback.url)
    kind = HTTPSConnection if address.scheme == "https" else HTTPConnection
    connection = kind(address.hostname or "", address.port, timeout=TIMEOUT_SECONDS)
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {callback.token}",
    }
    try:
        connection.request("POST", target, json.dumps(receipt), headers)
        with connection.getresponse() as response:
            return response.status
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
