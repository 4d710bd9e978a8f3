"""A notice changes when a second person publishes it, from a day on, and every version stays public."""

import datetime
import json

import jsonschema
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases.families.actions.rows import Refused
from privacy.actions.notice import wording_change
from privacy.codes import NoticeCode
from privacy.models import Notice, NoticeSection, PublishedPurpose, PublishedRight
from privacy.notices.actions.versions import version_propose, version_publish, version_return
from privacy.notices.models import NoticeVersion
from privacy.notices.published_json import SCHEMA
from privacy.notices.queries import authors_since, live_version, newest_published
from tests.database import as_owner, as_web
from tests.factories.accounts import make_member
from tests.factories.privacy import publish_draft

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
TOMORROW = TODAY + datetime.timedelta(days=1)
SERVICE = NoticeCode.SERVICE
WORDS = "We say more clearly who can see your record."


@pytest.fixture
def second_admin(council):
    with as_owner():
        return make_member("Agnes Admin", council.administration, "admin")


@pytest.fixture
def edited(council):
    """A draft with one change by the administrator."""
    with as_owner():
        right = PublishedRight.objects.get(code="access")
        right.title = "Read what we hold about you"
        wording_change(wording=right, by=council.admin, reason="Clearer words")
    return right


def proposed(by, page=SERVICE, **fields):
    said = {"page": page, "what_changed": WORDS, "effective_from": TODAY, "at": timezone.now(), "on": TODAY}
    return version_propose(by=by, **said | fields)


def text(response):
    return " ".join(response.content.decode().split())


# --- a second person


def test_an_officer_publishes_what_an_administrator_wrote(page, council, edited):
    page.force_login(council.admin)
    form = {"what_changed": WORDS, **{f"effective_from_{n}": v for n, v in _parts(TODAY).items()}}
    assert page.post(reverse("notices:propose", args=["service"]), form).status_code == 302
    assert "Read what we hold" not in text(page.get("/privacy/"))
    page.force_login(council.information_officer)
    assert "Waits for a second person" in text(page.get(reverse("notices:drafts")))
    answer = page.post(reverse("notices:publish", args=["service"]), {"decision": "publish"}, follow=True)
    assert "Published as version 2" in text(answer)
    public = text(page.get("/privacy/"))
    assert "Read what we hold about you" in public
    assert WORDS in text(page.get(reverse("notices:versions")))


def _parts(day):
    return {"day": day.day, "month": day.month, "year": day.year}


def test_its_author_cannot_publish_it_on_the_page(page, council, edited):
    with as_owner():
        version = proposed(council.admin)
    page.force_login(council.admin)
    address = reverse("notices:publish", args=["service"])
    assert "you cannot publish it" in text(page.get(address))
    assert "you cannot publish it" in text(page.post(address, {"decision": "publish"}))
    version.refresh_from_db()
    assert version.state == "waiting"


def test_whoever_changed_a_word_cannot_publish_though_somebody_else_proposes(council, second_admin, edited):
    with as_owner():
        version = proposed(second_admin)
        for by in (council.admin, second_admin):
            with pytest.raises(Refused, match="you cannot publish it"):
                version_publish(version=version, at=timezone.now(), on=TODAY, by=by)
        assert version_publish(version=version, at=timezone.now(), on=TODAY, by=council.information_officer)


@pytest.mark.parametrize("persona", ["hub_worker", "hub_manager", "records_officer", "yj_officer"])
def test_nobody_else_opens_the_drafts(page, council, persona, edited):
    page.force_login(getattr(council, persona))
    for name, arguments in (("drafts", []), ("draft", ["service"]), ("preview", ["service"])):
        assert page.get(reverse(f"notices:{name}", args=arguments)).status_code == 403


def test_an_officer_does_not_send_a_draft(page, council, edited):
    page.force_login(council.information_officer)
    assert page.get(reverse("notices:propose", args=["service"])).status_code == 403


def test_the_database_refuses_an_author_whatever_the_code_says(council, edited):
    with as_owner():
        version = proposed(council.admin)
        published = {"state": "published", "number": 2, "decided_at": timezone.now()}
        with pytest.raises(IntegrityError, match="published_by_another"), transaction.atomic():
            NoticeVersion.objects.filter(pk=version.pk).update(decided_by=council.admin, **published)
        with pytest.raises(IntegrityError, match="names_who_decided"), transaction.atomic():
            NoticeVersion.objects.filter(pk=version.pk).update(**published)


