"""GOV.UK Notify over HTTP: send one text, find it again, ask what became of it.

Answers are told apart by status and error name, never by the message, which may change and may quote what was sent.
"""

import datetime
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.utils.dateparse import parse_datetime
from notifications_python_client.errors import APIError
from notifications_python_client.notifications import NotificationsAPIClient

TIMEOUT_SECONDS = 20

# It logs the words of every refusal, and those may quote a number or a name.
logging.getLogger("notifications_python_client").setLevel(logging.CRITICAL)


class Trouble(StrEnum):
    """What stands in the way."""

    NO_ANSWER = "no usable answer"  # the text may have been taken on all the same
    BUSY = "too many requests in a minute"
    DAILY_LIMIT = "too many texts today"
    NOT_ALLOWED = "the key or the clock is refused"
    WRONG_NUMBER = "not a number it can text"
    WRONG_REQUEST = "not a text it can send"


class NotifyTrouble(Exception):
    """Notify did not do it; ``kind`` says in which way."""

    def __init__(self, kind: Trouble) -> None:
        super().__init__(kind.value)
        self.kind = kind


@dataclass(frozen=True)
class Report:
    """A text as Notify knows it."""

    notify_id: uuid.UUID
    status: str
    template_version: int
    body: str = field(repr=False)
    sent_at: datetime.datetime | None = None
    completed_at: datetime.datetime | None = None


class Notify:
    """One connection to Notify. Not to be shared between threads. Every call raises ``NotifyTrouble``."""

    def __init__(self, *, timeout: float = TIMEOUT_SECONDS) -> None:
        self._client: Any = NotificationsAPIClient(  # type: ignore[no-untyped-call]
            settings.NOTIFY_API_KEY, base_url=settings.NOTIFY_BASE_URL, timeout=timeout
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.request_session.close()

    def send(
        self, *, number: str, template_id: uuid.UUID, personalisation: Mapping[str, str], reference: uuid.UUID
    ) -> Report:
        """Hand a text over."""
        try:
            answer = self._client.send_sms_notification(
                number, str(template_id), dict(personalisation), reference=str(reference)
            )
            return Report(
                notify_id=uuid.UUID(answer["id"]),
                status="created",
                template_version=int(answer["template"]["version"]),
                body=str(answer["content"]["body"]),
            )
        except APIError as error:
            raise NotifyTrouble(_trouble(error)) from None
        except (KeyError, TypeError, ValueError):
            raise NotifyTrouble(Trouble.NO_ANSWER) from None

    def send_email(
        self,
        *,
        address: str,
        template_id: uuid.UUID,
        personalisation: Mapping[str, str],
        reference: uuid.UUID,
    ) -> uuid.UUID:
        """Hand an email over; answers Notify's id of it."""
        try:
            answer = self._client.send_email_notification(
                address, str(template_id), dict(personalisation), reference=str(reference)
            )
            return uuid.UUID(answer["id"])
        except APIError as error:
            raise NotifyTrouble(_trouble(error)) from None
        except (KeyError, TypeError, ValueError):
            raise NotifyTrouble(Trouble.NO_ANSWER) from None

    def find(self, reference: uuid.UUID) -> list[Report]:
        """Everything taken on under a reference in the last seven days; more than one is a text sent twice."""
        answer = self._asked(lambda: self._client.get_all_notifications(reference=str(reference)))
        try:
            return [
                _report(found) for found in answer["notifications"] if found["reference"] == str(reference)
            ]
        except (KeyError, TypeError, ValueError):
            raise NotifyTrouble(Trouble.NO_ANSWER) from None

    def ask(self, notify_id: uuid.UUID) -> Report | None:
        """What became of a text; ``None`` when Notify no longer knows it."""
        try:
            return _report(self._client.get_notification_by_id(str(notify_id)))
        except APIError as error:
            if error.status_code == 404:
                return None
            raise NotifyTrouble(_trouble(error)) from None
        except (KeyError, TypeError, ValueError):
            raise NotifyTrouble(Trouble.NO_ANSWER) from None

    def _asked(self, call: Any) -> Any:
        try:
            return call()
        except APIError as error:
            raise NotifyTrouble(_trouble(error)) from None


def _report(found: Mapping[str, Any]) -> Report:
    return Report(
        notify_id=uuid.UUID(found["id"]),
        status=str(found["status"]),
        template_version=int(found["template"]["version"]),
        body=str(found["body"]),
        sent_at=parse_datetime(found["sent_at"] or ""),
        completed_at=parse_datetime(found["completed_at"] or ""),
    )


def _trouble(error: APIError) -> Trouble:
    status, names = error.status_code, _names(error)
    if status == 429:
        return Trouble.DAILY_LIMIT if "TooManyRequestsError" in names else Trouble.BUSY
    if status in (401, 403):
        return Trouble.NOT_ALLOWED
    if status == 400:
        # What we send always fits the schema but for the number, so a schema error is about the number.
        return Trouble.WRONG_NUMBER if "ValidationError" in names else Trouble.WRONG_REQUEST
    return Trouble.WRONG_REQUEST if 400 < status < 500 and status != 408 else Trouble.NO_ANSWER


def _names(error: APIError) -> set[str]:
    told: Any = error.message
    return (
        {str(each.get("error")) for each in told if isinstance(each, dict)}
        if isinstance(told, list)
        else set()
    )
