"""A safe address, number or email is found in whatever spelling somebody wrote it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.redaction.rules.never_told import NeverTold, canonical, parts_of_address, streets_of, told_in

ADDRESS = "Flat 2, 14 St John’s Road, Leicester"
NEVER = NeverTold(parts_of_address(ADDRESS))
STREET = st.sampled_from(
    [("Road", "Rd"), ("Street", "St"), ("Avenue", "Ave"), ("Close", "Cl"), ("Gardens", "Gdns")]
)
NAMES = st.text(st.characters(codec="ascii", categories=["L"]), min_size=3, max_size=10)
BREAKS = st.sampled_from([" ", "  ", "\n", "-", " - ", ", ", ",\n", "\u00a0", "\u2013"])
AROUND = st.sampled_from(
    ["She lives at {}.", "{}", "({})", "“{}” she said", "Now\n{}\nand there", "The {}’s door"]
)


@st.composite
def cased(draw, text):
    return "".join(letter.upper() if draw(st.booleans()) else letter.lower() for letter in text)


@given(
    number=st.integers(1, 999), name=NAMES, street=STREET, data=st.data(),
    apart=st.lists(BREAKS, min_size=2, max_size=2),
)  # fmt: skip
def test_a_house_and_its_street_are_found_in_any_spelling(number, name, street, apart, data):
    kept, written = data.draw(st.permutations(street))
    said = data.draw(cased(f"{number}{apart[0]}{name}{apart[1]}{written}"))
    never = NeverTold(parts_of_address(f"{number} {name} {kept}, Leicester LE1 9ZZ"))
    text = data.draw(AROUND).format(said)
    assert [text[start:end] for start, end in never.spans(text)] == [said]


@given(
    outward=st.sampled_from(["LE1", "M1", "SW1A", "LE67"]),
    inward=st.sampled_from(["9ZZ", "1AA"]),
    apart=st.sampled_from(["", " ", "  ", "-", "\n"]),
    around=AROUND,
    data=st.data(),
)
def test_a_postcode_is_found_without_its_space_too(outward, inward, apart, around, data):
    said = data.draw(cased(f"{outward}{apart}{inward}"))
    text = around.format(said)
    assert [text[start:end] for start, end in NeverTold([f"{outward} {inward}"]).spans(text)] == [said]


@given(
    digits=st.text("123456789", min_size=9, max_size=9),
    data=st.data(),
    code=st.sampled_from(["0", "+44", "+44 ", "+44 (0)", "0044 ", "44 ", "(0)"]),
    around=AROUND,
)
def test_a_number_is_found_however_its_digits_are_grouped(digits, data, code, around):
    apart = data.draw(st.lists(st.sampled_from(["", "", " ", "-", "\n", "."]), min_size=9, max_size=9))
    said = code + "7" + "".join(f"{gap}{digit}" for gap, digit in zip(apart, digits, strict=True))
    text = around.format(said)
    for kept in (f"+447{digits}", f"07{digits}", f"07{digits[:3]} {digits[3:]}"):
        (found,) = NeverTold([kept]).spans(text)
        assert re.sub(r"\D", "", text[found[0] : found[1]]).endswith(f"7{digits}")


@given(digits=st.text("0123456789", min_size=10, max_size=10), more=st.sampled_from("0123456789"))
def test_a_longer_number_is_another_number(digits, more):
    assert not NeverTold([f"+44{digits}"]).spans(f"0{digits}{more}")


@given(data=st.data(), around=AROUND, gap=st.sampled_from(["", " ", "\n", "-\n"]), at=st.integers(1, 21))
def test_an_email_is_found_in_capitals_and_over_two_lines(data, around, gap, at):
    said = "Jo.Vale-9@post.example"
    written = data.draw(cased(said[:at])) + gap + said[at:]
    assert NeverTold([said.lower()]).spans(around.format(written))


@pytest.mark.parametrize(
    "written",
    [
        "flat 2, 14 St John's Rd", "Flt 2 14 Saint Johns road", "apt 2/14 ST. JOHN’S ROAD", "14 St John’s Rd.",
        "fourteen? no: 14, st johns road", "14 St-\nJohns Road, Leices-\nter", "Flat 2 St Johns Road",
        "14 st. john’s rd",
        "14 Saint John\u00ads Road",
    ],
)  # fmt: skip
def test_ways_people_write_an_address(written):
    assert NEVER.spans(f"They moved to {written} in May"), written


@pytest.mark.parametrize(
    "written", ["Leicester", "flat 2", "15 St John’s Road", "114 St John’s Road", "14 St James Road"]
)
def test_other_addresses_are_not_held_back(written):
    assert NEVER.spans(f"They moved to {written} in May") == []


@pytest.mark.parametrize(
    "written", ["jo dot vale at post dot example", "JO.VALE (at) post.example", "jo.vale @ post . example"]
)
def test_an_email_spelled_out_is_found(written):
    assert NeverTold(["jo.vale@post.example"]).spans(f"write to {written}!"), written


def test_a_number_of_the_town_is_found_without_the_code_of_the_town():
    never = NeverTold(["+441164960123"])
    assert never.spans("ring 496 0123 after five")
    assert never.spans("ring 0116 496 0123")
    assert not never.spans("ring 497 0123 after five")


def test_a_number_of_another_country_is_found():
    never = NeverTold(["+353861234567"])
    for written in ("+353 86 123 4567", "00353 861234567", "353-86-1234567"):
        assert never.spans(f"ring {written}"), written


def test_what_a_warning_tells_of_a_place_is_taken_out_of_its_words():
    told = set(
        told_in("She is at 7 Refuge Lane (LE1 9ZZ) with Jo. Ring 07700 900 321 or safe@post.example only.")
    )
    assert told == {"7 Refuge Lane", "LE1 9ZZ", "07700 900 321", "safe@post.example"}


def test_two_spellings_of_one_place_are_one_place():
    assert canonical("7 Refuge Ln.") == canonical("7, refuge lane")
    assert canonical("07700 900321") == canonical("+44 7700 900 321")
    assert canonical("LE1 9ZZ") == canonical("le19zz")
    assert canonical("7 Refuge Lane") != canonical("8 Refuge Lane")


def test_the_street_alone_is_somewhere_to_look():
    assert streets_of(["14 Refuge Lane, Leicester", "Refuge"]) == {"Refuge Lane"}


def test_nothing_to_hold_back_holds_nothing_back():
    assert NeverTold([]).spans("Anything at 7 Refuge Lane") == []
    assert NeverTold(["", " ", "–"]).spans("Anything – at all") == []
