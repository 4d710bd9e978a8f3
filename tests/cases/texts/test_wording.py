"""The preview a worker checks is what GOV.UK Notify sends."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.texts.models.template import check_wording
from cases.texts.sandbox import Template
from cases.texts.wording import filled, gaps

BODY = "Hello ((first name)), we come on ((day)) at ((Time)) .\n\n\n\nRing  ((FIRST_NAME)) , please."
VALUES = st.text(min_size=1, max_size=40).map(lambda text: " ".join(text.split())).filter(bool)


@given(name=VALUES, day=VALUES, time=VALUES)
def test_we_fill_in_as_notify_does(name: str, day: str, time: str) -> None:
    values = {"first name": name, "day": day, "Time": time}
    notify = Template(id=uuid.uuid4(), name="x", body=BODY).render(values)
    assert filled(BODY, values) == notify


def test_each_gap_is_asked_for_once() -> None:
    assert gaps(BODY) == ["first name", "day", "Time"]


def test_a_value_that_looks_like_a_gap_stays_as_it_was_typed() -> None:
    assert filled("((a)) ((b))", {"a": "((b))", "b": "x"}) == "((b)) x"


@pytest.mark.parametrize("body", ["((a??optional words))", "((a", "a))", "((a)) ((b"])
def test_a_wording_we_could_not_preview_is_refused(body: str) -> None:
    with pytest.raises(Exception, match="optional parts|not closed"):
        check_wording(body)
