"""Somebody of twelve reads these forms: the words of every page, as it is drawn."""

import re

import pytest
from django.urls import reverse

from tests.privacy.test_notice_reading_age import grade

AIM = 6.0  # five more is the reading age
TAG = re.compile(r"<(script|style|svg|footer|header)\b.*?</\1>|<[^>]+>", re.DOTALL)


def sentences(html: str) -> list[str]:
    """What a page says in its main part; labels of one or two words are no sentences."""
    main = html[html.index("<main") : html.index("</main>")]
    lines = (" ".join(line.split()) for line in TAG.sub("\n", main).split("\n"))
    parts = [part for line in lines for part in re.split(r"(?<=[.:?])\s+", line)]
    return [part for part in parts if len(part.split()) > 3]


@pytest.mark.parametrize("kind", ["copy", "correct", "object", "delete", "complaint", "details"])
def test_a_form_can_be_read_by_somebody_of_eleven(stranger, kind):
    pages = [
        stranger.until(step, kind=kind, who="child")
        for step in ("who", "about", "you", "what", "reach", "files")
    ]
    assert grade([found for page in pages for found in sentences(page)]) <= AIM


def test_the_start_and_the_end_can_be_read_by_somebody_of_eleven(stranger):
    start = stranger.page.get(reverse("public_forms:start")).content.decode()
    end = stranger.send().content.decode()
    assert grade([*sentences(start), *sentences(end)]) <= AIM
