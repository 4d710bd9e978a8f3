"""A request and an answer, free of sockets."""

import json
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from cases.texts.sandbox.errors import NotifyError, bad_request
from cases.texts.sandbox.faults import FaultKind


@dataclass(frozen=True)
class Request:
    """What came in."""

    method: str
    target: str
    authorization: str | None = None
    body: bytes = field(default=b"", repr=False)

    @property
    def path(self) -> str:
        """The path without the query."""
        return urlsplit(self.target).path

    @property
    def query(self) -> dict[str, list[str]]:
        """The query's values by name."""
        return parse_qs(urlsplit(self.target).query, keep_blank_values=True)

    def json(self) -> dict[str, object]:
        """The body as a JSON object; NotifyError 400 when it is none."""
        try:
            data = json.loads(self.body)
        except (ValueError, RecursionError):
            raise bad_request("Invalid JSON supplied in POST data") from None
        if not isinstance(data, dict):
            raise bad_request("Invalid JSON supplied in POST data")
        return data


@dataclass(frozen=True)
class Answer:
    """What goes out. With `drop`, nothing does: the connection is held if the fault hangs, and then cut."""

    status: int
    body: bytes = field(default=b"", repr=False)
    content_type: str = "application/json"
    drop: FaultKind | None = None


def json_answer(status: int, data: object) -> Answer:
    """An answer in JSON."""
    return Answer(status, json.dumps(data).encode())


def error_answer(error: NotifyError) -> Answer:
    """A refusal in Notify's shape."""
    return json_answer(error.status, error.body())


def unknown_url() -> Answer:
    """No such address here."""
    message = "The requested URL was not found on the server."
    return json_answer(404, {"result": "error", "message": message})
