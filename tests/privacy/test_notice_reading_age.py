"""The notices are for children too: the aim is a reading age of 9 to 11."""

import re

import pytest

from privacy.notices import reading
from privacy.notices.installed import installed_content
from privacy.notices.reading import reading_age
from privacy.published.notices import PAGES
from privacy.published.terms import TERMS
from privacy.published.wording import Page

# Names that are given, not chosen: laws and bodies keep them, and the words around them explain.
LONGEST_SENTENCE = 25
MOST_WORDS_A_SENTENCE = 13
HIGHEST_GRADE = 6.0


def sentences(page: Page) -> list[str]:
    """Every sentence of ours on a page; titles and lists are left out, as they are not sentences."""
    texts = [page.lead, *(text for part in page.parts for text in part.paragraphs)]
    texts += [term.detail for term in TERMS if term.code in page.covers]
    lines = [line.removeprefix("- ") for text in texts for line in text.splitlines()]
    return [found for line in lines for found in re.split(r"(?<=[.:?])\s+", line) if found.strip()]


def syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end not counted."""
    groups = len(re.findall(r"[aeiouy]+", word.lower()))
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, groups - silent)


def grade(found: list[str]) -> float:
    """The Flesch-Kincaid school grade: five more is the reading age."""
    spoken = [word for sentence in found for word in re.findall(r"[A-Za-z']+", sentence)]
    return 0.39 * len(spoken) / len(found) + 11.8 * sum(map(syllables, spoken)) / len(spoken) - 15.59


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_page_can_be_read_by_somebody_of_eleven(page):
    assert grade(sentences(page)) <= HIGHEST_GRADE


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_a_library_says_that_somebody_of_eleven_can_read_it(page):
    content = installed_content(page)
    assert 5 < reading_age(reading.sentences(content)) <= reading.READING_AGE_LIMIT


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_easy_read_is_there_for_every_section_and_easier(page):
    content = installed_content(page)
    assert [section["code"] for section in content["sections"] if not section["easy_read"]] == []
    assert reading_age(reading.easy_sentences(content)) <= 9
    long = [found for found in reading.easy_sentences(content) if len(found.split()) > 15]
    assert long == []


def test_hard_words_have_a_higher_reading_age():
    hard = [
        "Notwithstanding the aforementioned provisions, processing of personal data necessitates authorisation."
    ]
    assert reading_age(hard) > reading.READING_AGE_LIMIT > reading_age(["We keep your name safe."])
    assert reading_age([]) == 0


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.code)
def test_no_sentence_is_long(page):
    assert [sentence for sentence in sentences(page) if len(sentence.split()) > LONGEST_SENTENCE] == []
