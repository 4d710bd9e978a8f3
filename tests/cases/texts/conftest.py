"""A sandbox, a family that may be texted, and the portal's settings pointed at them."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler

import pytest
from celery import Celery, current_app
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.utils import timezone

from cases.families.models import Phone
from cases.texts import nudge, sweep
from cases.texts.models import Delivery, Text
from cases.texts.sandbox import NotifySandbox
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council, make_council
from tests.factories.families import FamilyFile, make_family
from tests.factories.texts import make_phone, make_text, sandbox_templates


@dataclass
class Outbox:
    """A family of the north hub with a phone, the sandbox, and a clock that can be moved."""

    council: Council
    file: FamilyFile
    phone: Phone
    sandbox: NotifySandbox
    ahead: datetime.timedelta = field(default_factory=datetime.timedelta)

    def write(self, phone: Phone | None = None, **fields) -> Text:
        """Queue a text."""
        with as_owner():
            return make_text(self.file, phone or self.phone, self.council.hub_worker, at=self.now(), **fields)

    def now(self) -> datetime.datetime:
        """The portal's clock."""
        return timezone.now() + self.ahead

    def later(self, **length: float) -> None:
        """Move the portal's clock."""
        self.ahead += datetime.timedelta(**length)

    def sweep(self) -> int:
        """What the worker does every few seconds."""
        return self._as_worker(lambda: sweep.send_due(clock=self.now, hands=1, per_second=1000))

    def apply_receipts(self) -> None:
        """The same, for receipts."""
        self._as_worker(lambda: sweep.apply_all_receipts(clock=self.now))

    def ask_for_receipts(self) -> None:
        """The same, every ten minutes, for receipts that never came."""
        self._as_worker(lambda: sweep.ask_for_receipts(clock=self.now))

    def delivery(self, text: Text) -> Delivery:
        """The row as it is now."""
        with as_owner():
            return Delivery.objects.select_related("text").get(pk=text.pk)

    def accepted(self, text: Text) -> int:
        """How often Notify took it on."""
        return self.sandbox.accepted(str(text.pk))

    def _as_worker(self, work: Callable[[], int | None]) -> int:
        with as_worker():
            return work() or 0


@pytest.fixture
def sandbox(own_database: str, settings) -> Iterator[NotifySandbox]:
    """Notify's stand-in with our templates, and the settings that lead to it."""
    with as_owner():
        templates = sandbox_templates()
    with NotifySandbox(templates, hang_seconds=5) as sandbox:
        settings.NOTIFY_BASE_URL = sandbox.url
        settings.NOTIFY_API_KEY = sandbox.api_key("test")
        yield sandbox


@pytest.fixture
def outbox(sandbox: NotifySandbox) -> Outbox:
    """Ready to send."""
    with as_owner():
        council = make_council()
        file = make_family(council.north_hub, allocated_to=council.hub_worker)
        return Outbox(council, file, make_phone(file.person), sandbox)


@pytest.fixture
def dead_broker(monkeypatch) -> None:
    """A broker nobody answers at, with the portal's own settings otherwise."""
    app = Celery("nobody", broker="amqp://guest:guest@127.0.0.1:9//", set_as_current=False)
    for name in ("broker_connection_timeout", "task_publish_retry"):
        app.conf[name] = current_app.conf[name]
    monkeypatch.setattr(nudge, "current_app", app)


@pytest.fixture
def live_server_url(own_database: str) -> Iterator[str]:
    """The portal itself, answering over HTTP on the test's own database."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(WSGIHandler())
    thread = Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


class QuietHandler(WSGIRequestHandler):
    """Says nothing on standard error."""

    def log_message(self, *arguments: object) -> None:
        pass
