"""Any family of up to 25 people: everybody once, nobody under anything, and every line ends where it should."""

import datetime
import uuid
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.families.genogram.figures import Bond, Figure, Home, Shape, Tie
from cases.families.genogram.grid import Box
from cases.families.genogram.layout import Picture, layout

KEYS = [uuid.UUID(int=number + 1) for number in range(25)]
DOWN = {Bond.PARENT: 1, Bond.ADOPTED: 1, Bond.CARED_FOR: 1}


@st.composite
def families(draw):
    """Anything a database may hold: people in any relationship, contradictions included."""
    keys = KEYS[: draw(st.integers(1, 25))]
    dates = st.none() | st.dates(datetime.date(1930, 1, 1), datetime.date(2026, 12, 31))
    figures = [Figure(key, draw(st.sampled_from(list(Shape))), born=draw(dates)) for key in keys]
    pairs = st.tuples(st.sampled_from(keys), st.sampled_from(keys)).filter(lambda pair: pair[0] != pair[1])
    bonds = st.tuples(pairs, st.sampled_from(list(Bond)), st.booleans())
    ties = [
        Tie(one, other, bond, DOWN.get(bond, draw(st.integers(0, 2)) if bond is Bond.OTHER else 0), over)
        for (one, other), bond, over in draw(st.lists(bonds, max_size=40) if len(keys) > 1 else st.just([]))
    ]
    homes = [
        Home(f"Home {name}", people)
        for name, people in zip(
            "ABC", draw(st.lists(st.frozensets(st.sampled_from(keys), min_size=1), max_size=3)), strict=False
        )
    ]
    return figures, ties, homes


def box_of(line_start, line_end):
    (x, y), (to_x, to_y) = line_start, line_end
    return Box(min(x, to_x), min(y, to_y), max(abs(x - to_x), 0.01), max(abs(y - to_y), 0.01))


def ends_on(point, symbol):
    """Whether a line that ends here touches the outline of the symbol, from above or from below."""
    x, y = point
    inside = symbol.x <= x <= symbol.x + symbol.box.width
    return inside and any(abs(y - edge(x)) < 0.2 for edge in (symbol.top, symbol.bottom))


def check(picture: Picture, figures):
    drawn = {person.figure.key: person.symbol for person in picture.people}
    assert [person.figure.key for person in picture.people] == [figure.key for figure in figures]
    cells = [(symbol.box, symbol.label_box) for symbol in drawn.values()]
    for one, other in combinations(cells, 2):
        assert not any(a.overlaps(b) for a in one for b in other)
    for line in picture.lines:
        assert ends_on(line.points[-1], drawn[line.ends[-1]])
        if len(line.ends) == 2:
            assert ends_on(line.points[0], drawn[line.ends[0]])
        else:
            bar = next(bar for bar in picture.lines if set(bar.ends) == set(line.ends[:2]))
            assert any(
                box_of(a, b).overlaps(Box(line.points[0][0], line.points[0][1] - 0.005, 0.01, 0.01))
                for a, b in pairwise(bar.points)
            ), (bar, line)
        for a, b in pairwise(line.points):
            assert a[0] == b[0] or a[1] == b[1], "lines are level or upright"
            for key, symbol in drawn.items():
                assert not box_of(a, b).overlaps(symbol.label_box), key
                if key not in line.ends:
                    assert not box_of(a, b).overlaps(symbol.box), key
    whole = Box(0, 0, picture.width, picture.height)
    for box in (box for cell in cells for box in cell):
        assert box.x >= 0
        assert box.y >= 0
        assert box.x + box.width <= whole.width
        assert box.y + box.height <= whole.height


@given(families())
@settings(max_examples=200)
def test_no_family_is_drawn_over_itself(family):
    figures, ties, homes = family
    picture = layout(figures, ties, homes)
    check(picture, figures)
    assert layout(figures, ties, homes) == picture