def test_the_database_refuses_an_author_who_is_only_among_the_writers(council, second_admin, edited):
    with as_owner():
        version = proposed(second_admin)
        assert sorted(version.authors) == sorted([council.admin.pk, second_admin.pk])
        with pytest.raises(IntegrityError, match="published_by_another"), transaction.atomic():
            NoticeVersion.objects.filter(pk=version.pk).update(
                state="published", number=2, decided_at=timezone.now(), decided_by=council.admin
            )


def test_pages_cannot_make_a_version_that_nobody_agreed_to(council):
    with as_web(), pytest.raises(DatabaseError, match="second person"), transaction.atomic():
        publish_draft(decided_by=council.admin)


@pytest.mark.parametrize(
    "change", [{"what_changed": "Nothing"}, {"effective_from": TOMORROW}, {"authors": []}, {"content": {}}]
)
def test_what_was_proposed_never_changes(council, edited, change):
    with as_owner():
        version = proposed(council.admin)
        with pytest.raises(DatabaseError, match="never change"), transaction.atomic():
            NoticeVersion.objects.filter(pk=version.pk).update(**change)


def test_a_published_version_is_never_removed_or_changed():
    with as_owner():
        for deed in ("DELETE FROM notices_noticeversion", "UPDATE notices_noticeversion SET number = 7"):
            with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(deed)


def test_what_is_published_is_what_was_read_though_the_draft_went_on(council, edited):
    with as_owner():
        version = proposed(council.admin)
        PublishedRight.objects.filter(code="access").update(title="Written meanwhile")
        version_publish(version=version, at=timezone.now(), on=TODAY, by=council.information_officer)
        assert "Written meanwhile" not in json.dumps(live_version(SERVICE, TODAY).content)


def test_sent_back_it_says_why_and_can_be_proposed_again(page, council, edited):
    with as_owner():
        proposed(council.admin)
    page.force_login(council.information_officer)
    address = reverse("notices:publish", args=["service"])
    assert "Enter what has to change first" in text(page.post(address, {"decision": "return"}))
    page.post(address, {"decision": "return", "words": "Say who wrote it"})
    page.force_login(council.admin)
    assert "Say who wrote it" in text(page.get(reverse("notices:draft", args=["service"])))
    with as_owner():
        assert proposed(council.admin)


def test_the_second_of_two_who_decide_is_told(page, council, second_admin, edited):
    with as_owner():
        version = proposed(council.admin)
        version_return(version=version, words="Wait", at=timezone.now(), by=council.information_officer)
        with pytest.raises(Refused, match="meanwhile"):
            version_publish(version=version, at=timezone.now(), on=TODAY, by=second_admin)
    page.force_login(council.information_officer)
    told = page.post(reverse("notices:publish", args=["service"]), {"decision": "publish"}, follow=True)
    assert "No version of this page waits" in text(told)


def test_one_version_waits_at_a_time(council, edited):
    with as_owner():
        proposed(council.admin)
        with pytest.raises(Refused, match="waits for a second person already"):
            proposed(council.admin)


def test_a_draft_that_says_the_same_is_not_proposed(council):
    with as_owner(), pytest.raises(Refused, match="nothing to publish"):
        proposed(council.admin)


def test_what_changed_has_to_be_said(page, council, edited):
    page.force_login(council.admin)
    form = {f"effective_from_{name}": value for name, value in _parts(TODAY).items()}
    answer = page.post(reverse("notices:propose", args=["service"]), form)
    assert "Enter what changed, in plain words" in text(answer)
    with as_owner(), pytest.raises(IntegrityError, match="says_what_changed"), transaction.atomic():
        publish_draft(what_changed="")


@pytest.mark.parametrize(
    "change",
    [
        lambda: (Notice.objects.get(code="service"), {"title": "New title"}),
        lambda: (NoticeSection.objects.filter(notice__code="service").first(), {"easy_read": "Short."}),
        lambda: (PublishedPurpose.objects.get(code="research"), {"detail": "A word"}),
    ],
)
def test_everybody_who_changed_anything_of_the_page_is_an_author(council, change):
    with as_owner():
        since = newest_published(SERVICE).proposed_at
        row, words = change()
        for name, value in words.items():
            setattr(row, name, value)
        wording_change(wording=row, by=council.records_officer, reason="Because")
        assert set(authors_since(SERVICE, since)) == {council.records_officer.pk}
        assert council.records_officer.pk not in authors_since(NoticeCode.THIRD_PARTY, since)


