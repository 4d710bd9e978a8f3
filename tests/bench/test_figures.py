"""What the table of the bench says, and what it must never claim."""

from bench.figures import Figure, against, not_run, table


def test_a_figure_within_its_aim_holds_and_one_beyond_does_not() -> None:
    within = against("search", 0.030, 0.020, at_most=1.5)
    beyond = against("search", 0.031, 0.020, at_most=1.5)
    assert within.verdict == "holds"
    assert beyond.verdict == "does not hold"


def test_what_was_not_run_is_never_a_pass() -> None:
    line = table([not_run("pack", "no such page")]).splitlines()[-1]
    assert "not run: no such page" in line
    assert "holds" not in line


def test_a_figure_without_an_aim_is_judged_by_nothing() -> None:
    assert against("search, p50", 0.1, 0.1, at_most=None).verdict == ""


def test_the_table_shows_each_figure_beside_its_floor_with_its_note() -> None:
    drawn = table(
        [against("search", 0.030, 0.020, at_most=1.5, note="two hundred names"), Figure(work="memory")]
    )
    line, note = drawn.splitlines()[2:4]
    assert line.split() == ["search", "30.00", "ms", "20.00", "ms", "1.50", "≤", "1.5", "×", "holds"]
    assert note.strip() == "two hundred names"
