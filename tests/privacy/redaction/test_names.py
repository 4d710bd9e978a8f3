"""Names are found in every form somebody writes them in, and nobody is found in another word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.redaction.rules.naming import Names, names_of

BARNABY = Names([{"code": "p1", "names": names_of("Barnaby John", "O’Vale-Pryce", ["Bobs"])}])
LETTERS = st.text("bcdfgjklmnpqrtvwz", min_size=5, max_size=9).map(str.title)
AROUND = st.sampled_from(
    ["{} came.", "We saw {}", "({})", "“{}”, she said", "Then\n{}\nleft", "{}'s bag", "{}’s", "{}s coat"]
)


@given(given=LETTERS, family=LETTERS, around=AROUND, gap=st.sampled_from([" ", "  ", "\n"]), data=st.data())
def test_every_way_to_write_a_name_is_found(given, family, around, gap, data):
    names = Names([{"code": "p1", "names": names_of(given, family, [])}])
    initial = data.draw(st.sampled_from([f"{given[0]}.", given[0], f"{given[0]}. "]))
    written = data.draw(
        st.sampled_from(
            [f"{given}{gap}{family}", given, family, f"{initial} {family}", f"{given} {family}".upper()]
        )
    )
    assert names.about(around.format(written)) == {"p1"}


@given(given=LETTERS, family=LETTERS, more=st.text("bcdfgjklmn", min_size=1, max_size=5))
def test_a_longer_word_is_no_name(given, family, more):
    names = Names([{"code": "p1", "names": names_of(given, family, [])}])
    for word in (f"{more}{given.lower()}", f"{given}{more}"):
        if word.lower() not in {given.lower(), family.lower()}:
            assert names.about(f"the {word} went") == set()


@pytest.mark.parametrize(
    "written",
    [
        "B. O'Vale-Pryce", "B J O’Vale-Pryce", "B.J. O'Vale Pryce", "BJ OVale-Pryce", "barnaby john", "Barnabys",
        "o'vale-pryce", "BOBS’", "Bärnaby",
    ],
)  # fmt: skip
def test_initials_accents_and_apostrophes(written):
    assert BARNABY.about(f"Then {written} rang") == {"p1"}, written


@pytest.mark.parametrize("written", ["b o vale", "John Bobsleigh", "barn aby"])
def test_what_only_looks_like_it(written):
    assert "p1" not in BARNABY.about(written) or "John" in written


def test_an_initial_in_small_letters_is_a_word():
    house = Names([{"code": "p1", "names": names_of("Ann", "House", [])}])
    assert [name for _, _, name in house.found_in("in a house of A House")] == ["house", "a house"]


@given(st.text(max_size=60))
def test_places_of_names_are_places_in_the_text(text):
    for start, end, _ in BARNABY.found_in(text):
        assert 0 <= start < end <= len(text)
