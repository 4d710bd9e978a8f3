"""Who is likely to be the person about to be entered. One child with two records is how a warning sign gets lost."""

from collections.abc import Iterable

from cases.families.search.people import Hit
from cases.families.search.reasons import NAME_REASONS, Reason

ALIKE = 0.6  # of the whole name, by the scale of ``find_people``: one slip in a name of five letters stays above it
VERY_ALIKE = 0.85

NAME_WORDS = {
    Reason.NAME_SAME: "the same name",
    Reason.NICKNAME: "a short form of the name",
    Reason.ALIAS: "also known by a name like this",
    Reason.NAME_SOUNDS: "a name that sounds alike",
    Reason.NAME_SPELT: "a name that is spelt alike",
    Reason.NAME_BEGINS: "a name that begins alike",
    Reason.NAME_PART: "part of the name",
}


def likely_duplicates(hits: Iterable[Hit], *, year_of_birth: int | None) -> list[tuple[Hit, str]]:
    """Those among the hits who may well be the same person, best first, each with the reason in words.

    ``year_of_birth`` is what the worker typed, if they know it.
    """
    judged = ((hit, _why(hit, year_of_birth)) for hit in hits)
    return [(hit, why) for hit, why in judged if why]


def _why(hit: Hit, year: int | None) -> str:
    reasons = set(hit.reasons)
    name = next((NAME_WORDS[reason] for reason in hit.reasons if reason in NAME_REASONS), "")
    name_is_alike = bool(name) and hit.name_score >= ALIKE
    if Reason.PHONE in reasons and name:
        return f"Same phone number and {name}"
    if Reason.BIRTH_DATE in reasons and name and hit.name_score >= ALIKE / 2:
        return f"Same date of birth and {name}"
    if Reason.BIRTH_DATE_SWAPPED in reasons and name_is_alike:
        return f"Day and month of birth changed round, and {name}"
    if name_is_alike and hit.name_score >= VERY_ALIKE and _may_be_born(hit.born, year):
        return _capital(name) + _about_birth(hit.born, year)
    if name_is_alike and hit.born is not None and hit.born == year:
        return f"Same year of birth and {name}"
    return ""


def _may_be_born(born: int | None, year: int | None) -> bool:
    return born is None or year is None or abs(born - year) <= 1


def _about_birth(born: int | None, year: int | None) -> str:
    if born is None or year is None:
        return ", and a date of birth is not known"
    return " and the same year of birth" if born == year else " and a year of birth one off"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
