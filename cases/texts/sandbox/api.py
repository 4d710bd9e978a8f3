"""Which address does what under `/v2`, once the caller's token has been checked."""

import re
import time
from collections.abc import Callable, Mapping, Sequence

from cases.texts.sandbox.errors import NotifyError, bad_request, rate_limited
from cases.texts.sandbox.exchange import (
    Answer,
    Request,
    error_answer,
    json_answer,
    unknown_url,
)
from cases.texts.sandbox.faults import FaultKind, Upcoming
from cases.texts.sandbox.messages import MessageStore
from cases.texts.sandbox.reading import (
    message_by_id,
    messages_page,
    received_texts,
    template_list,
    template_preview,
    template_version,
)
from cases.texts.sandbox.sending import Sending
from cases.texts.sandbox.templates import TemplateRegistry
from cases.texts.sandbox.tokens import ApiKey, key_for

_NOTIFICATION = re.compile(r"/v2/notifications/(?P<id>[^/]+)")
_TEMPLATE = re.compile(r"/v2/template/(?P<id>[^/]+)(?:/(?P<part>preview|version/(?P<version>\d+)))?")
TakeOn = Callable[[Mapping[str, object], ApiKey, str], dict[str, object]]
"""Taking on a message of one kind, a text or an email; answers Notify's 201 body."""
_NOT_OUR_KIND = {
    "/v2/notifications/letter": "letters",
}


class NotifyApi:
    """Notify's public API for one service."""

    def __init__(
        self,
        *,
        keys: Sequence[ApiKey],
        sending: Sending,
        store: MessageStore,
        templates: TemplateRegistry,
        faults: Upcoming,
        token_clock: Callable[[], float] = time.time,
    ) -> None:
        self._keys = keys
        self._sending = sending
        self._store = store
        self._templates = templates
        self._faults = faults
        self._token_clock = token_clock

    def answer(self, request: Request, base_url: str) -> Answer:
        """Answer a request under `/v2`, refusals included."""
        try:
            key = key_for(request.authorization, self._keys, now=self._token_clock())
            if request.method == "POST":
                return self._post(request, key, base_url)
            return self._get(request, key, base_url)
        except NotifyError as error:
            return error_answer(error)

    def _post(self, request: Request, key: ApiKey, base_url: str) -> Answer:
        if request.path == "/v2/notifications/sms":
            return self._send(self._sending.send, request, key, base_url)
        if request.path == "/v2/notifications/email":
            return self._send(self._sending.send_email, request, key, base_url)
        if request.path in _NOT_OUR_KIND:
            raise bad_request(f"Service is not allowed to send {_NOT_OUR_KIND[request.path]}")
        template = _TEMPLATE.fullmatch(request.path)
        if template and template["part"] == "preview":
            return json_answer(200, template_preview(self._templates, template["id"], request.json()))
        return unknown_url()

    def _get(self, request: Request, key: ApiKey, base_url: str) -> Answer:
        if request.path == "/v2/notifications":
            return json_answer(200, messages_page(self._store, request.query, key, base_url))
        if notification := _NOTIFICATION.fullmatch(request.path):
            return json_answer(200, message_by_id(self._store, notification["id"], key, base_url))
        if request.path == "/v2/received-text-messages":
            return json_answer(200, received_texts(base_url))
        return self._get_templates(request)

    def _get_templates(self, request: Request) -> Answer:
        if request.path == "/v2/templates":
            return json_answer(200, template_list(self._templates, request.query))
        template = _TEMPLATE.fullmatch(request.path)
        if template and template["version"]:
            return json_answer(200, template_version(self._templates, template["id"], template["version"]))
        if template and not template["part"]:
            return json_answer(200, self._templates.get(template["id"]).as_json())
        return unknown_url()

    def _send(self, take_on: TakeOn, request: Request, key: ApiKey, base_url: str) -> Answer:
        taken = self._faults.take()
        fault = FaultKind(taken) if taken else None
        if fault is not None and not fault.accepts:
            return _fault_answer(fault)
        accepted = json_answer(201, take_on(request.json(), key, base_url))
        return accepted if fault is None else Answer(201, drop=fault)


def _fault_answer(fault: FaultKind) -> Answer:
    if fault is FaultKind.ERROR_500:
        raise NotifyError(500, "Exception", "Internal server error")
    if fault is FaultKind.ERROR_503:
        # The load balancer in front of Notify speaks here, and not in JSON.
        return Answer(503, b"<html><body>503 Service Unavailable</body></html>", "text/html")
    if fault is FaultKind.RATE_LIMITED:
        raise rate_limited("live")
    return Answer(0, drop=fault)
