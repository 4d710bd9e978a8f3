"""`/_sandbox/`: what a test or a demonstration may ask that Notify would never offer. Needs its own token."""

import hmac
from collections.abc import Callable

from cases.texts.sandbox.errors import NotifyError, bad_request
from cases.texts.sandbox.exchange import (
    Answer,
    Request,
    error_answer,
    json_answer,
    unknown_url,
)
from cases.texts.sandbox.faults import FaultKind, Upcoming
from cases.texts.sandbox.messages import FINAL_STATUSES, MessageStore
from cases.texts.sandbox.receipts import ReceiptSender

PREFIX = "/_sandbox/"
_MOST_AT_ONCE = 1_000_000


class Control:
    """Looking in and making trouble. Without a token set, every address here is unknown."""

    def __init__(
        self,
        *,
        token: str | None,
        store: MessageStore,
        faults: Upcoming,
        outcomes: Upcoming,
        receipts: ReceiptSender,
        advance: Callable[[float], None],
        forget: Callable[[], None],
    ) -> None:
        self._token = token or None
        self._store = store
        self._faults = faults
        self._outcomes = outcomes
        self._receipts = receipts
        self._advance = advance
        self._forget = forget

    def answer(self, request: Request) -> Answer:
        """Answer a request under `/_sandbox/`."""
        if self._token is None:
            return unknown_url()
        if not hmac.compare_digest((request.authorization or "").encode(), f"Bearer {self._token}".encode()):
            return error_answer(NotifyError(403, "AuthError", "Wrong control token"))
        try:
            return self._route(request)
        except NotifyError as error:
            return error_answer(error)

    def _route(self, request: Request) -> Answer:
        asked = f"{request.method} {request.path.removeprefix(PREFIX)}"
        if asked == "GET accepted":
            return json_answer(200, self._accepted(request))
        if asked == "GET receipts":
            return json_answer(200, self._receipts.tally())
        if asked == "POST faults":
            self._queue(request, self._faults, "kind", tuple(FaultKind))
        elif asked == "POST outcomes":
            self._queue(request, self._outcomes, "status", FINAL_STATUSES)
        elif asked == "POST clock":
            self._advance(_number(request.json(), "seconds"))
        elif asked == "POST forget":
            self._forget()
        else:
            return unknown_url()
        return json_answer(200, {"done": asked})

    def _accepted(self, request: Request) -> dict[str, object]:
        if "reference" in request.query:
            reference = request.query["reference"][0]
            return {
                "reference": reference,
                "count": self._store.accepted_under(reference),
            }
        total, references = self._store.accepted()
        return {"total": total, "references": references}

    def _queue(self, request: Request, upcoming: Upcoming, name: str, allowed: tuple[str, ...]) -> None:
        data = request.json()
        value = str(data.get(name))
        if value == "none":
            upcoming.clear()
        elif value in allowed:
            upcoming.add(value, int(_number(data, "count", 1)))
        else:
            raise bad_request(f"{name} must be none or one of {', '.join(allowed)}")


def _number(data: dict[str, object], name: str, default: float | None = None) -> float:
    value = data.get(name, default)
    # NaN fails the comparison, so it is refused with the rest.
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= _MOST_AT_ONCE:
        raise bad_request(f"{name} must be a number from 0 to {_MOST_AT_ONCE}")
    return value
