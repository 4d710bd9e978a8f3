"""A second officer reads every pack, the program reads it after that, and only then there is something to send."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.families.actions.rows import Refused
from cases.families.models import Phone, Relationship
from privacy.redaction.actions.decisions import decision_add, name_tell
from privacy.redaction.actions.reading import hits_now, review_read, review_submit
from privacy.redaction.models import Decision, Output, Passage, Review
from privacy.redaction.output.read_back import printed_text
from privacy.redaction.tasks import see_to_reviews
from privacy.workbench.models import Search
from tests.database import as_owner, as_worker
from tests.factories.accounts import make_member
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family, make_person
from tests.factories.redaction import AT, approve, decide_all, make_review, passages_with
from tests.page_client import PageClient

THIRD = {"ground": "third_party", "reason": "It is about the brother"}


@pytest.fixture
def file(council):
    with as_owner():
        robin, brother = make_person("Robin"), make_person("Barnaby")
        made = make_family(council.north_hub, robin, brother)
        Relationship(person=robin, relative=brother, kind="sibling").save_by(by=None, reason=REASON)
        make_contact(made, council.hub_worker, what_happened="Barnaby broke a cup and a plate today.")
        make_contact(made, council.hub_worker, what_happened="Robin said that Barnaby is kind.")
    return made


@pytest.fixture
def second(council):
    with as_owner():
        return make_member("Second Reader", council.north_hub, "information_officer")


@pytest.fixture
def review(file, council):
    made = make_review(file.person, council.information_officer)
    with as_owner():
        decide_all(made, council.information_officer)
    return made


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def there(review, name="review", *more):
    return reverse(f"redaction:{name}", args=[review.pk, *more])


def signed_in(user):
    client = PageClient()
    client.force_login(user)
    return client


def test_the_first_officer_cannot_approve_and_a_colleague_can(review, council, second):
    first = signed_in(council.information_officer)
    assert first.post(there(review, "submit")).status_code == 302
    answer = first.post(there(review, "second"), {"what": "approve"})
    assert "Another officer of the information team has to read it" in text(answer)
    with as_owner():
        assert Review.objects.get().state == "second"
    other = signed_in(second)
    assert "Can it go out?" in text(other.get(there(review, "second")))
    assert other.post(there(review, "second"), {"what": "approve"}).status_code == 302
    with as_worker():
        see_to_reviews()
    page = text(first.get(there(review)))
    assert "Approved by Second Reader" in page
    assert first.get(there(review, "pdf")).content.startswith(b"%PDF")
    assert "Set it again" in page
    again = first.post(there(review, "again"), follow=True)
    assert "the very same files again" in text(again)


def test_whoever_decided_a_passage_is_no_second_reader_though_another_handed_it_over(review, council, second):
    with as_owner():
        review_submit(review_id=review.pk, at=AT, by=second)
        with pytest.raises(Refused, match="Ask a colleague"):
            review_read(review_id=review.pk, approve=True, words="", at=AT, by=council.information_officer)
        with pytest.raises(Refused):
            review_read(review_id=review.pk, approve=True, words="", at=AT, by=second)


def test_the_database_refuses_the_same_reader_twice(review, council):
    officer = council.information_officer
    with as_owner():
        for state, reader, constraint in (
            ("second", officer, "review_is_read_by_another"), ("ready", None, "review_is_approved_by_somebody"),
        ):  # fmt: skip
            with transaction.atomic(), pytest.raises(IntegrityError, match=constraint):
                Review.objects.update(
                    state=state, submitted_by=officer, submitted_at=AT, read_by=reader, read_at=AT
                )


def test_a_pack_is_read_once(review, council, second):
    with as_owner():
        review_submit(review_id=review.pk, at=AT, by=council.information_officer)
        review_read(review_id=review.pk, approve=True, words="", at=AT, by=second)
    answer = signed_in(second).post(there(review, "second"), {"what": "return", "words": "Look again"})
    assert "Nothing waits for a second reader here" in text(answer)
    with as_owner():
        assert Review.objects.get().state == "approved"


def test_a_pack_is_handed_over_once(review, council, second):
    with as_owner():
        review_submit(review_id=review.pk, at=AT, by=council.information_officer)
    answer = signed_in(second).post(there(review, "submit"))
    assert "with a second reader already, or went further. Nothing was changed" in text(answer)
    with as_owner():
        assert Review.objects.get().submitted_by == council.information_officer


def test_what_is_sent_back_says_why_and_can_be_changed_again(review, council, second):
    with as_owner():
        review_submit(review_id=review.pk, at=AT, by=council.information_officer)
    reader = signed_in(second)
    assert "Enter what has to be looked at again" in text(
        reader.post(there(review, "second"), {"what": "return"})
    )
    reader.post(there(review, "second"), {"what": "return", "words": "The cup is harmless"})
    page = text(signed_in(council.information_officer).get(there(review)))
    assert "Second Reader: The cup is harmless" in page
    assert "Next undecided" in page or "Decide many at once" in page
    with as_owner():
        assert [line.kind for line in Decision.objects.filter(kind__in=["submit", "return"])] == [
            "submit",
            "return",
        ]


def test_nothing_is_changed_while_a_second_reader_reads(review, council):
    officer = council.information_officer
    with as_owner():
        review_submit(review_id=review.pk, at=AT, by=officer)
        with pytest.raises(Refused, match="second reader"):
            decision_add(review_id=review.pk, kind="keep", passages=[1], at=AT, by=officer)


def test_undecided_passages_keep_a_pack_back(file, council):
    made = make_review(file.person, council.information_officer)
    answer = signed_in(council.information_officer).post(there(made, "submit"))
    assert "passages are still undecided" in text(answer)


def test_a_name_left_open_keeps_a_pack_back_until_it_may_be_told(review, council):
    officer = council.information_officer
    with as_owner():
        row = passages_with(review, "Barnaby is kind")[0]
        decision_add(review_id=review.pk, kind="keep", passages=[row.number], at=AT, by=officer)
    answer = text(signed_in(officer).post(there(review, "submit")))
    assert "It cannot go on yet" in answer
    assert "A name of Barnaby Example, who is held back elsewhere in" in answer
    with as_owner():
        code = next(one["code"] for one in review.people if one["name"] == "Barnaby Example")
        name_tell(review_id=review.pk, person=code, reason="Robin lives with him", at=AT, by=officer)
        assert review_submit(review_id=review.pk, at=AT, by=officer) == []


def test_the_same_words_are_not_held_back_here_and_told_there(file, council):
    with as_owner():
        for _ in range(2):
            make_contact(file, council.hub_worker, what_happened="The flat was cold and wet all winter long.")
    review = make_review(file.person, council.information_officer)
    with as_owner():
        twice = passages_with(review, "The flat was cold")
        decide_all(review, council.information_officer, cut=lambda passage: passage.number == twice[0].number)
        review = Review.objects.select_related("pack__request").get()
        hits = hits_now(review)
    assert [(hit.what, hit.passage) for hit in hits] == [
        ("Words that are held back elsewhere", twice[1].number)
    ]


def test_what_became_confidential_meanwhile_stops_an_approved_pack(review, file, council, second):
    with as_owner():
        make_contact_words = passages_with(review, "Robin said")[0]
        assert make_contact_words.state == "cut"
        name = Passage.objects.filter(review=review, text="Robin").first()
        assert name is not None
        Phone(
            person=file.people[1],
            number="+447700900321",
            is_confidential=True,
            confidential_from="The father",
        ).save_by(by=None, reason=REASON)
        review_submit(review_id=review.pk, at=AT, by=council.information_officer)
        review_read(review_id=review.pk, approve=True, words="", at=AT, by=second)
        # As though somebody had told the program's number in passing, in words the officers kept open.
        Passage.objects.filter(pk=name.pk).update(text="Robin, 07700 900321")
    with as_worker():
        see_to_reviews()
    with as_owner():
        output = Output.objects.get()
        assert Review.objects.get().state == "reviewing"
    assert "A safe address, number or email" in {hit["what"] for hit in output.hits}
    assert "The PDF" in {hit["place"] for hit in output.hits}
    assert bytes(output.document) == b""
    client = signed_in(council.information_officer)
    assert client.get(there(review, "pdf")).status_code == 404
    assert "The program stopped it" in text(client.get(there(review)))


def test_the_letter_says_where_else_was_searched(review, council, second):
    with as_owner():
        request = review.pack.request
        for place, found, why_not in (
            ("Shared mailbox", 3, ""),
            ("Paper store", None, "Nothing is kept there"),
        ):
            Search(
                request=request, place=place, searched_on=AT.date(), found=found, why_not=why_not,
                officer=council.information_officer,
            ).save_by(by=None, reason=REASON)  # fmt: skip
    approve(review, council.information_officer, second)
    with as_owner():
        output = Output.objects.get()
        printed = printed_text(bytes(output.document))
    assert "Shared mailbox, on 20 March 2027: 3 found" in printed
    assert "Paper store: not searched. Nothing is kept there" in printed
    for said in (
        "Dear Robin Example,",
        "What we held back",
        "What short words mean",
        "What is in this pack",
        "Page 1 of",
    ):
        assert said in printed


def test_nothing_is_given_out_before_it_is_approved(review, council, second):
    client = signed_in(council.information_officer)
    assert client.get(there(review, "pdf")).status_code == 404
    assert client.get(there(review, "json")).status_code == 404
    approve(review, council.information_officer, second)
    assert client.get(there(review, "json")).status_code == 200
    assert signed_in(council.hub_worker).get(there(review, "json")).status_code == 403