# --- from a day on


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(days=st.lists(st.integers(0, 60), max_size=5), asked=st.integers(-5, 70))
def test_the_live_version_is_the_highest_number_that_has_begun(days, asked):
    start = newest_published_day()
    with as_owner(), transaction.atomic():
        for number, day in enumerate(sorted(days), 2):
            publish_draft(number=number, effective_from=start + datetime.timedelta(days=day))
        begun = [1] + [number for number, day in enumerate(sorted(days), 2) if day <= asked]
        on = start + datetime.timedelta(days=asked)
        live = NoticeVersion.objects.live_on(on).filter(page=SERVICE).first()
        assert (live.number if live else None) == (max(begun) if asked >= 0 else None)
        transaction.set_rollback(True)


def newest_published_day():
    with as_owner():
        return newest_published(SERVICE).effective_from


def test_a_version_for_tomorrow_is_public_and_does_not_count_yet(page, council, edited):
    with as_owner():
        version = proposed(council.admin, effective_from=TOMORROW)
        version_publish(version=version, at=timezone.now(), on=TODAY, by=council.information_officer)
    assert "Read what we hold about you" not in text(page.get("/privacy/"))
    shown = text(page.get(reverse("notices:version", args=["service", 2])))
    assert "This counts from" in shown
    assert "Read what we hold about you" in shown


@pytest.mark.parametrize(("day", "why"), [(-1, "today or later"), (0, "cannot begin")])
def test_a_day_that_would_rewrite_what_was_live_is_refused(council, edited, day, why):
    with as_owner():
        publish_draft(effective_from=TOMORROW, what_changed="Sooner")
        PublishedRight.objects.filter(code="access").update(title="Another word")
        with pytest.raises(Refused, match=why):
            proposed(council.admin, effective_from=TODAY + datetime.timedelta(days=day))


def test_one_that_waited_past_its_day_is_proposed_again(council, edited):
    with as_owner():
        version = proposed(council.admin)
        with pytest.raises(Refused, match="propose it again"):
            version_publish(version=version, at=timezone.now(), on=TOMORROW, by=council.information_officer)


# --- every version stays public


def test_the_first_version_can_still_be_read_under_its_number(page, council, edited):
    with as_owner():
        publish_draft()
    old = text(page.get(reverse("notices:version", args=["service", 1])))
    assert "This does not count any more" in old
    assert "Read what we hold about you" not in old
    assert 'href="/privacy/"' in old
    assert not page.get(reverse("notices:version", args=["service", 1])).cookies


@pytest.mark.parametrize("address", ["versions/service/9/", "versions/nothing/1/", "versions/service/9.json"])
def test_a_version_that_is_not_there_is_not_found(page, address):
    assert page.get(f"/privacy/{address}").status_code == 404


def test_a_version_that_waits_is_not_public(page, council, edited):
    with as_owner():
        proposed(council.admin)
    assert page.get(reverse("notices:version", args=["service", 2])).status_code == 404
    assert WORDS not in text(page.get(reverse("notices:versions")))


@pytest.mark.parametrize("code", list(NoticeCode))
def test_the_data_for_computers_keeps_its_documented_shape(page, code):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    told = page.get(reverse("notices:version_json", args=[code, 1]))
    data = json.loads(told.content)
    jsonschema.validate(data, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert (data["notice"], data["version"]) == (code, 1)
    assert json.loads(page.get(reverse("notices:version_schema")).content) == SCHEMA
    assert not told.cookies


def test_a_page_leads_machines_to_its_data(page):
    shown = page.get("/privacy/").content.decode()
    address = reverse("notices:version_json", args=["service", 1])
    assert f'<link rel="alternate" type="application/json" href="{address}">' in shown


# --- ways to read


def test_easy_read_and_large_print_need_no_script(page):
    easy = text(page.get("/privacy/?style=easy-read"))
    assert "We are part of the council." in easy
    assert "Limitation Act 1980" not in easy
    large = page.get("/privacy/?style=large-print").content.decode()
    assert "app-large-print" in large
    assert "Limitation Act 1980" in large
    assert 'href="?style=easy-read"' in page.get("/privacy/").content.decode()


@pytest.mark.parametrize("wrong", ["?style=<script>", "?language=zz", "?language=pl", "?style=%00"])
def test_a_way_to_read_that_is_not_there_gives_the_whole_in_english(page, wrong):
    shown = page.get(f"/privacy/{wrong}").content.decode()
    assert '<html lang="en"' in shown
    assert "Limitation Act 1980" in shown
