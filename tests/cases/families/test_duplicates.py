"""Which hits are likely to be the same person, and why."""

import uuid

import pytest

from cases.families.rules.duplicates import likely_duplicates
from cases.families.search.people import Hit
from cases.families.search.reasons import Reason


def hit(*reasons: Reason, name_score: float = 0.8, born: int | None = 2015) -> Hit:
    return Hit(
        person_id=uuid.uuid4(), score=50, name_score=name_score, reasons=reasons, given_name="Sam",
        family_name="Khan", born=born, team_ids=(), is_visible=True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("found", "year", "why"),
    [
        (hit(Reason.NAME_SOUNDS, Reason.BIRTH_DATE), 2015, "Same date of birth and a name that sounds alike"),
        (
            hit(Reason.NAME_PART, Reason.BIRTH_DATE, name_score=0.5),
            2015,
            "Same date of birth and part of the name",
        ),
        (
            hit(Reason.NICKNAME, Reason.PHONE, born=1980),
            2015,
            "Same phone number and a short form of the name",
        ),
        (
            hit(Reason.NAME_SAME, Reason.BIRTH_DATE_SWAPPED, name_score=1),
            2015,
            "Day and month of birth changed round, and the same name",
        ),
        (
            hit(Reason.NAME_SAME, name_score=1, born=None),
            2015,
            "The same name, and a date of birth is not known",
        ),
        (hit(Reason.NAME_SAME, name_score=1, born=2015), 2015, "The same name and the same year of birth"),
        (hit(Reason.NAME_SAME, name_score=1, born=2014), 2015, "The same name and a year of birth one off"),
        (hit(Reason.NAME_SOUNDS, name_score=0.7), 2015, "Same year of birth and a name that sounds alike"),
    ],
)
def test_a_likely_duplicate_comes_with_its_reason(found: Hit, year: int, why: str) -> None:
    assert likely_duplicates([found], year_of_birth=year) == [(found, why)]


@pytest.mark.parametrize(
    "found",
    [
        hit(Reason.NAME_SAME, name_score=1, born=1980),
        hit(Reason.BIRTH_DATE, name_score=0),
        hit(Reason.PHONE, name_score=0),
        hit(Reason.NAME_PART, name_score=0.5),
        hit(Reason.NAME_SOUNDS, name_score=0.7, born=2012),
        hit(Reason.NAME_SOUNDS, name_score=0.7, born=None),
    ],
)
def test_a_chance_likeness_is_not_asked_about(found: Hit) -> None:
    assert likely_duplicates([found], year_of_birth=2015) == []
