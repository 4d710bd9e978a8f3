"""How long a text is, in the way Notify counts and charges."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.texts.length import plain_text, text_length

ORDINARY = st.text("abcdefghijklmnopqrstuvwxyz ABC0123456789.,?!£@éùà\n")


@pytest.mark.parametrize(
    ("characters", "texts"),
    [(160, 1), (161, 2), (306, 2), (307, 3), (459, 3), (612, 4), (765, 5), (766, 6), (918, 6)],
)
def test_the_published_lengths_of_one_to_six_texts(characters, texts):
    length = text_length("a" * characters)
    assert length.texts == texts
    assert length.pence == texts * Decimal("2.4")
    assert not length.is_too_long


def test_more_than_918_characters_is_too_long():
    assert text_length("a" * 919).is_too_long


@pytest.mark.parametrize("character", list("[]{}^\\|~€"))
def test_brackets_and_the_euro_count_double(character):
    assert text_length(character * 80).texts == 1
    assert text_length(character * 81).texts == 2
    assert text_length(character).double_characters == (character,)


@pytest.mark.parametrize("character", list("áíóúâêîôûŵŷçłşПع"))
def test_one_character_outside_the_alphabet_cuts_a_text_to_70(character):
    assert text_length(character + "a" * 69).texts == 1
    assert text_length(character + "a" * 70).texts == 2
    assert text_length(character + "a" * 134).texts == 3
    assert text_length(character + "a" + character).dear_characters == (character,)


@pytest.mark.parametrize("character", list("äéñöøùüàåæßèìòÄÅÆÉÑÖØÜÇ£"))
def test_accents_inside_the_alphabet_cost_nothing_more(character):
    assert text_length(character * 160).texts == 1


def test_an_emoji_takes_two_places():
    assert text_length("🎉" * 35).texts == 1
    assert text_length("🎉" * 36).texts == 2


def test_curly_quotes_and_dashes_are_made_plain_first():
    typed = "“It’s” — 5–6\u00a0pm…\u200b"
    assert plain_text(typed) == '"It\'s" - 5-6 pm...'
    assert text_length(typed).dear_characters == ()


@settings(deadline=None)
@given(ORDINARY)
def test_parts_hold_the_text_and_no_part_is_empty(text):
    length = text_length(text)
    assert length.dear_characters == ()
    capacity = 160 if length.texts == 1 else 153 * length.texts
    assert len(text) <= capacity
    assert length.texts == 1 or len(text) > 153 * (length.texts - 1)


@settings(deadline=None)
@given(st.text(max_size=400), st.text(max_size=400))
def test_adding_words_never_makes_a_text_cheaper(first, second):
    assert text_length(first + second).texts >= text_length(first).texts
