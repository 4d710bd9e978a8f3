"""The pace of sending: it holds on a busy machine, and never asks more of Notify than its bucket regains."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from cases.texts.pace import NOTIFY_REFILLS, PER_SECOND, Pace

BUSY = st.lists(
    st.floats(0, 0.1) | st.floats(0, 3), min_size=1, max_size=120
)  # seconds of work between two turns, now and then a long wait


class Machine:
    """A clock that only moves by waiting; each sleep takes a little longer than asked."""

    def __init__(self, late: float = 0) -> None:
        self.now, self.late = 100.0, late

    def sleep(self, seconds: float) -> None:
        self.now += seconds + self.late


def turns(machine: Machine, work: list[float], count: int) -> list[float]:
    pace = Pace(clock=lambda: machine.now, sleep=machine.sleep)
    at = []
    for number in range(count):
        pace.wait()
        at.append(machine.now)
        machine.now += work[number % len(work)]
    return at


@given(work=BUSY, late=st.floats(0, 0.05))
def test_no_second_sees_more_than_notify_regains_in_it(work: list[float], late: float) -> None:
    at = turns(Machine(late), work, 600)
    for number, began in enumerate(at):
        of_a_second = [turn for turn in at[number : number + NOTIFY_REFILLS + 5] if turn < began + 0.999999]
        assert len(of_a_second) <= NOTIFY_REFILLS


@given(work=BUSY, late=st.floats(0, 0.05))
def test_ten_seconds_see_little_more_than_our_rate(work: list[float], late: float) -> None:
    at = turns(Machine(late), work, 600)
    for number, began in enumerate(at):
        of_ten_seconds = [turn for turn in at[number:] if turn < began + 10]
        assert len(of_ten_seconds) <= 10 * PER_SECOND + PER_SECOND + 1


def test_turns_that_were_late_are_made_up() -> None:
    machine = Machine(late=0.004)
    at = turns(machine, [0] * 100 + [0.8] + [0.001] * 99, 450)
    assert (len(at) - 1) / (at[-1] - at[0]) > PER_SECOND - 0.5


def test_a_long_wait_is_not_made_up_in_a_rush() -> None:
    machine = Machine()
    at = turns(machine, [0] * 50 + [60] + [0] * 1000, 400)
    after = [turn for turn in at if turn > 150]
    assert len([turn for turn in after if turn < after[0] + 5]) <= 6 * PER_SECOND + 1


def test_without_delay_turns_come_evenly() -> None:
    at = turns(Machine(), [0], 200)
    assert {round(later - earlier, 6) for earlier, later in pairwise(at)} == {round(1 / PER_SECOND, 6)}
