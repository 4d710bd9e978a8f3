"""Which pages each form has, in which order, and what a form on its way is made of.

What was typed travels in the page itself, signed: no cookie, no row and no address knows of it until it is sent.
"""

from __future__ import annotations

import base64
import datetime
import uuid
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from django.core import signing

from privacy.public_forms.models import FormKind

WHO, ABOUT, YOU, WHAT, REACH, FILES, CHECK = "who", "about", "you", "what", "reach", "files", "check"
SALT = "privacy.public_forms.kept"
LONGEST_SECONDS = 24 * 60 * 60
SHORTEST_SECONDS = 3
"""Nobody reads and fills in a form in less: whoever does is a program."""
MOST_FILES = 3


class Expired(Exception):
    """The form was opened too long ago, or is not as we made it."""


@dataclass
class Kept:
    """A form on its way: what was typed on each page, the key it will be sent under, and where it stands."""

    kind: str
    key: str
    began: float
    step: str = WHO
    answers: dict[str, dict[str, str]] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """What each file is, by its key: whoever holds the form may take it back."""
    is_checking: bool = False

    @classmethod
    def begin(cls, kind: str, at: datetime.datetime, key: uuid.UUID) -> Self:
        """An empty form."""
        return cls(kind=kind, key=str(key), began=at.timestamp())

    def signed(self) -> str:
        """For the page; nobody can change it on the way back."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)

    @classmethod
    def read(cls, signed: str) -> Self:
        """As it comes back. Raises ``Expired``."""
        try:
            return cls(**signing.loads(signed, salt=SALT, max_age=LONGEST_SECONDS))
        except (signing.BadSignature, TypeError) as error:
            raise Expired from error

    @property
    def steps(self) -> list[str]:
        """The pages of this form; who asks is a page only when it is about somebody else."""
        about_self = self.answers.get(WHO, {}).get("who", "self") == "self"
        steps = [WHO, ABOUT, YOU, WHAT, REACH, FILES, CHECK]
        return [step for step in steps if step != YOU or not about_self]

    @property
    def first_open(self) -> str:
        """The first page that has no answer; the last page when all have one."""
        return next((step for step in self.steps if step not in self.answers and step != CHECK), CHECK)

    def after(self, step: str) -> str:
        """The page that follows: the next open one when somebody came back from the last page to change something."""
        if self.is_checking:
            return self.first_open
        steps = self.steps
        return steps[min(steps.index(step) + 1, len(steps) - 1)]

    def before(self, step: str) -> str:
        """The page before."""
        steps = self.steps
        return steps[max(steps.index(step) - 1, 0)] if step in steps else steps[0]

    def is_too_quick(self, at: datetime.datetime) -> bool:
        """Whether no person can have filled it in since it was opened."""
        return at.timestamp() - self.began < SHORTEST_SECONDS


def reference_of(key: uuid.UUID) -> str:
    """The reference by the key of the form: the same for the same form, though nobody here can look it up."""
    return "ASK-" + base64.b32encode(key.bytes[-5:]).decode()


def said(kept: Kept) -> dict[str, Any]:
    """Everything typed on the pages that belong to this form, by the name of the question."""
    return {name: value for step in kept.steps for name, value in kept.answers.get(step, {}).items()}


RIGHT_OF = {
    FormKind.COPY: "access",
    FormKind.CORRECT: "rectification",
    FormKind.OBJECT: "objection",
    FormKind.DETAILS: "rectification",
}


def right_of(kind: str, answers: dict[str, Any]) -> str:
    """The right a submission uses. Raises ``KeyError`` for a complaint, which is no request."""
    if kind == FormKind.DELETE:
        return "restriction" if answers.get("delete_or_stop") == "stop" else "erasure"
    return RIGHT_OF[FormKind(kind)]
