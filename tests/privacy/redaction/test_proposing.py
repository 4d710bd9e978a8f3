"""What is proposed of a passage: third parties held back, professionals open, and health asked first."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.families.models import PersonName, Relationship
from privacy.redaction.actions.decisions import decision_add
from privacy.redaction.actions.reading import hits_now, review_submit
from privacy.redaction.models import Decision, Passage, Review
from privacy.redaction.rules.proposing import SPOKEN_OF, Hint, Who, proposed, spoken_of
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family, make_person
from tests.factories.redaction import AT, decide_all, make_review


def of_words(words, *, named=frozenset(), linked=frozenset({Who.SUBJECT}), said_by="professional"):
    return proposed(
        named=set(named), linked=set(linked), said_by=said_by, is_free=True, speaks_of=spoken_of(words)
    ).proposal


@pytest.mark.parametrize("who", ["sibling", "separated", "theirs", "stranger", "referrer"])
def test_who_is_proposed_to_be_held_back_when_named(who):
    assert of_words("Somebody came", named={who}) == "cut"
    assert of_words("Somebody came", named={who, Who.SUBJECT, Who.PROFESSIONAL}) == "cut"
    assert of_words("It rained", linked={who}) == "cut"


@pytest.mark.parametrize("who", ["parent", "partner", "child", "relative", "other"])
def test_who_has_to_be_weighed(who):
    assert of_words("Somebody came", named={who}) == ""
    assert of_words("It rained", linked={who}) == ""
    fields = proposed(named=set(), linked={who}, said_by="professional", is_free=False)
    assert fields.proposal == ""


def test_professionals_in_their_job_are_proposed_open():
    assert of_words("The teacher rang", named={Who.PROFESSIONAL}, linked=set()) == "open"
    assert of_words("The teacher rang", named={Who.PROFESSIONAL, Who.SUBJECT}) == "open"


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        ("An anonymous caller heard shouting.", Hint.IN_CONFIDENCE),
        ("She does not want to be named.", Hint.IN_CONFIDENCE),
        ("They told us in confidence.", Hint.IN_CONFIDENCE),
        ("He wrote to the victim of the theft.", None),
        ("He wrote to the victim last week.", Hint.VICTIM),
        ("His victims were met.", Hint.VICTIM),
        ("She is a victim of abuse.", None),
        ("The complainant is fifteen.", Hint.VICTIM),
        ("His co-defendant went to court too.", Hint.ACCUSED),
        ("Two co-accused were named.", Hint.ACCUSED),
        ("They were jointly charged.", Hint.ACCUSED),
    ],
)
def test_people_without_a_name_who_must_be_kept_safe_are_proposed_to_be_held_back(words, hint):
    assert spoken_of(words) - {Hint.SOMEBODY} == ({hint} if hint else set())
    assert of_words(words) == ("cut" if hint else "open")


@given(data=st.data(), hint=st.sampled_from(list(SPOKEN_OF)))
def test_whoever_is_spoken_of_is_noticed_in_any_words(data, hint):
    words = data.draw(st.from_regex(SPOKEN_OF[hint], fullmatch=True, alphabet=st.characters(codec="ascii")))
    assert hint in spoken_of(f"Then {words}, she said")


def test_what_the_person_told_us_themselves_is_open_even_on_health():
    assert of_words("My brother hit me", named={Who.SIBLING}, said_by="person") == "open"
    told = proposed(named=set(), linked=set(), said_by="person", is_free=False, speaks_of={Hint.HEALTH})
    assert told.proposal == "open"


def test_everything_a_private_referrer_said_is_held_back_their_role_too():
    role = proposed(named=set(), linked={Who.SUBJECT}, said_by="referrer", is_free=False)
    assert role.proposal == "cut"


def test_health_data_ask_the_health_professional_first():
    found = proposed(
        named=set(), linked={Who.SUBJECT}, said_by="professional", is_free=False, speaks_of={Hint.HEALTH}
    )
    assert found.proposal == ""
    assert "health professional" in found.why


@pytest.fixture
def home(council):
    """Robin Vale with Mona; Derek Oakes left, is with Petra Lund and has Hal. Another family was at the hub too."""
    with as_owner():
        robin, mona = make_person("Robin", "Vale"), make_person("Mona", "Vale")
        derek, petra, hal = (
            make_person("Derek", "Oakes"),
            make_person("Petra", "Lund"),
            make_person("Hal", "Vale"),
        )
        file = make_family(council.north_hub, robin, mona)
        ways = [(mona, robin, "parent"), (derek, robin, "parent"), (derek, hal, "parent"), (petra, hal, "parent"),
                (petra, derek, "partner")]  # fmt: skip
        for person, relative, kind in ways:
            Relationship(person=person, relative=relative, kind=kind).save_by(by=None, reason=REASON)
        PersonName(person=petra, name="Petra Gant", kind="birth").save_by(by=None, reason=REASON)
        hal.given_name = "Haldane"
        hal.save_by(by=None, reason="He is called so now")
        stranger = make_person("Quentin", "Other")
        make_family(council.south_hub, stranger)
        make_contact(
            file, council.hub_worker, about={robin: {"seen": True}, stranger: {"seen": True}},
            what_happened="Quentin shared the markother toys.",
        )  # fmt: skip
        for words in (
            "Petra was markpetra.", "P. Gant shouted markgant.", "Hal’s bike markhal.", "Ms Oakes markoakes.",
            "The Vale children markshared.", "The teacher Vera Jones wrote marktold.",
        ):  # fmt: skip
            make_contact(file, council.hub_worker, about={robin: {"seen": True}}, what_happened=words)
    return file


def test_whoever_belongs_to_people_held_back_is_held_back_by_every_name(home, council):
    review = make_review(home.person, council.information_officer)
    with as_owner():
        who = {one["name"]: one["who"] for one in review.people}
        for mark in ("markpetra", "markgant", "markhal", "markoakes", "markother"):
            assert Passage.objects.get(review=review, text__contains=mark).proposal == "cut", mark
        assert Passage.objects.get(review=review, text__contains="marktold").proposal == "open"
    assert (who["Petra Lund"], who["Quentin Other"], who["Derek Oakes"]) == (
        "theirs",
        "stranger",
        "separated",
    )


def test_a_name_they_share_is_looked_at_and_stops_nothing(home, council):
    review = make_review(home.person, council.information_officer)
    with as_owner():
        decide_all(review, council.information_officer)
        review = Review.objects.select_related("pack__request").get(pk=review.pk)
        hits = hits_now(review)
        assert [hit.what for hit in hits if not hit.is_look] == []
        (look,) = [hit for hit in hits if "Vale" in hit.what]
        assert "Haldane Vale" in look.what
        assert review_submit(review_id=review.pk, at=AT, by=council.information_officer) == hits
        assert not Decision.objects.filter(kind="submit").exists()
        assert (
            review_submit(review_id=review.pk, at=AT, by=council.information_officer, has_looked=True) == []
        )
        assert "Looked at what the program pointed out" in Decision.objects.get(kind="submit").reason


def test_the_new_partner_left_open_by_initial_and_earlier_name_stops_the_pack(home, council):
    review = make_review(home.person, council.information_officer)
    with as_owner():
        decide_all(review, council.information_officer)
        row = Passage.objects.get(review=review, text__contains="markgant")
        decision_add(
            review_id=review.pk, kind="keep", passages=[row.number], at=AT, by=council.information_officer
        )
        review = Review.objects.select_related("pack__request").get(pk=review.pk)
        found = [hit.what for hit in hits_now(review) if not hit.is_look]
        assert found == ["A name of Petra Lund, who is held back elsewhere"]
        held = review_submit(review_id=review.pk, at=AT, by=council.information_officer, has_looked=True)
        assert [hit.what for hit in held if not hit.is_look] == found
    assert "markgant" not in json.dumps(found)
