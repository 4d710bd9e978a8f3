"""The HTTP side: keep-alive connections, a thread each, and never a line of log about what passed."""

import socket
import sys
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock
from typing import Any

from cases.texts.sandbox.exchange import Answer, Request, json_answer

LARGEST_BODY = 1_000_000
IDLE_SECONDS = 300

Handle = Callable[[Request], Answer]


class Listener(ThreadingHTTPServer):
    """Listens on a loopback port and remembers its connections, so that stopping ends them all."""

    daemon_threads = False
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], handle: Handle, *, hang_seconds: float) -> None:
        self.handle_request_for = handle
        self.hang_seconds = hang_seconds
        self.stopping = Event()
        self._open: set[socket.socket] = set()
        self._lock = Lock()
        super().__init__(address, Connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Note the connection before its thread starts."""
        with self._lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection as it ends."""
        with self._lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def stop(self) -> None:
        """Stop listening, cut every connection and wait for its thread."""
        self.stopping.set()
        self.shutdown()
        with self._lock:
            still_open = list(self._open)
        for connection in still_open:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A broken connection is nothing to report; of anything else only the kind is told."""
        error = sys.exception()
        if not isinstance(error, OSError):
            print(f"sandbox: {type(error).__name__} on a connection", file=sys.stderr)


class Connection(BaseHTTPRequestHandler):
    """One caller's connection."""

    server: Listener
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = IDLE_SECONDS

    def do_GET(self) -> None:
        """Serve a read."""
        self._serve()

    def do_POST(self) -> None:
        """Serve a write."""
        self._serve()

    def _serve(self) -> None:
        body = self._body()
        if body is None:
            return
        request = Request(self.command, self.path, self.headers.get("Authorization"), body)
        try:
            answer = self.server.handle_request_for(request)
        except Exception as error:
            # The kind alone: a message could quote a number or a text.
            print(f"sandbox: {type(error).__name__} while answering", file=sys.stderr)
            errors = [{"error": "Exception", "message": "Internal server error"}]
            answer = json_answer(500, {"status_code": 500, "errors": errors})
        if answer.drop is None:
            self._write(answer)
            return
        if answer.drop.hangs:
            self.server.stopping.wait(self.server.hang_seconds)
        self.close_connection = True

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "0")
        if "Transfer-Encoding" in self.headers or not length.isdecimal() or int(length) > LARGEST_BODY:
            self.close_connection = True
            self._write(json_answer(413, {"result": "error", "message": "Body refused"}))
            return None
        return self.rfile.read(int(length))

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", f"{answer.content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(answer.body)))
        # The page shows numbers and texts: no browser may put it on a disk.
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("X-Content-Type-Options", "nosniff")
        if self.close_connection:
            self.send_header("Connection", "close")
        # Head and body in one packet: written apart, a waiting acknowledgement costs 40 ms a request.
        self._headers_buffer.append(b"\r\n" + answer.body)  # type: ignore[attr-defined]
        self.flush_headers()

    def log_message(self, *args: Any) -> None:
        """Nothing: a path can hold a reference, and logs are files."""
