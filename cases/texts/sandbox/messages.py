"""The texts the sandbox has accepted: in memory, a few thousand at most, for seven days of its own clock."""

from collections import Counter, OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock
from uuid import UUID

from cases.texts.length import PENCE_PER_TEXT, text_length
from cases.texts.sandbox.clock import Clock
from cases.texts.sandbox.templates import Template
from cases.texts.sandbox.tokens import ApiKey

KEPT_FOR = timedelta(days=7)
PAGE_SIZE = 250
FAILURES = ("permanent-failure", "temporary-failure", "technical-failure")
FINAL_STATUSES = ("delivered", *FAILURES)


@dataclass
class Message:
    """One text as Notify knows it. `phone_number` stays as the caller wrote it; times are UTC."""

    id: UUID
    service_id: UUID
    key_kind: str
    phone_number: str | None
    reference: str | None
    template: Template
    body: str
    created_at: datetime
    email_address: str | None = None
    status: str = "created"
    sent_at: datetime | None = None
    completed_at: datetime | None = None

    def as_json(self, base_url: str) -> dict[str, object]:
        """As `GET /v2/notifications/{id}` answers."""
        texts = text_length(self.body).texts
        letter_fields = [
            *(f"line_{line}" for line in range(1, 8)),
            "postcode",
            "postage",
        ]
        charged = self.status != "technical-failure" and self.template.kind == "sms"
        return {
            "id": str(self.id),
            "reference": self.reference,
            "email_address": self.email_address,
            "phone_number": self.phone_number,
            **dict.fromkeys(letter_fields),
            "type": self.template.kind,
            "status": self.status,
            "template": template_json(self.template, base_url),
            "body": self.body,
            "subject": self.template.subject,
            "created_at": stamp(self.created_at),
            "created_by_name": None,
            "sent_at": stamp(self.sent_at),
            "completed_at": stamp(self.completed_at),
            "scheduled_for": None,
            "one_click_unsubscribe_url": None,
            "is_cost_data_ready": True,
            "cost_in_pounds": float(texts * PENCE_PER_TEXT / 100) if charged else 0.0,
            "cost_details": {
                "billable_sms_fragments": texts if charged else 0,
                "international_rate_multiplier": 1,
                "sms_rate": float(PENCE_PER_TEXT / 100),
            },
        }


class MessageStore:
    """Accepted texts, oldest first. Forgets by age and by number; counts by reference outlive the bodies."""

    def __init__(self, *, clock: Clock, keep: int = 5000, keep_references: int = 500_000) -> None:
        self._clock = clock
        self._keep = keep
        self._keep_references = keep_references
        self._messages: OrderedDict[UUID, Message] = OrderedDict()
        self._references: Counter[str] = Counter()
        self._total = 0
        self._lock = Lock()

    def add(self, message: Message) -> None:
        """Take on a message."""
        with self._lock:
            self._messages[message.id] = message
            self._total += 1
            if len(self._messages) > self._keep:
                self._messages.popitem(last=False)
            if message.reference is not None:
                self._references[message.reference] += 1
                if len(self._references) > self._keep_references:
                    del self._references[next(iter(self._references))]

    def get(self, message_id: UUID, key: ApiKey) -> Message | None:
        """The message of this service, whichever of its keys sent it."""
        with self._lock:
            self._forget_old()
            message = self._messages.get(message_id)
        return message if message is not None and message.service_id == key.service_id else None

    def page(
        self, key: ApiKey, *, wanted: Callable[[Message], bool], older_than: UUID | None
    ) -> Sequence[Message]:
        """Up to 250 messages sent with this kind of key, newest first, older than the one named."""
        with self._lock:
            self._forget_old()
            newest_first = list(reversed(self._messages.values()))
        if older_than is not None:
            places = [place for place, message in enumerate(newest_first) if message.id == older_than]
            newest_first = newest_first[places[0] + 1 :] if places else []
        same_key = (m for m in newest_first if m.service_id == key.service_id and m.key_kind == key.kind)
        return [message for message in same_key if wanted(message)][:PAGE_SIZE]

    def all(self) -> list[Message]:
        """Everything kept, newest first."""
        with self._lock:
            self._forget_old()
            return list(reversed(self._messages.values()))

    def accepted(self) -> tuple[int, dict[str, int]]:
        """How many texts were accepted in all, and how many under each reference."""
        with self._lock:
            return self._total, dict(self._references)

    def accepted_under(self, reference: str) -> int:
        """How many texts were accepted under this reference: more than one is a text sent twice."""
        with self._lock:
            return self._references[reference]

    def forget(self) -> None:
        """Drop every message and count."""
        with self._lock:
            self._messages.clear()
            self._references.clear()
            self._total = 0

    def _forget_old(self) -> None:
        oldest_kept = self._clock.now() - KEPT_FOR
        while self._messages and next(iter(self._messages.values())).created_at < oldest_kept:
            self._messages.popitem(last=False)


def stamp(moment: datetime | None) -> str | None:
    """A time as Notify writes it: UTC with microseconds and a Z."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ") if moment else None


def template_json(template: Template, base_url: str) -> dict[str, object]:
    """The short form of a template inside other answers."""
    uri = f"{base_url}/v2/template/{template.id}/version/{template.version}"
    return {"id": str(template.id), "version": template.version, "uri": uri}
