"""Looking through a pack on the page: by keyboard, one by one or many at once."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.families.models import Phone, Relationship
from privacy.redaction.actions.decisions import decision_add
from privacy.redaction.models import Decision, Passage
from privacy.redaction.queries import ITEMS_A_PAGE, progress_of
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.documents import make_document
from tests.factories.families import REASON, make_family, make_person
from tests.factories.redaction import AT, make_review, passages_with, pdf_file

WHY = {"ground": "third_party", "reason": "It is about the brother"}


@pytest.fixture
def file(council):
    with as_owner():
        robin, brother = make_person("Robin"), make_person("Barnaby")
        made = make_family(council.north_hub, robin, brother)
        Relationship(person=robin, relative=brother, kind="sibling").save_by(by=None, reason=REASON)
        Phone(
            person=brother, number="+447700900321", is_confidential=True, confidential_from="The father"
        ).save_by(by=None, reason=REASON)
        make_contact(made, council.hub_worker, what_happened="Barnaby rang 07700 900321 and Robin sang.")
        make_contact(made, council.hub_worker, what_happened="07700 900321")
    return made


@pytest.fixture
def review(file, council):
    return make_review(file.person, council.information_officer)


@pytest.fixture
def officer(council, page):
    page.force_login(council.information_officer)
    return page


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def there(review, name="review", *more):
    return reverse(f"redaction:{name}", args=[review.pk, *more])


def one(review, words):
    with as_owner():
        return passages_with(review, words)[0]


def test_it_is_begun_on_the_page_of_the_request_and_said_there(file, council, officer, review):
    with as_owner():
        keys = [review.pack.request_id, review.pack_id]
    page = text(officer.get(reverse("privacy:request", args=keys[:1])))
    assert "Look through the pack</a>: being looked through" in page
    again = officer.post(reverse("redaction:start", args=keys))
    assert again.url == there(review)


def test_the_list_says_whom_about_said_by_whom_and_what_is_proposed(officer, review, council):
    page = text(officer.get(there(review)))
    assert "About Barnaby Example (sibling)" in page
    assert f"Said by: A professional, in their role: {council.hub_worker.full_name}." in page
    assert "Proposed: Hold back. Names a brother or sister" in page
    assert "Next undecided" in page
    assert re.search(r'accesskey="n"', page)


def test_a_decision_leads_on_to_the_next_undecided(officer, review):
    first = officer.get(there(review, "next"))
    number = int(first.url.rstrip("/").split("/")[-1])
    saved = officer.post(there(review, "passage", number), {"what": "keep"}, follow=True)
    assert saved.redirect_chain[-1][0] != first.url
    with as_owner():
        assert Passage.objects.get(review=review, number=number).state == "open"


def test_words_are_picked_without_a_script(officer, review):
    passage = one(review, "Robin sang")
    page = officer.get(there(review, "passage", passage.number)).content.decode()
    assert "What each ground asks" in page
    start = passage.text.index("rang")
    assert f'value="{start}-{start + 4}"' in page
    refused = officer.post(there(review, "passage", passage.number), {"what": "words", **WHY})
    assert "Select the words to hold back" in text(refused)
    picked = [f"{start}-{start + 4}", "0-7"]
    officer.post(there(review, "passage", passage.number), {"what": "words", "picked": picked, **WHY})
    with as_owner():
        passage.refresh_from_db()
    assert [cut["at"] for cut in passage.cuts] == [[0, start + 4]]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"what": "cut"}, "Choose the ground"),
        ({"what": "cut", "ground": "third_party"}, "Enter why it is held back"),
        (
            {"what": "item", "ground": "serious_harm", "reason": "Typed words"},
            "Enter who says that it would cause",
        ),
        ({"ground": "third_party"}, "Select an answer to"),
    ],
)
def test_half_a_cut_is_refused_beside_its_field_and_keeps_what_was_typed(officer, review, sent, message):
    passage = one(review, "Robin sang")
    answer = text(officer.post(there(review, "passage", passage.number), sent))
    assert message in answer
    assert sent.get("reason", "") in answer
    with as_owner():
        assert not Decision.objects.filter(review=review, by__isnull=False).exists()


def test_a_whole_record_is_held_back_at_once(officer, review):
    passage = one(review, "Robin sang")
    officer.post(there(review, "passage", passage.number), {"what": "item", **WHY})
    with as_owner():
        states = set(Passage.objects.filter(review=review, item=passage.item).values_list("state", flat=True))
    assert states == {"cut"}


def test_a_safe_number_has_no_form_and_takes_no_post(officer, review):
    passage = one(review, "07700 900321")
    with as_owner():
        passage = Passage.objects.get(review=review, never_all=True, text="07700 900321")
    page = text(officer.get(there(review, "passage", passage.number)))
    assert "nobody can open it here" in page
    assert "Save and go on" not in page
    officer.post(there(review, "passage", passage.number), {"what": "keep"})
    officer.post(there(review, "quick", passage.number), {"keep": "1"})
    with as_owner():
        passage.refresh_from_db()
    assert passage.state == "cut"


def test_many_are_counted_first_and_taken_back_in_one_step(officer, review):
    choice = {"said_by": "professional", "what": "keep"}
    counted = text(officer.post(there(review, "many"), choice | {"count": "0"}))
    number = int(re.search(r"<strong>(\d+) passages</strong>", counted)[1])
    with as_owner():
        before = progress_of(review)
    wrong = text(officer.post(there(review, "many"), choice | {"count": str(number - 1)}))
    assert f"It was {number - 1} before" in wrong
    with as_owner():
        assert progress_of(review) == before
    officer.post(there(review, "many"), choice | {"count": str(number)})
    with as_owner():
        assert progress_of(review).open == number
        line = Decision.objects.get(kind="keep")
    assert line.scope == "All kinds of record, said by: A professional, in their role"
    assert "Undo the last decision" in text(officer.get(there(review)))
    officer.post(there(review, "undo", line.pk))
    with as_owner():
        assert progress_of(review) == before


def test_the_log_says_who_decided_what_and_why(officer, review, council):
    passage = one(review, "Robin sang")
    officer.post(there(review, "passage", passage.number), {"what": "cut", **WHY})
    page = text(officer.get(there(review, "log")))
    assert "About somebody else<br>It is about the brother" in page
    assert council.information_officer.full_name in page
    assert "The program" in page


def test_a_name_may_be_told_with_a_reason(officer, review):
    page = text(officer.get(there(review, "people")))
    assert "Barnaby Example" in page
    code = next(one["code"] for one in review.people if one["name"] == "Barnaby Example")
    assert "Enter an answer to “Why?”" in text(officer.post(there(review, "people"), {"person": code}))
    officer.post(there(review, "people"), {"person": code, "reason": "They live together"})
    assert "Name may be told" in text(officer.get(there(review, "people")))


def test_a_page_of_a_document_is_cut_by_its_words_or_by_its_sides(file, council, officer):
    with as_owner():
        content = pdf_file(shown="Barnaby lives here", hidden="secretlayer", title="t", attached="a")
        make_document(file, council.hub_worker, content=content, title="School letter")
    review = make_review(file.person, council.information_officer)
    with as_owner():
        passage = Passage.objects.get(review=review, picture__isnull=False)
    page = officer.get(there(review, "passage", passage.number)).content.decode()
    assert there(review, "picture", passage.picture_id) in page
    assert officer.get(there(review, "picture", passage.picture_id)).content.startswith(b"\xff\xd8")
    unknown = officer.post(
        there(review, "passage", passage.number), {"what": "words", "words": "nobody", **WHY}
    )
    assert "The page has no such words" in text(unknown)
    officer.post(there(review, "passage", passage.number), {"what": "words", "words": "barnaby", **WHY})
    sides = {"left": "0", "top": "50", "right": "100", "bottom": "90"}
    officer.post(there(review, "passage", passage.number), {"what": "words", **sides, **WHY})
    with as_owner():
        passage.refresh_from_db()
    assert len(passage.cuts) == 2
    assert passage.cuts[1]["at"] == [0.0, 0.5, 1.0, 0.9]


def test_a_long_pack_takes_as_many_statements_as_a_short_one(file, council, officer, review):
    with as_owner():
        last = Passage.objects.filter(review=review).latest("number")
        Passage.objects.bulk_create(
            Passage(
                review=review, number=last.number + n, item=last.item + n, section=last.section, title=last.title,
                place="f0", start=0, end=5, label="Words", text=f"Day {n}", said_by="professional", why="x",
            )
            for n in range(1, 500)
        )  # fmt: skip

    def statements(number):
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert officer.get(there(review) + f"?page={number}").status_code == 200
        return len(found)

    officer.get(there(review))
    assert abs(statements(2) - statements(20)) <= 1
    assert statements(10**7) <= statements(2) + 1
    assert "Records before" in text(officer.get(there(review) + "?page=9999999"))
    assert text(officer.get(there(review) + "?page=3")).count('class="app-record"') == ITEMS_A_PAGE


@pytest.mark.parametrize("persona", ["hub_worker", "hub_manager", "records_officer", "admin"])
def test_nobody_else_opens_it(council, page, review, persona):
    page.force_login(council.personas()[persona])
    assert page.get(there(review)).status_code == 403
    assert page.get(there(review, "passage", 1)).status_code == 403


def test_what_a_colleague_decided_meanwhile_is_not_overwritten_unseen(officer, review, council):
    passage = one(review, "Robin sang")
    page = officer.get(there(review, "passage", passage.number)).content.decode()
    assert re.search(r'name="seen"', page)
    with as_owner():
        decision_add(
            review_id=review.pk,
            kind="cut",
            passages=[passage.number],
            at=AT,
            by=council.information_officer,
            **WHY,
        )
    late = text(officer.post(there(review, "passage", passage.number), {"what": "keep", "seen": ""}))
    assert f"Passage {passage.number} was decided since you opened this page. It is now: Held back" in late
    officer.post(there(review, "quick", passage.number), {"keep": "1"})
    with as_owner():
        assert Passage.objects.get(pk=passage.pk).state == "cut"
    again = officer.post(there(review, "passage", passage.number), {"what": "keep", "seen": "cut"})
    assert again.status_code == 302
    with as_owner():
        assert Passage.objects.get(pk=passage.pk).state == "open"


def test_the_list_leads_to_a_form_that_begins_with_holding_back(officer, review):
    passage = one(review, "Robin sang")
    page = officer.get(there(review, "passage", passage.number) + "?what=cut").content.decode()
    (checked,) = [part for part in page.split("<input") if "checked" in part and 'name="what"' in part]
    assert 'value="cut"' in checked


def test_an_undo_from_the_list_comes_back_to_the_passage(officer, review):
    passage = one(review, "Robin sang")
    officer.post(there(review, "quick", passage.number), {"keep": "1"})
    with as_owner():
        line = Decision.objects.get(review=review, kind="keep")
    answer = officer.post(there(review, "undo", line.pk), {"back": "list"})
    assert answer.url.endswith(f"#passage-{passage.number}")
    with as_owner():
        assert Passage.objects.get(pk=passage.pk).state == ""
