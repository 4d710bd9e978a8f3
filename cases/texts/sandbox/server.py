"""The sandbox put together: start it on a port, or in a test with `with NotifySandbox(...) as sandbox`."""

import time
from collections.abc import Callable, Iterable
from threading import Thread
from typing import Self
from uuid import uuid4

from cases.texts.sandbox.api import NotifyApi
from cases.texts.sandbox.bucket import DailyLimit, RateLimit
from cases.texts.sandbox.clock import Clock
from cases.texts.sandbox.control import PREFIX, Control
from cases.texts.sandbox.delivery import Delivery, Pace
from cases.texts.sandbox.exchange import Answer, Request, unknown_url
from cases.texts.sandbox.faults import Upcoming
from cases.texts.sandbox.listener import Listener
from cases.texts.sandbox.messages import MessageStore
from cases.texts.sandbox.numbers import recipient
from cases.texts.sandbox.page import texts_page
from cases.texts.sandbox.receipts import RETRY_SECONDS, Callback, ReceiptSender
from cases.texts.sandbox.sending import Sender, Sending
from cases.texts.sandbox.templates import Template, TemplateRegistry
from cases.texts.sandbox.timetable import Timetable
from cases.texts.sandbox.tokens import ApiKey, KeyKind


class NotifySandbox:
    """One Notify service on one port. Port 0 takes a free one; `url` then says which.

    Without `keys` it makes a live, a team and a test key: `api_key("test")` gives the text for the client.
    """

    def __init__(
        self,
        templates: Iterable[Template] = (),
        *,
        keys: Iterable[ApiKey] = (),
        host: str = "127.0.0.1",
        port: int = 0,
        callback_url: str | None = None,
        callback_token: str = "",
        control_token: str | None = None,
        sender: str = "FamilyHubs",
        team: Iterable[str] = (),
        international: bool = False,
        per_second: float = 50,
        burst: float = 1000,
        daily_limit: int = 250_000,
        pace: Pace = Pace(),  # noqa: B008
        retry_seconds: float = RETRY_SECONDS,
        keep: int = 5000,
        hang_seconds: float = 60,
        clock: Clock | None = None,
        token_clock: Callable[[], float] = time.time,
    ) -> None:
        service_id = uuid4()
        self.keys = list(keys) or [ApiKey.generate(service_id, kind) for kind in KeyKind]
        self.clock = clock or Clock()
        self.faults = Upcoming()
        self.outcomes = Upcoming()
        self.store = MessageStore(clock=self.clock, keep=keep)
        self._timetable = Timetable(self.clock)
        callback = Callback(callback_url, callback_token) if callback_url else None
        self.receipts = ReceiptSender(
            timetable=self._timetable, callback=callback, retry_seconds=retry_seconds
        )
        registry = TemplateRegistry(templates)
        sending = Sending(
            sender=Sender(sender, frozenset(recipient(number).digits for number in team), international),
            templates=registry,
            store=self.store,
            clock=self.clock,
            rate=RateLimit(clock=self.clock, per_second=per_second, burst=burst),
            daily=DailyLimit(clock=self.clock, limit=daily_limit),
            delivery=Delivery(
                clock=self.clock,
                timetable=self._timetable,
                receipts=self.receipts,
                outcomes=self.outcomes,
                pace=pace,
            ),
        )
        self._api = NotifyApi(
            keys=self.keys,
            sending=sending,
            store=self.store,
            templates=registry,
            faults=self.faults,
            token_clock=token_clock,
        )
        self._control = Control(
            token=control_token,
            store=self.store,
            faults=self.faults,
            outcomes=self.outcomes,
            receipts=self.receipts,
            advance=self.advance,
            forget=self.forget,
        )
        self._listener = Listener((host, port), self._answer, hang_seconds=hang_seconds)
        self._thread = Thread(
            target=self._listener.serve_forever,
            args=(0.05,),
            name="sandbox",
            daemon=True,
        )
        self.url = f"http://{host}:{self._listener.server_address[1]}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def start(self) -> None:
        """Begin to answer."""
        self._timetable.start()
        self._thread.start()

    def stop(self) -> None:
        """Stop answering, end every connection and thread, and forget everything."""
        self._listener.stop()
        self._thread.join()
        self._timetable.stop()
        self.store.forget()

    def api_key(self, kind: str) -> str:
        """The first key of this kind, as the official client takes it."""
        return next(key.text for key in self.keys if key.kind == kind)

    def accepted(self, reference: str) -> int:
        """How many texts were accepted under a reference; two means somebody got it twice."""
        return self.store.accepted_under(reference)

    def advance(self, seconds: float) -> None:
        """Push the sandbox's clock forward; whatever falls due is done at once."""
        self.clock.advance(seconds)
        self._timetable.look_again()

    def settle(self, timeout: float = 10) -> bool:
        """Wait until everything due by the sandbox's clock is done, receipts included."""
        return self._timetable.settle(timeout)

    def forget(self) -> None:
        """Drop all messages and everything still to come of them."""
        self._timetable.forget()
        self.store.forget()

    def _answer(self, request: Request) -> Answer:
        if request.path.startswith("/v2/"):
            return self._api.answer(request, self.url)
        if request.path.startswith(PREFIX):
            return self._control.answer(request)
        if request.path == "/" and request.method == "GET":
            return Answer(200, texts_page(self.store.all()).encode(errors="replace"), "text/html")
        return unknown_url()
