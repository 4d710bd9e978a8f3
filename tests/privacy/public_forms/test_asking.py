"""Anybody asks, without an account; nobody learns whether we hold somebody; programs and floods get nowhere."""

import datetime
import io
import re
import zipfile

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.documents import scanner
from privacy.public_forms.limits import household_of, within_limit
from privacy.public_forms.models import Evidence, FormKind, Submission
from tests.database import as_owner, as_web
from tests.factories.families import make_family, make_person
from tests.privacy.public_forms.conftest import ANSWERS

REFERENCE = re.compile(r"ASK-[A-Z2-7]{8}")


def text(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("kind", "due"),
    [
        ("copy", "Monday 12 April 2027"), ("correct", "Monday 12 April 2027"), ("object", "Monday 12 April 2027"),
        ("delete", "Monday 12 April 2027"), ("details", "Monday 12 April 2027"), ("complaint", "Friday 9 April 2027"),
    ],
)  # fmt: skip
def test_each_form_is_sent_and_says_by_when_we_answer(stranger, kind, due):
    page = text(stranger.send(kind=kind))
    assert due in page
    with as_owner():
        row = Submission.objects.get()
    assert row.reference in page
    assert (row.kind, row.received_on) == (kind, datetime.date(2027, 3, 10))
    assert row.answers["given_name"] == "Robin"
    assert row.answers["details"] == "Everything from last year"


@pytest.mark.parametrize("who", ["child", "other"])
def test_whoever_asks_for_somebody_else_is_asked_who_they_are_and_what_shows_they_may(stranger, who):
    stranger.send(who=who)
    with as_owner():
        answers = Submission.objects.get().answers
    assert (answers["your_name"], answers["proof"]) == ("Toni Mother", "I have parental responsibility")


def test_the_last_page_shows_every_answer_and_one_may_be_changed(stranger):
    page = stranger.until("check", who="child")
    for said in (
        "My child",
        "Robin",
        "1 May 2014",
        "Toni Mother",
        "Everything from last year",
        "robin@post.example",
    ):
        assert said in page
    page = stranger.say(go="change:about")
    assert 'value="Robin"' in page
    page = stranger.say(**ANSWERS["about"] | {"given_name": "Roberta"})
    assert "Check what you tell us" in page
    assert "Roberta" in page


def test_changing_whom_it_is_about_asks_what_is_missing_and_nothing_else(stranger):
    stranger.until("check")
    stranger.say(go="change:who")
    assert "About you" in stranger.say(who="child")
    assert "Check what you tell us" in stranger.say(**ANSWERS["you"])


@pytest.mark.parametrize(
    ("step", "change", "message"),
    [
        ("who", {"who": ""}, "Choose who this is about"),
        ("about", {"given_name": ""}, "Enter first name"),
        ("about", {"born_day": "31", "born_month": "2"}, "must be a real date"),
        ("what", {"details": ""}, "Answer the question"),
        ("what", {"details": "x" * 3001}, "3,000 characters or fewer"),
        ("reach", {"reach": ""}, "Choose how we should answer you"),
        ("reach", {"email": ""}, "Enter your email address"),
        ("reach", {"reach": "phone", "phone": "12"}, "Enter a UK telephone number"),
    ],
)
def test_a_mistake_is_told_beside_the_question_and_nothing_typed_is_lost(stranger, step, change, message):
    stranger.until(step)
    page = stranger.say(**ANSWERS[step] | change)
    assert "There is a problem" in page
    assert message in page
    for name, value in (ANSWERS[step] | change).items():
        if name in ("given_name", "family_name", "email", "phone") and value:
            assert f'value="{value}"' in page


def test_going_back_keeps_what_was_said(stranger):
    stranger.until("what")
    assert 'value="Robin"' in stranger.say(go="back")


def test_the_same_form_sent_twice_is_one(stranger):
    stranger.until("check")
    first, second = stranger.post(), stranger.post()
    assert first.status_code == second.status_code == 302
    with as_owner():
        assert Submission.objects.count() == 1


def known(council, name: str = "Robin") -> None:
    with as_owner():
        make_family(council.north_hub, make_person(name, "Example", date_of_birth=datetime.date(2014, 5, 1)))


