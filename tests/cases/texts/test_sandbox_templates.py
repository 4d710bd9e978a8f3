"""Filling in templates, for any words a person may type."""

import string
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.texts.sandbox import Template
from cases.texts.sandbox.errors import NotifyError

WORDS = st.text(string.ascii_letters + string.digits + "()?$\\{}<>&%", min_size=1, max_size=40)


def rendered(body, **values):
    return Template(id=uuid4(), name="t", body=body).render(values)


@settings(deadline=None)
@given(first=WORDS, second=WORDS)
def test_values_go_in_exactly_as_typed(first, second):
    assert rendered("A ((first)) B ((second)) C", first=first, second=second) == f"A {first} B {second} C"


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_words_at_all_can_break_the_filling_in(words):
    text = rendered("Hub: ((words))", words=words)
    assert text.startswith("Hub:")
    assert text == text.strip()
    assert "\n\n\n" not in text
    assert "  " not in text


@pytest.mark.parametrize("name", ["First Name", "first_name", "FIRST-NAME", "firstname"])
def test_names_match_whatever_their_case_and_spacing(name):
    template = Template(id=uuid4(), name="t", body="Hello ((first name))")
    assert template.render({name: "Ama"}) == "Hello Ama"


@pytest.mark.parametrize("value", ["yes", "Y", "true", True, "1", 1, "include", "show"])
def test_a_condition_holds_for_the_published_ways_of_saying_yes(value):
    assert rendered("Hi((late?? and sorry))", late=value) == "Hi and sorry"


@pytest.mark.parametrize("value", ["no", "", False, 0, "perhaps", []])
def test_a_condition_fails_for_anything_else(value):
    assert rendered("Hi((late?? and sorry))", late=value) == "Hi"


def test_a_list_is_read_out_with_commas_and_an_and():
    assert rendered("Bring ((things))", things=["a coat"]) == "Bring a coat"
    assert (
        rendered("Bring ((things))", things=["a coat", "a bag", None, "tea"]) == "Bring a coat, a bag and tea"
    )


def test_null_counts_as_missing():
    with pytest.raises(NotifyError) as refused:
        rendered("Hello ((name))", name=None)
    assert refused.value.body()["errors"] == [
        {"error": "BadRequestError", "message": "Missing personalisation: name"}
    ]
