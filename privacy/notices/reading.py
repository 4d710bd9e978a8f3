"""How old a reader must be for the words of a notice."""

from __future__ import annotations

import re
from collections.abc import Iterable

import textstat

from privacy.notices.content import Content

READING_AGE_LIMIT = 11.0
"""The notices are for children too."""
SCHOOL_STARTS = 5
"""A school grade counts from the first year after this age."""


def sentences(content: Content) -> list[str]:
    """Every sentence of a version; titles and lists of names are no sentences."""
    told = [content["lead"]]
    for section in content["sections"]:
        told.append(section["body"])
        told += [item["detail"] for group in section["lists"] for item in group["items"]]
    return _sentences(told)


def easy_sentences(content: Content) -> list[str]:
    """Every sentence of the easy-read words."""
    return _sentences(section["easy_read"] for section in content["sections"])


def reading_age(found: list[str]) -> float:
    """The age at which most children can read these sentences (Flesch-Kincaid grade plus five); 0 for none."""
    told = [" ".join(re.findall(r"[A-Za-z']+", sentence)) for sentence in found]
    text = " ".join(f"{sentence}." for sentence in told if sentence)
    return round(float(textstat.flesch_kincaid_grade(text)) + SCHOOL_STARTS, 1) if text else 0.0


def _sentences(texts: Iterable[str]) -> list[str]:
    lines = [line.removeprefix("- ") for text in texts for line in text.splitlines()]
    return [found for line in lines for found in re.split(r"(?<=[.:?])\s+", line) if found.strip()]