def test_whether_we_hold_somebody_makes_no_difference_to_the_answer_or_to_the_work(stranger, council):
    """The same words but for the reference, the same headers, and statement for statement the same work."""
    seen = []
    for is_known in (False, True):
        if is_known:
            known(council)
        stranger.until("check")
        with CaptureQueriesContext(connection) as sending:
            posted = stranger.post()
        with CaptureQueriesContext(connection) as reading:
            shown = stranger.page.get(posted.url)
        asked = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in [*sending, *reading]]
        words = REFERENCE.sub("ASK", re.sub(r'nonce="[^"]*"', "", text(shown)))
        seen.append((words, shown.status_code, sorted(shown.headers), asked))
        stranger.clock.move_to(datetime.datetime(2027, 3, 10, 10, tzinfo=datetime.UTC))
    unknown, of_somebody = seen
    assert unknown[:3] == of_somebody[:3]
    assert len(unknown[3]) == len(of_somebody[3])
    assert not [sql for sql in of_somebody[3] if "families_person" in sql or "find_people" in sql]


def test_the_web_may_add_a_form_and_read_none(stranger):
    stranger.send()
    with as_web():
        assert Submission.objects.count() == 0
        assert Evidence.objects.count() == 0
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM public_forms_savedform")


@pytest.mark.parametrize("way", ["honeypot", "too quick"])
def test_a_program_is_told_what_a_person_is_told_and_nothing_is_kept(stranger, way):
    stranger.until("check")
    fields = {"website": "https://spam.example"} if way == "honeypot" else {}
    if way == "too quick":
        from privacy.public_forms.rules.steps import Kept

        kept = Kept.read(stranger.kept)
        stranger.clock.shift(1)
        kept.began = stranger_now()
        answer = stranger.page.post(stranger.address, {"kept": kept.signed(), "go": "next"}, follow=True)
    else:
        answer = stranger.page.post(
            stranger.address, {"kept": stranger.kept, "go": "next", **fields}, follow=True
        )
    page = text(answer)
    assert "We have your form" in page
    assert REFERENCE.search(page)
    with as_owner():
        assert not Submission.objects.exists()


def stranger_now() -> float:
    return datetime.datetime.now(datetime.UTC).timestamp()


def test_what_the_page_carries_cannot_be_altered_and_ends_after_a_day(stranger):
    stranger.until("check")
    altered = stranger.page.post(stranger.address, {"kept": stranger.kept[:-2] + "xx", "go": "next"})
    assert altered.status_code == 410
    stranger.clock.shift(25 * 60 * 60)
    late = stranger.page.post(stranger.address, {"kept": stranger.kept, "go": "next"})
    assert late.status_code == 410
    with as_owner():
        assert not Submission.objects.exists()


def test_a_page_left_out_is_asked_before_anything_is_sent(stranger):
    from privacy.public_forms.rules.steps import CHECK, Kept

    stranger.open()
    kept = Kept.read(stranger.kept)
    kept.step = CHECK
    stranger.clock.shift(60)
    page = stranger.page.post(stranger.address, {"kept": kept.signed(), "go": "next"}).content.decode()
    assert "Who is this about?" in page
    with as_owner():
        assert not Submission.objects.exists()


def test_a_flood_from_one_address_is_stopped_and_another_address_is_not(stranger, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"public_form": "2/h"}
    for _ in range(2):
        assert "We have your form" in text(stranger.send())
    stranger.until("check")
    refused = stranger.post()
    assert refused.status_code == 429
    assert "Wait an hour" in text(refused)
    assert "Everything from last year" in text(refused)  # nothing typed is lost
    elsewhere = stranger.page.post(
        stranger.address, {"kept": stranger.kept, "go": "next"}, REMOTE_ADDR="192.0.2.77"
    )
    assert elsewhere.status_code == 302
    with as_owner():
        assert Submission.objects.count() == 3


