"""Somebody of twelve reads these forms: the words of every page a child may meet, as it is drawn."""

import re

import pytest
from django.urls import reverse

from privacy.notices.reading import READING_AGE_LIMIT, reading_age
from privacy.workbench.models import LetterTemplate
from tests.database import as_owner
from tests.privacy.public_forms.test_asking import PDF, upload
from tests.privacy.test_notice_reading_age import grade

AIM = 6.0  # five more is the reading age
TAG = re.compile(r"<(script|style|svg|footer|header)\b.*?</\1>|<[^>]+>", re.DOTALL)
GAP = re.compile(r"\(\(\w+\)\)")


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


def route_of_a_child(stranger, kind: str) -> dict[str, str]:
    """Every page on the way of a child who asks for themselves: errors, saving, coming back and too late included."""
    pages = {"start": stranger.page.get(reverse("public_forms:start")).content.decode()}
    for step in ("who", "about", "what", "reach", "files", "check"):
        pages[step] = stranger.until(step, kind=kind)
        if step in ("who", "about", "what", "reach"):
            pages[f"{step}, empty"] = stranger.say()
    stranger.until("files", kind=kind)
    pages["a file sent"] = stranger.say(go="another", file=upload("a.pdf", PDF))
    pages["a wrong file"] = stranger.say(file=upload("a.exe", b"MZ"))
    pages["save"] = stranger.say(go="save")
    pages["saved"] = stranger.post(go="saved", send_by="text", mobile="07700 900123").content.decode()
    address = reverse("public_forms:return")
    pages["return"] = stranger.page.get(address).content.decode()
    wrong = stranger.page.post(address, {"reference": "GO-AAAAAAAA", "code": "X"})
    pages["a wrong code"] = wrong.content.decode()
    pages["too late"] = stranger.page.post(stranger.address, {"kept": "old"}).content.decode()
    pages["sent"] = stranger.send(kind=kind).content.decode()
    return pages


@pytest.mark.parametrize("kind", ["copy", "correct", "object", "delete", "complaint", "details"])
def test_all_pages_of_a_childs_route_are_within_the_reading_age_of_the_notice(stranger, kind):
    """By the library that measures the notice, and each page by itself: an average would hide the hard one."""
    ages = {name: reading_age(sentences(page)) for name, page in route_of_a_child(stranger, kind).items()}
    assert len(ages) == 19
    assert {name: age for name, age in ages.items() if age > READING_AGE_LIMIT} == {}


def test_letters_to_children_are_within_the_reading_age_of_the_notice(db):
    with as_owner():
        letters = list(LetterTemplate.objects.filter(reader="child"))
    assert len({letter.kind for letter in letters}) >= 5
    ages = {}
    for letter in letters:
        lines = [line.strip("- ") for line in GAP.sub("", letter.body).splitlines()]
        found = [part for line in lines for part in re.split(r"(?<=[.:?])\s+", line)]
        ages[letter.kind] = reading_age([part for part in found if len(part.split()) > 3])
    assert {kind: age for kind, age in ages.items() if age > READING_AGE_LIMIT} == {}