@given(families())
@settings(max_examples=100)
def test_everybody_of_a_home_is_inside_its_outline(family):
    figures, ties, homes = family
    picture = layout(figures, ties, homes)
    drawn = {person.figure.key: person.symbol for person in picture.people}
    for home, outline in zip(homes, picture.homes, strict=True):
        for key, symbol in drawn.items():
            # A ray to the left of somebody inside crosses the boundary an odd number of times.
            x, y = symbol.middle, symbol.y + 1
            crossed = [s for s in outline.segments if s[0] == s[2] and s[0] < x and s[1] < y < s[3]]
            assert (len(crossed) % 2 == 1) is (key in home.people)


def person(number, born=1990, shape=Shape.DIAMOND):
    return Figure(KEYS[number], shape, born=datetime.date(born, 1, 1))


def tie(one, other, bond, *, over=False):
    return Tie(KEYS[one], KEYS[other], bond, DOWN.get(bond, 0), over)


def places(picture):
    return {KEYS.index(drawn.figure.key): (drawn.symbol.x, drawn.symbol.y) for drawn in picture.people}


def test_a_couple_stands_side_by_side_above_its_children_in_the_order_of_their_births():
    figures = [person(0), person(1), person(2, 2015), person(3, 2010)]
    ties = [tie(0, 1, Bond.MARRIED), *(tie(p, c, Bond.PARENT) for p in (0, 1) for c in (2, 3))]
    picture = layout(figures, ties)
    at = places(picture)
    assert at[0][1] == at[1][1] < at[2][1] == at[3][1]
    assert abs(at[0][0] - at[1][0]) == abs(at[2][0] - at[3][0]) == 180
    assert at[3][0] < at[2][0]
    assert sorted(line.style for line in picture.lines) == ["married", "parent", "parent"]


@pytest.mark.parametrize(("bond", "cuts"), [(Bond.PARTNERS, 1), (Bond.MARRIED, 2)])
def test_a_relationship_that_ended_is_cut_and_one_that_lasts_is_not(bond, cuts):
    (ended,) = layout([person(0), person(1)], [tie(0, 1, bond, over=True)]).lines
    (lasting,) = layout([person(0), person(1)], [tie(0, 1, bond)]).lines
    assert (len(ended.slashes), len(lasting.slashes)) == (cuts, 0)


def test_half_siblings_hang_from_the_parents_each_has():
    figures = [person(0), person(1), person(2), person(3, 2010), person(4, 2018)]
    ties = [
        tie(0, 1, Bond.PARTNERS, over=True), tie(0, 2, Bond.PARTNERS),
        tie(0, 3, Bond.PARENT), tie(1, 3, Bond.PARENT), tie(0, 4, Bond.PARENT), tie(2, 4, Bond.PARENT),
    ]  # fmt: skip
    picture = layout(figures, ties)
    check(picture, figures)
    families = {
        frozenset(KEYS.index(end) for end in line.ends) for line in picture.lines if line.style == "parent"
    }
    assert families == {frozenset({0, 1, 3}), frozenset({0, 2, 4})}
    at = places(picture)
    assert at[0][1] == at[1][1] == at[2][1]
    assert min(at[1][0], at[2][0]) < at[0][0] < max(at[1][0], at[2][0])


def test_four_grandparents_stand_over_the_parent_who_is_theirs():
    figures = [person(n, 1950) for n in range(4)] + [person(4, 1980), person(5, 1982), person(6, 2012)]
    ties = [tie(0, 1, Bond.MARRIED), tie(2, 3, Bond.MARRIED), tie(4, 5, Bond.MARRIED)]
    ties += [tie(p, 4, Bond.PARENT) for p in (0, 1)] + [tie(p, 5, Bond.PARENT) for p in (2, 3)]
    ties += [tie(p, 6, Bond.PARENT) for p in (4, 5)]
    picture = layout(figures, ties)
    check(picture, figures)
    at = places(picture)
    assert len({y for _, y in at.values()}) == 3
    assert max(at[0][0], at[1][0]) < min(at[2][0], at[3][0])
    assert at[4][0] < at[5][0]


def test_a_family_of_nobody_is_an_empty_picture():
    assert layout([], []).people == ()
