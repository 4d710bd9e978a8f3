"""The `GET` half of Notify's contract: messages, templates, and texts received (there are none)."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from cases.texts.sandbox.errors import invalid, not_found
from cases.texts.sandbox.messages import FAILURES, Message, MessageStore
from cases.texts.sandbox.templates import TemplateRegistry
from cases.texts.sandbox.tokens import ApiKey

TYPES = ("sms", "email", "letter")
STATUSES = (
    "cancelled",
    "created",
    "sending",
    "sent",
    "delivered",
    "pending",
    "failed",
    "technical-failure",
    "temporary-failure",
    "permanent-failure",
    "pending-virus-check",
    "validation-failed",
    "virus-scan-failed",
    "returned-letter",
    "accepted",
    "received",
)
_FILTERS = frozenset({"reference", "status", "template_type", "older_than", "include_jobs"})

Query = Mapping[str, list[str]]


def message_by_id(store: MessageStore, message_id: str, key: ApiKey, base_url: str) -> dict[str, object]:
    """One message; NotifyError 400 for an id that is no UUID, 404 for one unknown or past its seven days."""
    message = store.get(_uuid(message_id, "id"), key)
    if message is None:
        raise not_found()
    return message.as_json(base_url)


def messages_page(store: MessageStore, query: Query, key: ApiKey, base_url: str) -> dict[str, object]:
    """A page of up to 250 messages, newest first, with a link to the next page while there is one."""
    _check_filters(query)
    older_than = _uuid(query["older_than"][0], "older_than") if "older_than" in query else None
    page = store.page(key, wanted=lambda message: _is_wanted(message, query), older_than=older_than)
    links = {"current": _link(base_url, query)}
    if page:
        links["next"] = _link(base_url, {**query, "older_than": [str(page[-1].id)]})
    return {
        "notifications": [message.as_json(base_url) for message in page],
        "links": links,
    }


def template_version(templates: TemplateRegistry, template_id: str, version: str) -> dict[str, object]:
    """A template in one version; only the current one exists here, any other is NotifyError 404."""
    template = templates.get(template_id)
    if version != str(template.version):
        raise not_found()
    return template.as_json()


def template_list(templates: TemplateRegistry, query: Query) -> dict[str, object]:
    """All templates, or all of one type."""
    wanted = query.get("type", TYPES)
    if wrong := [kind for kind in wanted if kind not in TYPES]:
        raise invalid(f"type {wrong[0]} is not one of [{', '.join(TYPES)}]")
    return {"templates": [template.as_json() for template in templates if template.kind in wanted]}


def template_preview(
    templates: TemplateRegistry, template_id: str, data: Mapping[str, object]
) -> dict[str, object]:
    """A template with the values filled in, nothing sent."""
    template = templates.get(template_id)
    personalisation = data.get("personalisation") or {}
    if not isinstance(personalisation, dict):
        raise invalid("personalisation is not of type object")
    return {
        "id": str(template.id),
        "type": template.kind,
        "version": template.version,
        "body": template.render(personalisation),
        "html": None,
        "subject": template.subject,
        "postage": None,
    }


def received_texts(base_url: str) -> dict[str, object]:
    """Texts from the public: the sandbox has no inbound number."""
    return {
        "received_text_messages": [],
        "links": {"current": f"{base_url}/v2/received-text-messages"},
    }


def _check_filters(query: Query) -> None:
    wrong = [
        f"Additional properties are not allowed ({name} was unexpected)"
        for name in query
        if name not in _FILTERS
    ]
    wrong += _not_one_of("status", query, STATUSES)
    wrong += _not_one_of("template_type", query, TYPES)
    if wrong:
        raise invalid(*wrong)


def _not_one_of(name: str, query: Query, allowed: tuple[str, ...]) -> list[str]:
    return [
        f"{name} {value} is not one of [{', '.join(allowed)}]"
        for value in query.get(name, [])
        if value not in allowed
    ]


def _is_wanted(message: Message, query: Query) -> bool:
    statuses = {s for value in query.get("status", []) for s in (FAILURES if value == "failed" else (value,))}
    return (
        (not statuses or message.status in statuses)
        and message.template.kind in query.get("template_type", [message.template.kind])
        and ("reference" not in query or message.reference == query["reference"][0])
    )


def _link(base_url: str, query: Query) -> str:
    encoded = urlencode(query, doseq=True)
    return f"{base_url}/v2/notifications" + (f"?{encoded}" if encoded else "")


def _uuid(text: str, name: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise invalid(f"{name} is not a valid UUID") from None
