"""`POST /v2/notifications/sms` and `/email`: the checks in Notify's order, then the message is taken on."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from cases.texts.sandbox.bucket import DailyLimit, RateLimit
from cases.texts.sandbox.clock import Clock
from cases.texts.sandbox.delivery import Delivery
from cases.texts.sandbox.errors import bad_request, invalid
from cases.texts.sandbox.messages import Message, MessageStore, template_json
from cases.texts.sandbox.numbers import Recipient, check_allowed, recipient
from cases.texts.sandbox.templates import Template, TemplateRegistry
from cases.texts.sandbox.tokens import ApiKey, KeyKind

_FIELDS = frozenset({"phone_number", "template_id", "personalisation", "reference", "sms_sender_id"})
_EMAIL_FIELDS = frozenset({
    "email_address", "template_id", "personalisation", "reference", "email_reply_to_id", "one_click_unsubscribe_url",
})  # fmt: skip
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_REFERENCE_CHARACTERS = 1000


@dataclass(frozen=True)
class Sender:
    """The service's settings that bear on sending. Team numbers are digits with the country code."""

    name: str
    team: frozenset[str]
    international: bool


@dataclass(frozen=True)
class SendRequest:
    """A request that fits the schema."""

    to: Recipient
    phone_number: str
    template_id: str
    personalisation: Mapping[str, object]
    reference: str | None

    @classmethod
    def read(cls, data: Mapping[str, object]) -> "SendRequest":
        """Check the shape; NotifyError 400 ValidationError lists everything wrong with it."""
        wrong = _shape_errors(data)
        if wrong:
            raise invalid(*wrong)
        phone_number = str(data["phone_number"])
        personalisation = data.get("personalisation") or {}
        reference = data.get("reference")
        return cls(
            to=recipient(phone_number),
            phone_number=phone_number,
            template_id=str(data["template_id"]),
            personalisation=personalisation if isinstance(personalisation, dict) else {},
            reference=None if reference is None else str(reference),
        )


class Sending:
    """Accepts texts for delivery."""

    def __init__(
        self,
        *,
        sender: Sender,
        templates: TemplateRegistry,
        store: MessageStore,
        clock: Clock,
        rate: RateLimit,
        daily: DailyLimit,
        delivery: Delivery,
    ) -> None:
        self._sender = sender
        self._templates = templates
        self._store = store
        self._clock = clock
        self._rate = rate
        self._daily = daily
        self._delivery = delivery

    def send(self, data: Mapping[str, object], key: ApiKey, base_url: str) -> dict[str, object]:
        """Take on one text and give Notify's 201 body; NotifyError when it is refused."""
        request = SendRequest.read(data)
        self._rate.check(key.kind)
        self._daily.check(key.kind)
        template = self._templates.find(request.template_id)
        if template is None:
            raise bad_request("Template not found")
        if template.subject is not None:
            raise bad_request("email template is not suitable for sms notification")
        is_team_key = key.kind is KeyKind.TEAM
        check_allowed(
            request.to,
            is_team_key=is_team_key,
            team=self._sender.team,
            international=self._sender.international,
        )
        message = self._message(request, template, key)
        if not request.to.is_smoke_test:
            self._daily.count(key.kind)
            self._store.add(message)
            self._delivery.begin(message, request.to)
        return {
            "id": str(message.id),
            "reference": message.reference,
            "content": {"body": message.body, "from_number": self._sender.name},
            "uri": f"{base_url}/v2/notifications/{message.id}",
            "template": template_json(template, base_url),
        }

    def send_email(self, data: Mapping[str, object], key: ApiKey, base_url: str) -> dict[str, object]:
        """Take on one email and give Notify's 201 body; NotifyError when it is refused."""
        if wrong := _email_shape_errors(data):
            raise invalid(*wrong)
        self._rate.check(key.kind)
        self._daily.check(key.kind)
        template = self._templates.find(str(data["template_id"]))
        if template is None:
            raise bad_request("Template not found")
        if template.subject is None:
            raise bad_request("sms template is not suitable for email notification")
        told = data.get("personalisation") or {}
        reference = data.get("reference")
        message = Message(
            id=uuid4(),
            service_id=key.service_id,
            key_kind=key.kind,
            phone_number=None,
            email_address=str(data["email_address"]),
            reference=None if reference is None else str(reference),
            template=template,
            body=template.render(told if isinstance(told, dict) else {}),
            created_at=self._clock.now(),
        )
        self._daily.count(key.kind)
        self._store.add(message)
        self._delivery.begin_email(message)
        return {
            "id": str(message.id),
            "reference": message.reference,
            "content": {
                "body": message.body,
                "subject": template.subject,
                "from_email": f"{self._sender.name.lower()}@notifications.service.gov.uk",
                "one_click_unsubscribe_url": None,
            },
            "uri": f"{base_url}/v2/notifications/{message.id}",
            "template": template_json(template, base_url),
        }

    def _message(self, request: SendRequest, template: Template, key: ApiKey) -> Message:
        return Message(
            id=uuid4(),
            service_id=key.service_id,
            key_kind=key.kind,
            phone_number=request.phone_number,
            reference=request.reference,
            template=template,
            body=template.render(request.personalisation),
            created_at=self._clock.now(),
        )


def _shape_errors(data: Mapping[str, object]) -> list[str]:
    wrong = [f"{name} is a required property" for name in ("phone_number", "template_id") if name not in data]
    wrong += [
        f"Additional properties are not allowed ({name} was unexpected)"
        for name in data
        if name not in _FIELDS
    ]
    for name in ("phone_number", "reference"):
        if name in data and not isinstance(data[name], str):
            wrong.append(f"{name} is not of type string")
    wrong += [
        f"{name} is not a valid UUID"
        for name in ("template_id", "sms_sender_id")
        if not _uuid_if_given(data, name)
    ]
    if not isinstance(data.get("personalisation", {}), dict):
        wrong.append("personalisation is not of type object")
    if len(str(data.get("reference", ""))) > _REFERENCE_CHARACTERS:
        wrong.append("reference is too long")
    return wrong


def _email_shape_errors(data: Mapping[str, object]) -> list[str]:
    wrong = [
        f"{name} is a required property" for name in ("email_address", "template_id") if name not in data
    ]
    wrong += [
        f"Additional properties are not allowed ({name} was unexpected)"
        for name in data
        if name not in _EMAIL_FIELDS
    ]
    if "email_address" in data and not _EMAIL.fullmatch(str(data["email_address"])):
        wrong.append("email_address Not a valid email address")
    wrong += [
        f"{name} is not a valid UUID"
        for name in ("template_id", "email_reply_to_id")
        if not _uuid_if_given(data, name)
    ]
    if not isinstance(data.get("personalisation", {}), dict):
        wrong.append("personalisation is not of type object")
    return wrong


def _uuid_if_given(data: Mapping[str, object], name: str) -> bool:
    if name not in data:
        return True
    try:
        UUID(str(data[name]))
    except ValueError:
        return False
    return True
