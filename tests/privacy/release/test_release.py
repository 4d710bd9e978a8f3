"""An approved answer goes out by a link whose code goes another way, or on paper; a link can be taken back."""

import datetime
import re

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import Membership
from cases.families.actions.rows import Refused
from privacy.links.actions import Held
from privacy.links.rules import LETTERS, code_digest, link_digest, new_code
from privacy.models import DataRequest
from privacy.redaction.actions.reading import reproduced
from privacy.redaction.models import Output
from privacy.release.actions.release import release_fetch, release_make
from privacy.release.models import Fetch, Release
from tests.database import as_owner, as_web
from tests.factories.accounts import make_member
from tests.factories.families import make_family, make_person
from tests.factories.redaction import approve, decide_all, make_review
from tests.page_client import PageClient

NOW = datetime.datetime(2027, 3, 22, 10, tzinfo=datetime.UTC)
LINK = {
    "way": "link",
    "days": "14",
    "code_way": "phone",
    "sent_to": "robin@post.example",
    "support": "Hana, worker",
}


@pytest.fixture(autouse=True)
def in_march(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def review(council):
    with as_owner():
        person = make_family(council.north_hub, make_person("Robin")).person
    made = make_review(person, council.information_officer)
    with as_owner():
        decide_all(made, council.information_officer)
        second = make_member("Second Reader", council.north_hub, "information_officer")
    return approve(made, council.information_officer, second)


@pytest.fixture
def officer(council, page):
    page.force_login(council.information_officer)
    return page


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


def sent(officer, review):
    """The path of a link, and its code, from the page that shows them once."""
    shown = text(officer.post(reverse("release:new", args=[review.pk]), LINK))
    link = re.search(r"https?://[^/]+(/your-information/[\w-]+/)", shown)
    code = re.search(r"Code</dt> <dd[^>]*> ?([A-Z0-9]{4}-[A-Z0-9]{4})", shown)
    assert link
    assert code
    return link[1], code[1]


def opened(client, path, code):
    page = client.post(path, {"code": code})
    found = re.search(r'name="opened" value="([^"]+)"', page.content.decode())
    return found and found[1]


def test_a_link_and_its_code_open_the_answer_and_each_time_is_noted(officer, review):
    path, code = sent(officer, review)
    client = PageClient()
    asked = client.get(path)
    assert "To open it you need the code" in text(asked)
    assert "Robin" not in text(asked)
    key = opened(client, path, f" {code.lower().replace('-', ' ')} ")
    answer = client.post(path + "file/", {"opened": key, "what": "pdf"})
    assert answer.content.startswith(b"%PDF")
    assert "Robin" not in answer.headers["Content-Disposition"]
    assert (
        client.post(path + "file/", {"opened": key, "what": "json"}).headers["Content-Type"]
        == "application/json"
    )
    page = text(officer.get(reverse("release:releases", args=[review.pk])))
    assert page.count("22 March 2027, 10:00, ") == 2
    with as_owner():
        assert [row.what for row in Fetch.objects.order_by("id")] == ["pdf", "json"]


def test_sending_closes_the_request_with_how(officer, review):
    sent(officer, review)
    with as_owner():
        request = DataRequest.objects.get()
    assert request.closed_on == datetime.date(2027, 3, 22)
    assert request.sent_how == "By a secure link, code: read out by telephone"


def test_link_and_code_are_shown_once_and_kept_nowhere(officer, review):
    path, code = sent(officer, review)
    link = path.split("/")[2]
    with as_owner():
        row = Release.objects.get()
        kept = " ".join(str(value) for value in vars(row).values())
    assert link not in kept
    assert code not in kept
    assert code.replace("-", "") not in kept
    after = text(officer.get(reverse("release:releases", args=[review.pk])))
    assert code not in after
    assert link not in after


def test_a_wrong_link_looks_like_a_wrong_code(officer, review):
    path, _ = sent(officer, review)
    client = PageClient()
    wrong_code, wrong_link = (
        client.post(there, {"code": "BBBB-BBBB"}) for there in (path, "/your-information/nobodys/")
    )
    assert "The link or the code is wrong" in text(wrong_code)
    same = [
        re.sub(r'(action|value|nonce|src|href)="[^"]*"', "", text(one)) for one in (wrong_code, wrong_link)
    ]
    assert same[0] == same[1]
    assert [one.status_code for one in (wrong_code, wrong_link)] == [200, 200]


def test_five_wrong_codes_close_a_link_for_the_right_one_too(officer, review):
    path, code = sent(officer, review)
    client = PageClient()
    for _ in range(4):
        client.post(path, {"code": "BBBB-BBBB"})
    assert opened(client, path, code)  # the fifth would have closed it, and a right one clears them
    for _ in range(5):
        client.post(path, {"code": "BBBB-BBBB"})
    assert not opened(client, path, code)
    assert "Closed after too many wrong codes" in text(
        officer.get(reverse("release:releases", args=[review.pk]))
    )


def test_a_link_ends_on_its_day(officer, review):
    path, code = sent(officer, review)
    client = PageClient()
    with as_owner():
        ends = Release.objects.get().expires_at
    assert ends == datetime.datetime(
        2027, 4, 5, 9, tzinfo=datetime.UTC
    )  # ten o'clock here, in summer time by then
    with time_machine.travel(ends - datetime.timedelta(seconds=1), tick=False):
        key = opened(client, path, code)
        assert key
    with time_machine.travel(ends, tick=False):
        assert not opened(client, path, code)
        late = client.post(path + "file/", {"opened": key, "what": "pdf"})
        assert "the link has ended" in text(late)


def test_the_code_counts_for_a_quarter_of_an_hour(officer, review):
    path, code = sent(officer, review)
    client = PageClient()
    key = opened(client, path, code)
    with time_machine.travel(NOW + datetime.timedelta(minutes=16), tick=False):
        assert "Enter the code again" in text(client.post(path + "file/", {"opened": key, "what": "pdf"}))
    assert "Enter the code again" in text(client.post(path + "file/", {"opened": key + "x", "what": "pdf"}))


def test_what_was_opened_by_one_link_does_not_open_another(officer, review):
    first, code = sent(officer, review)
    second, _ = sent(officer, review)
    client = PageClient()
    key = opened(client, first, code)
    assert "Enter the code again" in text(client.post(second + "file/", {"opened": key, "what": "pdf"}))
    assert not opened(client, second, code)


def test_a_link_is_taken_back_at_once(officer, review):
    path, code = sent(officer, review)
    client = PageClient()
    key = opened(client, path, code)
    with as_owner():
        release = Release.objects.get()
    recall = reverse("release:recall", args=[review.pk, release.pk])
    assert "The link opens nothing any more" in text(officer.post(recall, follow=True))
    assert "the link has ended" in text(client.post(path + "file/", {"opened": key, "what": "pdf"}))
    assert not opened(client, path, code)
    assert "only once" in text(officer.post(recall, follow=True))


def test_a_link_opens_after_its_officer_has_left_and_tells_nobody_else_anything(officer, review, council):
    path, code = sent(officer, review)
    with as_owner():
        Membership.objects.filter(user=council.information_officer).delete()
        council.information_officer.is_active = False
        council.information_officer.save()
    client = PageClient()
    key = opened(client, path, code)
    assert client.post(path + "file/", {"opened": key, "what": "pdf"}).content.startswith(b"%PDF")
    with as_owner():
        assert Fetch.objects.count() == 1
    with as_web(), acting_as(None):  # whoever opens it sees no row by it
        assert not Release.objects.exists()
        assert not Output.objects.exists()


def test_the_database_gives_an_answer_for_link_and_code_together_alone(officer, review):
    path, code = sent(officer, review)
    link = path.split("/")[2]
    shown, told = link_digest(link), code_digest(link, code)
    for held in (Held(shown, ""), Held("", told), Held(shown, shown), Held(told, told)):
        with as_web(), acting_as(None):
            assert release_fetch(held=held, what="pdf", at=NOW) is None
    with as_owner():
        assert Release.objects.get().tries == 2
        assert not Fetch.objects.exists()
    with as_web(), acting_as(None):
        assert release_fetch(held=Held(shown, told), what="pdf", at=NOW)


def test_each_volume_of_a_very_large_answer_opens_by_the_one_link_and_is_reproduced(
    council, officer, monkeypatch
):
    monkeypatch.setattr("privacy.redaction.output.volumes.MOST", 4)
    with as_owner():
        person = make_family(council.north_hub, make_person("Robin")).person
    made = make_review(person, council.information_officer)
    with as_owner():
        decide_all(made, council.information_officer)
        second = make_member("Second Reader", council.north_hub, "information_officer")
    review = approve(made, council.information_officer, second)
    with as_owner():
        output = Output.objects.select_related("review__pack__request").get(review=review)
        assert output.hits == []
        assert output.volumes.count() >= 1
        assert reproduced(output) == output.digests
        further = {row.number: bytes(row.document) for row in output.volumes.all()}
    path, code = sent(officer, review)
    client = PageClient()
    page = text(client.post(path, {"code": code}))
    assert "Save volume 2 to read (PDF)" in page
    key = opened(client, path, code)
    for number, document in further.items():
        answer = client.post(path + "file/", {"opened": key, "volume": number})
        assert answer.content == document
        assert (
            answer.headers["Content-Disposition"] == f'attachment; filename="your-information-{number}.pdf"'
        )
    for wrong in ("99", "0", "x", "-1"):
        got = client.post(path + "file/", {"opened": key, "volume": wrong})
        assert not got.content.startswith(b"%PDF") or wrong in ("x", "-1")
    assert "volume 2" in text(officer.get(reverse("release:releases", args=[review.pk])))
    ready = text(officer.get(reverse("redaction:review", args=[review.pk])))
    assert "Read volume 2 as PDF" in ready
    asked = reverse("redaction:pdf", args=[review.pk]) + "?volume="
    assert officer.get(asked + "2").content == further[2]
    assert officer.get(asked + "99").status_code == 404


def test_paper_is_noted_with_who_helps(officer, review):
    fields = {"way": "collected", "sent_to": "The hub", "support": "Hana sits with her"}
    officer.post(reverse("release:new", args=[review.pk]), fields)
    page = text(officer.get(reverse("release:releases", args=[review.pk])))
    assert "Printed and collected in person" in page
    assert "Hana sits with her" in page
    with as_owner():
        assert DataRequest.objects.get().sent_how == "Printed and collected in person"


def test_a_link_without_a_way_for_its_code_is_refused_and_keeps_what_was_typed(officer, review):
    answer = text(officer.post(reverse("release:new", args=[review.pk]), LINK | {"code_way": ""}))
    assert "Choose how you give them the code" in answer
    assert "robin@post.example" in answer
    with as_owner():
        assert not Release.objects.exists()


def test_what_is_not_approved_is_not_sent(council, officer):
    with as_owner():
        person = make_family(council.north_hub, make_person("Alex")).person
    review = make_review(person, council.information_officer)
    answer = officer.post(reverse("release:new", args=[review.pk]), LINK)
    assert "Only an answer that a second officer approved" in text(answer)
    with as_owner():
        with pytest.raises(Refused):
            release_make(
                review_id=review.pk,
                way="post",
                at=NOW,
                on=NOW.date(),
                by=council.information_officer,
                sent_to="x",
            )
        assert DataRequest.objects.get().closed_on is None


def test_the_database_keeps_links_whole_and_openings_unchanged(officer, review, council):
    path, code = sent(officer, review)
    client = PageClient()
    client.post(path + "file/", {"opened": opened(client, path, code), "what": "pdf"})
    with as_owner(), transaction.atomic(), pytest.raises(IntegrityError, match="release_link_is_whole"):
        Release.objects.update(expires_at=None)
    with as_web(), acting_as(council.information_officer):
        assert Fetch.objects.count() == 1
        with transaction.atomic(), pytest.raises(ProgrammingError, match="permission denied"):
            Fetch.objects.all().delete()
    with as_web(), acting_as(council.hub_worker):
        assert not Release.objects.exists()


def test_others_are_refused(council, page, review):
    page.force_login(council.hub_manager)
    assert page.get(reverse("release:new", args=[review.pk])).status_code == 403
    assert page.get(reverse("release:releases", args=[review.pk])).status_code == 403


def test_codes_are_read_out_without_mistakes():
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(set(code) <= {*LETTERS, "-"} and len(code) == 9 for code in codes)
    assert not set("01OILSUZ2AE5") & set(LETTERS)
