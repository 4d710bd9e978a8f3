"""Reading the one search box."""

import datetime

import pytest

from cases.families.search.nicknames import also_known_as
from cases.families.search.query import read_query

TODAY = datetime.date(2026, 11, 22)
BORN = datetime.date(2015, 3, 12)


@pytest.mark.parametrize(
    "text",
    [
        "12/3/2015",
        "12.03.2015",
        "12-3-15",
        "12 March 2015",
        "12th of mar 2015",
        "March 12, 2015",
        "2015-03-12",
        "dob 12/3/2015",
    ],
)
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    query = read_query(text, today=TODAY)
    assert (query.birth_date, query.names) == (BORN, ())


@pytest.mark.parametrize(
    "text", ["07700 900123", "+44 7700 900123", "0044 7700 900 123", "07700-900123", "tel: 07700900123"]
)
def test_a_telephone_number_is_read_however_it_is_written(text: str) -> None:
    query = read_query(text, today=TODAY)
    assert (query.phone, query.names, query.birth_date) == ("+447700900123", (), None)


@pytest.mark.parametrize("text", ["LE1 5WW", "le15ww", "le1  5ww"])
def test_a_postcode_is_read_with_or_without_its_space(text: str) -> None:
    assert read_query(text, today=TODAY).postcode == "LE1 5WW"


@pytest.mark.parametrize(
    ("text", "reference"), [("FH-100123", "FH-100123"), ("fh100123", "FH-100123"), ("pn 100123", "PN-100123")]
)
def test_a_reference_is_read_in_any_spelling(text: str, reference: str) -> None:
    query = read_query(text, today=TODAY)
    assert (query.reference, query.names) == (reference, ())


def test_everything_can_be_mixed() -> None:
    query = read_query("sam khan 12/3/2015, LE1 5WW 07700 900123", today=TODAY)
    assert query.names == ("sam", "khan")
    assert (query.birth_date, query.postcode, query.phone) == (BORN, "LE1 5WW", "+447700900123")


def test_a_year_beside_a_name_is_a_year_of_birth() -> None:
    query = read_query("sam khan 2015", today=TODAY)
    assert (query.names, query.birth_year) == (("sam", "khan"), 2015)
    assert read_query("2015", today=TODAY).is_year_alone


def test_a_date_that_never_was_is_said_and_its_year_kept() -> None:
    query = read_query("sam 31/2/2015", today=TODAY)
    assert (query.names, query.birth_date, query.birth_year) == (("sam",), None, 2015)
    assert query.problems == ("“31/2/2015” is not a real date",)


def test_a_number_nobody_can_have_is_said() -> None:
    assert read_query("sam 09999999999", today=TODAY).problems == (
        "“09999999999” is not a UK telephone number",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Smith-Jones", ("Smith", "Jones")),
        ("O'Brien", ("OBrien",)),
        ("O Brien", ("OBrien",)),
        ("Mc Donald", ("McDonald",)),
        ("Zoë Müller", ("Zoë", "Müller")),
        ("J Smith", ("Smith",)),
        ("Khan, Sam", ("Khan", "Sam")),
        ("<script>alert(1)</script>", ("script", "alert")),
        ("12 ?? --", ()),
    ],
)
def test_what_is_left_is_the_name(text: str, names: tuple[str, ...]) -> None:
    assert read_query(text, today=TODAY).names == names


def test_a_year_of_two_figures_is_never_in_the_future() -> None:
    assert read_query("1/1/27", today=TODAY).birth_date == datetime.date(1927, 1, 1)
    assert read_query("1/1/26", today=TODAY).birth_date == datetime.date(2026, 1, 1)


def test_a_nickname_leads_to_the_formal_name_and_not_from_one_formal_name_to_another() -> None:
    assert {"samuel", "samantha", "sammy"} <= set(also_known_as("Sam"))
    assert "samantha" not in also_known_as("samuel")
    assert "robert" in also_known_as("bob")
    assert also_known_as("zzz") == []
