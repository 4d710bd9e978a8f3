"""Somebody without an account at a public form, on Wednesday 10 March 2027; a page takes them a minute."""

import datetime
import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from privacy.public_forms.models import FormKind
from tests.factories.accounts import Council
from tests.page_client import PageClient

BEGAN = datetime.datetime(2027, 3, 10, 10, tzinfo=datetime.UTC)
KEPT = re.compile(r'name="kept" value="([^"]+)"')
ANSWERS: dict[str, dict[str, str]] = {
    "who": {"who": "self"},
    "about": {
        "given_name": "Robin", "family_name": "Example", "born_day": "1", "born_month": "5", "born_year": "2014",
    },
    "you": {"your_name": "Toni Mother", "relation": "mum", "proof": "I have parental responsibility"},
    "what": {"details": "Everything from last year", "delete_or_stop": "delete"},
    "reach": {"reach": "email", "email": "robin@post.example"},
    "files": {},
    "check": {},
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Iterator[Any]:
    with time_machine.travel(BEGAN, tick=False) as moving:
        yield moving


class Stranger:
    """Goes through a form as a browser does: what the page hides goes back with it."""

    def __init__(self, page: PageClient, clock: Any) -> None:
        self.page, self.clock = page, clock
        self.kind, self.html = "", ""

    def open(self, kind: str = FormKind.COPY) -> str:
        self.kind = kind
        return self._take(self.page.get(self.address))

    @property
    def address(self) -> str:
        return reverse("public_forms:ask", args=[self.kind])

    @property
    def kept(self) -> str:
        return KEPT.search(self.html)[1]

    def post(self, go: str = "next", **fields: Any) -> Any:
        self.clock.shift(60)
        return self.page.post(self.address, {"kept": self.kept, "go": go, **fields})

    def say(self, go: str = "next", **fields: Any) -> str:
        return self._take(self.post(go, **fields))

    def until(
        self, last: str, *, kind: str = FormKind.COPY, who: str = "self", **changes: dict[str, str]
    ) -> str:
        """Answer page after page up to this one, which is then shown."""
        self.open(kind)
        answers = ANSWERS | {"who": {"who": who}} | changes
        steps = [step for step in answers if step != "you" or who != "self"]
        for step in steps[: steps.index(last)]:
            self.say(**answers[step])
        return self.html

    def send(self, **how: Any) -> Any:
        """All of it, sent; the answer is followed to the page that says so."""
        self.until("check", **how)
        self.clock.shift(60)
        return self.page.post(self.address, {"kept": self.kept, "go": "next"}, follow=True)

    def _take(self, answer: Any) -> str:
        assert answer.status_code == 200
        self.html = answer.content.decode()
        return self.html


@pytest.fixture
def stranger(council: Council, page: PageClient, clock: Any) -> Stranger:
    return Stranger(page, clock)
