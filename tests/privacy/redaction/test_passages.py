"""A pack is broken into passages, each with whom it is about, who said it, and what is proposed."""

import datetime
import itertools

import pytest

from cases.families.models import Address, PersonName, Phone, Relationship
from privacy.redaction.models import Decision, Passage
from privacy.redaction.rules.naming import Names, names_of
from privacy.redaction.rules.never_told import NeverTold
from privacy.redaction.rules.split import pieces
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family, make_person
from tests.factories.redaction import make_review, passages_with
from tests.factories.referrals import make_referral


@pytest.fixture
def home(council):
    """Robin, a brother called Barnaby or Bobs, and a mother."""
    with as_owner():
        robin, brother, mother = make_person("Robin"), make_person("Barnaby"), make_person("Mona")
        file = make_family(council.north_hub, robin, brother, mother)
        PersonName(person=brother, name="Bobs", kind="nickname").save_by(by=None, reason=REASON)
        Relationship(person=robin, relative=brother, kind="sibling").save_by(by=None, reason=REASON)
        for child in (robin, brother):
            Relationship(person=mother, relative=child, kind="parent").save_by(by=None, reason=REASON)
    return file


def said(home, council, words, **fields):
    with as_owner():
        make_contact(home, council.hub_worker, what_happened=words, **fields)
    review = make_review(home.person, council.information_officer)
    with as_owner():
        return {passage.text: passage for passage in Passage.objects.filter(review=review)}


def test_what_names_a_brother_is_proposed_to_be_held_back_by_his_nickname_too(home, council):
    words = "Robin read a book to us. Bobs broke the window again.\n\nMona was tired."
    found = said(home, council, words + " " + "We talked about school and sleep for a long time. " * 3)
    assert found["Robin read a book to us. Bobs broke the window again."].proposal == "cut"
    assert "brother or sister" in found["Robin read a book to us. Bobs broke the window again."].why
    mother = next(passage for text, passage in found.items() if text.startswith("Mona was tired"))
    assert mother.proposal == ""
    assert "weigh it" in mother.why


def test_what_the_worker_saw_of_the_person_is_proposed_open_and_says_who_wrote_it(home, council):
    found = said(home, council, "Robin laughed a lot today.")
    passage = found["Robin laughed a lot today."]
    assert (passage.proposal, passage.said_by) == ("open", "professional")
    assert passage.said_name == council.hub_worker.full_name


def test_somebody_spoken_of_without_a_name_has_to_be_weighed(home, council):
    assert (
        said(home, council, "The neighbour heard shouting.")["The neighbour heard shouting."].proposal == ""
    )


def test_a_private_referrer_is_held_back_and_a_school_is_told(home, council):
    with as_owner():
        for kind, words in (("other", "I hear crying at night."), ("school", "Late on most days.")):
            make_referral(
                council.north_hub, council.hub_worker, ("Robin", "Example", None), family=home.family,
                referrer_kind=kind, referrer_name=f"Vera {kind}", concerns=words,
            )  # fmt: skip
    review = make_review(home.person, council.information_officer)
    with as_owner():
        (private,), (school,) = (
            passages_with(review, "crying at night"),
            passages_with(review, "Late on most"),
        )
    assert (private.said_by, private.proposal) == ("referrer", "cut")
    assert school.said_by == "professional"
    assert school.proposal != "cut"


def test_a_safe_address_is_cut_by_the_program_inside_words_too(home, council):
    with as_owner():
        Address(
            person=home.people[2], lines="7 Refuge Lane, Leicester", postcode="LE1 9ZZ", is_confidential=True,
            confidential_from="The father",
        ).save_by(by=None, reason=REASON)  # fmt: skip
        Phone(
            person=home.people[2],
            number="+447700900321",
            is_confidential=True,
            confidential_from="The father",
        ).save_by(by=None, reason=REASON)
    found = said(home, council, "We met at 7 refuge lane,  leicester (LE19ZZ) and rang 07700 900 321 after.")
    passage = next(passage for text, passage in found.items() if "refuge" in text)
    held = [passage.text[start:end] for start, end in passage.never]
    assert held == ["7 refuge lane,  leicester", "LE19ZZ", "07700 900 321"]
    assert not passage.never_all


def test_a_value_that_is_nothing_but_a_safe_number_is_the_programs_own_cut(home, council):
    with as_owner():
        Phone(
            person=home.people[2],
            number="+447700900321",
            is_confidential=True,
            confidential_from="The father",
        ).save_by(by=None, reason=REASON)
    found = said(home, council, "07700 900321")
    assert (found["07700 900321"].never_all, found["07700 900321"].state) == (True, "cut")
    with as_owner():
        first = Decision.objects.get()
    assert (first.by, first.ground) == (None, "never")


@pytest.mark.parametrize("text", ["One. " * 80, "a\n\nb\n\n" + "c d e. " * 90, "x" * 900, " \n y"])
def test_passages_together_hold_every_letter(text):
    found = list(pieces(text))
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(found))
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())


def test_a_name_that_is_also_a_word_is_found_where_it_is_written_as_a_name():
    names = Names([{"code": "p1", "names": names_of("Will", "Hope", ["Billy"])}])
    assert names.about("will they hope so?") == set()
    assert names.about("BILLY and Will's bag") == {"p1"}


def test_a_shared_last_name_is_the_persons_own():
    names = Names([
        {"code": "s", "names": names_of("Ana", "Smith", [])}, {"code": "p1", "names": names_of("Ben", "Smith", [])},
    ])  # fmt: skip
    assert names.about("The Smith family") == {"s"}
    assert names.about("ben smith came") == {"p1"}


def test_numbers_are_found_however_they_are_written():
    never = NeverTold(["+447700900123"])
    for written in ("07700 900123", "+44 7700 900 123", "(07700)-900-123", "447700900123"):
        assert never.spans(f"ring {written}!"), written
    assert not never.spans("07700 900124")


def test_the_day_it_was_made_is_no_passage_of_anybody(home, council):
    found = said(home, council, "Robin came.", happened_on=datetime.date(2026, 1, 4))
    assert not found["4 January 2026"].is_named