def test_the_address_is_counted_under_another_name_each_day_and_stands_nowhere(rf, db, monkeypatch):
    from django.contrib.auth.models import AnonymousUser

    used = []
    from allauth.core.internal import ratelimit

    consume = ratelimit.consume

    def noted(request, **told):
        used.append(told["key"])
        return consume(request, **told)

    monkeypatch.setattr("privacy.public_forms.limits.ratelimit.consume", noted)
    request = rf.post("/", REMOTE_ADDR="192.0.2.77")
    request.user = AnonymousUser()
    for day in (10, 10, 11):
        assert within_limit(request, "public_form", on=datetime.date(2027, 3, day))
    assert used[0] == used[1] != used[2]
    assert not any("192.0.2.77" in key for key in used)


def test_nothing_typed_stands_in_an_address_or_a_log(stranger, caplog):
    answer = stranger.send()
    assert "Robin" not in answer.request["PATH_INFO"]
    assert "Robin" not in caplog.text
    assert "robin@post.example" not in caplog.text


PDF = (
    b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n%%EOF\n"
)


def upload(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_a_file_comes_with_the_form_and_its_own_name_is_kept_nowhere(stranger):
    stranger.until("files")
    page = stranger.say(file=upload("robins-secret.pdf", PDF))
    assert "PDF" in page
    stranger.post()
    with as_owner():
        row = Evidence.objects.get()
        assert row.submission == Submission.objects.get()
    assert (row.kind, bytes(row.content)) == ("pdf", PDF)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("passport.pdf", b"MZ\x90\x00\x03" + b"\x00" * 200),
        ("passport.exe", b"MZ\x90\x00\x03" + b"\x00" * 200),
        ("page.html", b"<script>alert(1)</script>"),
        ("photo.jpg", PDF),
    ],
)
def test_a_disguised_program_is_refused_and_nothing_is_kept(stranger, name, content):
    stranger.until("files")
    page = stranger.say(file=upload(name, content))
    assert "The selected file must be a" in page
    with as_owner():
        assert not Evidence.objects.exists()


def test_a_word_file_with_a_program_in_it_is_refused(stranger):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
        archive.writestr("setup.exe", "MZ")
    stranger.until("files")
    stranger.say(file=upload("letter.docx", packed.getvalue()))
    with as_owner():
        assert not Evidence.objects.exists()


@pytest.mark.parametrize("trouble", [scanner.VirusFoundError, scanner.ScannerUnreachableError])
def test_what_the_scanner_does_not_call_clean_is_not_kept(stranger, monkeypatch, trouble):
    def refuse(content: bytes) -> None:
        raise trouble

    monkeypatch.setattr("privacy.public_forms.actions.sending.scan", refuse)
    stranger.until("files")
    assert "did not keep it" in stranger.say(file=upload("letter.pdf", PDF))
    with as_owner():
        assert not Evidence.objects.exists()


def test_three_files_may_come_and_no_fourth(stranger):
    stranger.until("files")
    for _ in range(3):
        stranger.say(go="another", file=upload("letter.pdf", PDF))
    assert "You can send 3 files" in stranger.say(file=upload("letter.pdf", PDF))
    with as_owner():
        assert Evidence.objects.count() == 3


def test_every_page_has_a_way_out_and_no_script_is_needed_for_it(stranger):
    pages = [stranger.page.get(reverse("public_forms:start")).content.decode(), stranger.open()]
    pages.append(stranger.page.get(reverse("public_forms:return")).content.decode())
    for page in pages:
        assert 'href="https://www.bbc.co.uk/weather"' in page
        assert "Exit this page" in page


def test_a_form_we_do_not_have_is_no_page(stranger):
    assert stranger.page.get(reverse("public_forms:ask", args=["nonsense"])).status_code == 404
    assert stranger.page.get(reverse("public_forms:sent", args=["nonsense"])).status_code == 404


@pytest.mark.parametrize("kind", FormKind.values)
def test_a_form_is_short(stranger, kind):
    assert "page 1 of 6" in stranger.open(kind)


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),  # one household, which has all of these
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("unknown", "unknown", True),
    ],
)
def test_a_device_does_not_count_anew_under_each_of_its_addresses(one, other, is_same):
    assert (household_of(one) == household_of(other)) is is_same
