"""A letter of refusal begins with the grounds that the cuts of the pack really used, and names nobody held back."""

import pytest
from django.urls import reverse

from cases.families.models import Phone, Relationship
from privacy.redaction.actions.decisions import decision_add
from privacy.redaction.models import Passage, Review
from privacy.workbench.from_pack import from_pack
from privacy.workbench.models import Letter
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family, make_person
from tests.factories.redaction import AT, make_review


@pytest.fixture
def review(council):
    with as_owner():
        robin, brother = make_person("Robin"), make_person("Barnaby")
        file = make_family(council.north_hub, robin, brother)
        Relationship(person=robin, relative=brother, kind="sibling").save_by(by=None, reason=REASON)
        for words in (
            "Barnaby was ill.",
            "Robin spoke with a lawyer.",
            "Robin must not read this.",
            "Robin sang.",
        ):
            make_contact(file, council.hub_worker, what_happened=words)
        Phone(
            person=brother, number="+447700900321", is_confidential=True, confidential_from="The father"
        ).save_by(by=None, reason=REASON)
    made = make_review(robin, council.information_officer)
    with as_owner():
        return Review.objects.select_related("pack__request").get(pk=made.pk)


def cut(review, council, words, ground, **said):
    with as_owner():
        number = Passage.objects.get(review=review, text=words).number
        decision_add(
            review_id=review.pk, kind="cut", passages=[number], ground=ground, reason="As told", at=AT,
            by=council.information_officer, **said,
        )  # fmt: skip


def of(review, council):
    with as_owner():
        return from_pack(review.pack.request, council.information_officer)


def test_the_grounds_of_the_cuts_are_proposed_and_no_others(review, council):
    assert of(review, council).initial == {}
    cut(review, council, "Barnaby was ill.", "third_party")
    cut(review, council, "Robin spoke with a lawyer.", "privilege")
    found = of(review, council)
    assert set(found.told) == {"third_party", "privilege"}
    assert found.initial["is_unsaid"] is False
    assert "Visits, calls and meetings" in found.initial["withheld"]
    assert "Barnaby" not in str(found.initial)


def test_a_ground_whose_telling_would_do_the_harm_is_left_to_the_officer(review, council):
    cut(review, council, "Robin must not read this.", "serious_harm", practitioner="Dr Example, 1 March")
    found = of(review, council)
    assert (found.told, found.untold, found.initial["is_unsaid"]) == ([], ["serious_harm"], True)
    assert "Social work: serious harm" in found.hint


def test_the_page_begins_with_them_and_what_the_officer_changes_is_what_goes(review, council, officer):
    cut(review, council, "Barnaby was ill.", "third_party")
    there = reverse("workbench:letter_new", args=[review.pack.request_id, "part_refuse"])
    page = officer.get(there).content.decode()
    assert "Visits, calls and meetings" in page
    (ticked,) = [part for part in page.split("<input") if "checked" in part and 'name="grounds"' in part]
    assert 'value="third_party"' in ticked
    said = {"reader": "adult", "to_name": "Robin", "withheld": "Some notes", "grounds": ["court"]}
    assert officer.post(there, said).status_code == 302
    with as_owner():
        assert Letter.objects.get().grounds == ["court"]


@pytest.mark.parametrize("field", ["withheld", "own_words"])
def test_somebody_held_back_is_not_named_in_the_letter(review, council, officer, field):
    there = reverse("workbench:letter_new", args=[review.pack.request_id, "part_refuse"])
    said = {"reader": "adult", "to_name": "Robin", "withheld": "Some notes", "grounds": ["court"]}
    page = officer.post(there, said | {field: "Notes about Barnaby’s school"}).content.decode()
    assert "Take out the name of somebody who is held back in the pack: “Barnaby”" in page
    with as_owner():
        assert not Letter.objects.exists()


def test_a_letter_that_may_tell_no_ground_says_only_that(review, council, officer):
    there = reverse("workbench:letter_new", args=[review.pack.request_id, "part_refuse"])
    said = {"reader": "adult", "to_name": "Robin", "withheld": "Some notes", "is_unsaid": "on"}
    assert officer.post(there, said).status_code == 302
    with as_owner():
        assert "we cannot tell you the reason" in Letter.objects.get().body


def test_nobody_else_reads_the_cuts_of_a_pack(review, council):
    cut(review, council, "Barnaby was ill.", "third_party")
    with as_owner():
        assert from_pack(review.pack.request, council.hub_worker).initial == {}
