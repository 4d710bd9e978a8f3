"""Letters say what the law asks, move the clock when they go, and are kept as they went."""

import datetime
import hashlib
import io

import docx
import pypdf
import pytest
from django.urls import reverse

from cases.families.actions.rows import Refused
from privacy.grounds import Ground
from privacy.models.data_request import EventKind
from privacy.workbench.actions.letters import letter_sent, letter_write
from privacy.workbench.actions.templates import template_change
from privacy.workbench.gaps import Said
from privacy.workbench.grounds import WORDS
from privacy.workbench.loading import WORDINGS
from privacy.workbench.models import Letter, LetterKind, LetterTemplate
from privacy.workbench.rules.letters import REQUIRED, UNSAID, MissingPart, check_wording
from tests.database import as_owner
from tests.factories.workbench import make_letter
from tests.privacy.workbench.conftest import on

REFUSAL = {
    "reader": "adult", "to_name": "Robin Example", "to_address": "1 Example Street",
    "withheld": "Parts of notes that are about other people", "grounds": ["third_party", "serious_harm"],
}  # fmt: skip


def read(pdf: bytes) -> str:
    return " ".join("".join(found.extract_text() for found in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def new(asked, kind: str) -> str:
    return reverse("workbench:letter_new", args=[asked.pk, kind])


@pytest.mark.parametrize("kind", ["refuse", "part_refuse"])
@pytest.mark.parametrize("reader", ["adult", "child"])
def test_a_refusal_says_what_is_held_back_why_and_the_three_ways_on(officer, asked, kind, reader):
    answer = officer.post(new(asked, kind), REFUSAL | {"reader": reader})
    page = officer.get(answer.url).content.decode()
    with as_owner():
        letter = Letter.objects.get()
    words = " ".join(letter.body.split())
    assert "Parts of notes that are about other people" in words
    for ground in (Ground.THIRD_PARTY, Ground.SERIOUS_HARM):
        said = WORDS[ground]
        assert (said.child if reader == "child" else said.letter) in words
        assert said.law in words
    assert "informationgovernance@leics.gov.uk" in words
    assert "within 30 days" in words
    assert "Information Commissioner" in words
    assert "0303 123 1113" in words
    assert "court" in words
    assert ("section 164A" in words) == (reader == "adult")
    assert "Parts of notes that are about other people" in page
    assert "informationgovernance@leics.gov.uk" in read(bytes(letter.document))
    assert letter.grounds == ["third_party", "serious_harm"]


def test_a_reason_that_would_do_the_harm_itself_stays_unsaid_and_the_letter_says_so(officer, asked):
    officer.post(new(asked, "refuse"), REFUSAL | {"is_unsaid": "on"})
    with as_owner():
        assert UNSAID in Letter.objects.get().body


@pytest.mark.parametrize(
    ("missing", "said"),
    [("grounds", "Select at least one ground"), ("withheld", "Enter"), ("to_name", "Enter")],
)
def test_a_refusal_without_ground_or_what_is_held_back_is_not_made(officer, asked, missing, said):
    fields = {name: value for name, value in REFUSAL.items() if name != missing}
    answer = officer.post(new(asked, "refuse"), fields)
    assert said in answer.content.decode()
    with as_owner():
        assert not Letter.objects.exists()


def test_an_extension_tells_the_new_day_its_reasons_and_the_ways_on(officer, asked):
    fields = {"reader": "adult", "to_name": "Robin Example", "reason": "Six volumes and a doctor to ask"}
    answer = officer.post(new(asked, "extend"), fields)
    page = officer.get(answer.url).content.decode()
    assert "Thursday 10 June 2027" in page
    assert "Six volumes and a doctor to ask" in page
    assert "Information Commissioner" in page
    with as_owner():
        letter = Letter.objects.get()
    officer.post(
        reverse("workbench:letter_went", args=[asked.pk, letter.pk]),
        on("sent_on", "20") | {"sent_how": "By post"},
    )
    page = officer.get(reverse("privacy:request", args=[asked.pk])).content.decode()
    assert "Thursday 10 June 2027" in page
    with as_owner():
        event = asked.events.get()
    assert (event.kind, event.note) == ("extended", "Six volumes and a doctor to ask")


def test_an_extension_after_the_first_month_is_not_even_written(officer, council, subject, asked):
    with as_owner():
        asked.received_on = datetime.date(2027, 2, 10)
        asked.save_by(by=None, reason="Found in a mailbox")
    fields = {"reader": "adult", "to_name": "Robin Example", "reason": "Six volumes"}
    answer = officer.post(new(asked, "extend"), fields)
    assert "They had to be told by 10 March 2027" in answer.content.decode()
    assert "Six volumes" in answer.content.decode()
    with as_owner():
        assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("acknowledge", EventKind.ACKNOWLEDGED), ("identity", EventKind.IDENTITY_ASKED),
        ("authority", EventKind.AUTHORITY_ASKED), ("clarify", EventKind.CLARIFICATION_ASKED),
        ("update", EventKind.UPDATED),
    ],
)  # fmt: skip
def test_sending_a_letter_is_what_moves_the_clock(council, asked, kind, event):
    with as_owner():
        letter = make_letter(asked, council.information_officer, kind, reason="A passport or a bill")
        assert not asked.events.exists()
        letter_sent(letter=letter, on=asked.received_on, how="By post", by=council.information_officer)
        assert asked.events.get().kind == event


