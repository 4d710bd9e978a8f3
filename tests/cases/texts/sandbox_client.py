"""The official client pointed at a sandbox, and a desk that takes its receipts."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Self
from uuid import UUID

from notifications_python_client import NotificationsAPIClient

from cases.texts.sandbox import NotifySandbox, Template

VISIT = Template(
    id=UUID("11111111-1111-4111-8111-111111111111"),
    name="Visit",
    body="Hello ((first name)), we will visit on ((day)).((bring?? Please bring your red book.))",
    version=3,
)
PLAIN = Template(id=UUID("22222222-2222-4222-8222-222222222222"), name="Plain", body="Please ring the hub.")
FREE = Template(id=UUID("33333333-3333-4333-8333-333333333333"), name="Free", body="((text))")
CODE = Template(
    id=UUID("44444444-4444-4444-8444-444444444444"),
    name="Code",
    body="Your code is ((code)).",
    subject="Your code",
)
TEMPLATES = (VISIT, PLAIN, FREE, CODE)
NUMBER = "07700900123"


@contextmanager
def client_for(sandbox: NotifySandbox, kind: str = "test", **options) -> Iterator[NotificationsAPIClient]:
    client = NotificationsAPIClient(sandbox.api_key(kind), base_url=sandbox.url, **options)
    try:
        yield client
    finally:
        client.request_session.close()


def send(client: NotificationsAPIClient, number: str = NUMBER, reference: str | None = None) -> dict:
    return client.send_sms_notification(number, str(PLAIN.id), reference=reference)


class ReceiptDesk:
    """Answers receipts with the statuses it was given, then 200; keeps what it was sent."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.receipts: list[dict] = []
        self.tokens: list[str | None] = []

    def __enter__(self) -> Self:
        desk = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                desk.receipts.append(json.loads(body))
                desk.tokens.append(self.headers["Authorization"])
                self.send_response(desk.statuses.pop(0) if desk.statuses else 200)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = False
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/texts/receipt"
        self.thread = Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()
        return self

    def __exit__(self, *_) -> None:
        self.server.shutdown()
        self.thread.join()
        self.server.server_close()
