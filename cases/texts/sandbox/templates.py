"""Message templates: the small registry the sandbox starts with, and how placeholders are filled in."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from cases.texts.length import plain_text, text_length
from cases.texts.sandbox.errors import NotifyError, bad_request, invalid

_PLACEHOLDER = re.compile(r"\(\(([^()]+)\)\)")
_YES = frozenset({"yes", "y", "true", "t", "1", "include", "show"})
_CREATED = "2026-04-01T09:00:00.000000Z"


@dataclass(frozen=True)
class Template:
    """A message template with ((placeholders)) and ((condition??optional words)); with a subject it is an email's."""

    id: UUID
    name: str
    body: str
    version: int = 1
    subject: str | None = None

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> "Template":
        """From a JSON object with id, name, body and perhaps version. KeyError or ValueError if it is not one."""
        version = int(data.get("version", 1))
        return cls(
            id=UUID(str(data["id"])),
            name=str(data["name"]),
            body=str(data["body"]),
            version=version,
            subject=data.get("subject"),
        )

    @property
    def kind(self) -> str:
        """Notify's word for what it is sent as."""
        return "sms" if self.subject is None else "email"

    @property
    def placeholders(self) -> list[str]:
        """Names to be filled in, in the order they first appear; conditions included."""
        names: dict[str, str] = {}
        for inner in _PLACEHOLDER.findall(self.body):
            name = inner.partition("??")[0]
            names.setdefault(_key(name), name)
        return list(names.values())

    def render(self, personalisation: Mapping[str, object]) -> str:
        """The finished text; NotifyError 400 when a value is missing, the text is empty or it is too long."""
        values = {_key(name): value for name, value in personalisation.items() if value is not None}
        missing = [name for name in self.placeholders if _key(name) not in values]
        if missing:
            raise bad_request(f"Missing personalisation: {', '.join(missing)}")
        # One pass only: a value that itself looks like a placeholder stays as it was typed.
        text = _tidy(plain_text(_PLACEHOLDER.sub(lambda match: _fill(match[1], values), self.body)))
        if self.kind == "sms":
            _check_length(text)
        return text

    def as_json(self) -> dict[str, object]:
        """As `GET /v2/template/{id}` answers."""
        return {
            "id": str(self.id),
            "name": self.name,
            "type": self.kind,
            "created_at": _CREATED,
            "updated_at": None,
            "created_by": "sandbox@example.gov.uk",
            "version": self.version,
            "body": self.body,
            "subject": self.subject,
            "letter_contact_block": None,
            "postage": None,
            "personalisation": {name: {"required": True} for name in self.placeholders},
        }


class TemplateRegistry:
    """The templates of the one service the sandbox plays."""

    def __init__(self, templates: Iterable[Template]) -> None:
        self._templates = {template.id: template for template in templates}

    def __iter__(self) -> Iterator[Template]:
        return iter(self._templates.values())

    def find(self, template_id: str) -> Template | None:
        """The template with this id, if any; NotifyError 400 when it is no UUID."""
        try:
            return self._templates.get(UUID(template_id))
        except ValueError:
            raise invalid("id is not a valid UUID") from None

    def get(self, template_id: str) -> Template:
        """The template with this id; NotifyError 404 when there is none."""
        template = self.find(template_id)
        if template is None:
            raise NotifyError(404, "NoResultFound", "No Result Found")
        return template


def _key(name: str) -> str:
    """Placeholder names match whatever their case, spaces, hyphens and underscores."""
    return re.sub(r"[\s_-]", "", name).lower()


def _fill(inner: str, values: Mapping[str, object]) -> str:
    name, condition, words = inner.partition("??")
    value = values[_key(name)]
    if condition:
        return words if str(value).lower() in _YES else ""
    return _listed(value) if isinstance(value, list) else str(value)


def _listed(values: list[object]) -> str:
    words = [str(value).strip() for value in values if value is not None and str(value).strip()]
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def _tidy(text: str) -> str:
    lines = (re.sub(r" +", " ", line).strip() for line in re.split(r"\r\n|\r|\n", text))
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return re.sub(r" +([,.])(?!\.)", r"\1", text)


def _check_length(text: str) -> None:
    length = text_length(text)
    if not text:
        raise bad_request("Your message is empty.")
    if length.is_too_long:
        message = f"Your message is {length.characters} characters long."
        raise bad_request(f"Text messages cannot be longer than 918 characters. {message}")