def test_a_question_about_a_correction_is_sent_and_stops_no_clock(council, asked):
    with as_owner():
        asked.right = "rectification"
        asked.save_by(by=None, reason="It is about a correction")
        letter = make_letter(asked, council.information_officer, "clarify", reason="Which date is wrong?")
        letter_sent(letter=letter, on=asked.received_on, how="By post", by=council.information_officer)
        assert asked.events.get().kind == "contact"


def test_a_letter_is_sent_once(officer, council, asked):
    with as_owner():
        letter = make_letter(asked, council.information_officer)
    address = reverse("workbench:letter_went", args=[asked.pk, letter.pk])
    assert officer.post(address, on("sent_on", "18") | {"sent_how": "By post"}).status_code == 302
    again = officer.post(address, on("sent_on", "19") | {"sent_how": "By email"})
    assert "It is on the record that this letter was sent" in again.content.decode()
    with as_owner():
        letter.refresh_from_db()
        assert (letter.sent_on, letter.sent_how) == (datetime.date(2027, 3, 18), "By post")
        assert asked.events.count() == 1


def test_it_is_kept_as_it_went_though_the_wording_changes_later(officer, council, asked):
    with as_owner():
        letter = make_letter(asked, council.information_officer)
        template = LetterTemplate.objects.get(kind="acknowledge", reader="adult")
        template.title = "Quite another heading"
        template_change(template=template, by=council.admin, reason="Clearer")
        assert template.version == 2
    page = officer.get(reverse("workbench:letter", args=[asked.pk, letter.pk])).content.decode()
    assert "Quite another heading" not in page
    assert "version 1" in page
    pdf = officer.get(reverse("workbench:letter_pdf", args=[asked.pk, letter.pk]))
    assert hashlib.sha256(pdf.content).hexdigest() == letter.digest
    assert "Robin" not in pdf.headers["Content-Disposition"]
    word = officer.get(reverse("workbench:letter_word", args=[asked.pk, letter.pk]))
    said = "\n".join(line.text for line in docx.Document(io.BytesIO(word.content)).paragraphs)
    assert "Monday 12 April 2027" in said
    assert "Monday 12 April 2027" in read(pdf.content)


def test_a_letter_that_was_not_sent_is_thrown_away_and_one_that_was_is_not(officer, council, asked):
    with as_owner():
        first = make_letter(asked, council.information_officer)
        second = make_letter(asked, council.information_officer)
        letter_sent(letter=second, on=asked.received_on, how="By post", by=council.information_officer)
    for letter in (first, second):
        officer.post(reverse("workbench:letter_gone", args=[asked.pk, letter.pk]))
    with as_owner():
        assert list(Letter.objects.values_list("pk", flat=True)) == [second.pk]


def test_nothing_is_written_or_sent_after_the_answer(council, asked):
    with as_owner():
        letter = make_letter(asked, council.information_officer)
        asked.closed_on, asked.sent_how = datetime.date(2027, 3, 19), "By post"
        asked.save_by(by=None, reason="Answer sent")
        with pytest.raises(Refused):
            letter_sent(
                letter=letter, on=datetime.date(2027, 3, 20), how="By post", by=council.information_officer
            )
        with pytest.raises(Refused):
            letter_write(
                request=asked, kind="update", reader="adult", said=Said("Robin"),
                on=datetime.date(2027, 3, 20), by=council.information_officer,
            )  # fmt: skip


@pytest.mark.parametrize(("kind", "reader", "title", "body"), WORDINGS)
def test_every_wording_we_ship_has_what_the_law_asks(kind, reader, title, body):
    check_wording(kind, body)
    for gap in REQUIRED[LetterKind(kind)]:
        with pytest.raises(MissingPart, match=gap):
            check_wording(kind, body.replace(f"{{{gap}}}", ""))


def test_an_administrator_changes_a_wording_and_cannot_take_out_a_required_part(council, page):
    page.force_login(council.admin)
    with as_owner():
        template = LetterTemplate.objects.get(kind="refuse", reader="adult")
    address = reverse("admin:workbench_lettertemplate_change", args=[template.pk])
    short = {
        "title": "Our answer",
        "body": "Dear {name}, {reference}: no. {withheld} {grounds}",
        "reason": "Short",
    }
    answer = page.post(address, short)
    assert "Put back: {complaint}, {court}, {ico}" in answer.content.decode()
    kind = {"title": "Our kind answer", "body": template.body, "reason": "Kinder"}
    assert page.post(address, kind).status_code == 302
    with as_owner():
        template.refresh_from_db()
        assert (template.title, template.version) == ("Our kind answer", 2)
        assert template.history.first().history_change_reason == "Kinder"


@pytest.mark.parametrize("persona", ["hub_worker", "hub_manager", "records_officer", "admin"])
def test_nobody_else_reads_a_letter(council, page, asked, persona):
    with as_owner():
        letter = make_letter(asked, council.information_officer)
    page.force_login(council.personas()[persona])
    assert page.get(reverse("workbench:letter", args=[asked.pk, letter.pk])).status_code == 403


def test_a_letter_of_one_request_is_not_found_under_another(officer, council, subject, asked):
    from tests.factories.privacy import make_request

    with as_owner():
        other = make_request(subject, council.information_officer)
        letter = make_letter(other, council.information_officer)
    assert officer.get(reverse("workbench:letter", args=[asked.pk, letter.pk])).status_code == 404
