"""The published notices: what a parent, a young person or a website tester reads."""

import re
from datetime import date

import html5lib
import pytest
from django.core.exceptions import ValidationError

from privacy import codes
from privacy.models import (
    Notice,
    NoticeSection,
    Organisation,
    PublishedBasis,
    PublishedCategory,
    PublishedContact,
    PublishedLaw,
    PublishedPeriod,
    PublishedPurpose,
    PublishedRecipient,
    PublishedRight,
)
from privacy.published.loading import load_missing_wording
from tests.database import as_owner
from tests.factories.privacy import publish_draft
from tests.page_client import PageClient
from tests.privacy.notice_facts import SERVICE_FACTS, SURVEY_FACTS, THIRD_PARTY_FACTS

pytestmark = pytest.mark.django_db

ADDRESSES = {
    codes.NoticeCode.SERVICE: "/privacy/",
    codes.NoticeCode.SURVEY: "/privacy/survey/",
    codes.NoticeCode.THIRD_PARTY: "/privacy/third-party-websites/",
}
FACTS = {
    codes.NoticeCode.SERVICE: SERVICE_FACTS,
    codes.NoticeCode.SURVEY: SURVEY_FACTS,
    codes.NoticeCode.THIRD_PARTY: THIRD_PARTY_FACTS,
}
LISTS = {
    codes.Category: (PublishedCategory, "categories"),
    codes.Purpose: (PublishedPurpose, "purposes"),
    codes.Basis: (PublishedBasis, "bases"),
    codes.Law: (PublishedLaw, "laws"),
    codes.Recipient: (PublishedRecipient, "recipients"),
    codes.Right: (PublishedRight, "rights"),
    codes.Period: (PublishedPeriod, "periods"),
}


@pytest.fixture
def reader():
    """Somebody who is not signed in, with a browser that checks each page."""
    return PageClient()


def document(response):
    return html5lib.parse(response.content, namespaceHTMLElements=False, transport_encoding="utf-8")


def words(response):
    """The text of the main part as a reader sees it."""
    main = document(response).find(".//main")
    return re.sub(r"\s+", " ", " ".join(main.itertext()))


def read(reader, code=codes.NoticeCode.SERVICE):
    return words(reader.get(ADDRESSES[code]))


@pytest.mark.parametrize("code", ADDRESSES)
def test_every_fact_of_the_councils_notice_is_on_the_page(reader, code):
    notice = read(reader, code)
    assert [fact for fact, said in FACTS[code].items() if not re.search(said, notice)] == []


def test_the_wrong_year_of_the_source_is_not_repeated(reader):
    assert "1994" not in read(reader)


def test_the_survey_notice_lists_no_sensitive_data_and_nobody_to_share_with():
    with as_owner():
        survey = Notice.objects.get(code="survey")
        assert [term.code for term in survey.categories.all()] == ["survey_response"]
        assert not survey.recipients.exists()
        assert not survey.bases.filter(code="health_or_social_care").exists()


@pytest.mark.parametrize("kind", LISTS)
def test_every_code_has_words_and_stands_on_a_notice_and_no_other_does(kind):
    model, field = LISTS[kind]
    with as_owner():
        assert {term.code for term in model.objects.all()} == set(kind)
        assert set(Notice.objects.values_list(f"{field}__code", flat=True)) - {None} == set(kind)


@pytest.mark.parametrize("kind", LISTS)
def test_a_notice_shows_what_it_covers_and_nothing_it_does_not(reader, kind):
    model, field = LISTS[kind]
    with as_owner():
        titles = {term.code: term.title for term in model.objects.all()}
        covered = {
            code: set(getattr(Notice.objects.get(code=code), field).values_list("code", flat=True))
            for code in ADDRESSES
        }
    for code, address in ADDRESSES.items():
        lines = listed(reader.get(address))
        for term, title in titles.items():
            assert any(line.startswith(title) for line in lines) == (term in covered[code]), title


def listed(response):
    """The items of the lists on the page."""
    tree = document(response).find(".//main")
    return [" ".join("".join(item.itertext()).split()) for tag in ("li", "dt") for item in tree.iter(tag)]


def test_another_council_puts_its_own_name_and_contacts_in_place_of_ours(reader):
    with as_owner():
        council = Organisation.objects.get()
        council.name, council.service_name = "Borsetshire Council", "Early Help"
        council.save()
        team = PublishedContact.objects.get(code="information_governance")
        team.email = "data@borsetshire.example"
        team.save()
        for code in ADDRESSES:
            publish_draft(code)
    notice = read(reader)
    assert "We are the Early Help of Borsetshire Council" in notice
    assert "data@borsetshire.example" in notice
    for address in ADDRESSES.values():
        assert b"Leicestershire" not in reader.get(address).content


def test_what_a_council_edits_is_what_the_page_says(reader):
    with as_owner():
        PublishedLaw.objects.filter(code="localism_act").update(title="Local Powers Act 2030")
        NoticeSection.objects.filter(notice__code="service", code="how-we-keep-it-safe").update(
            body="We lock it away.\n\n- in a box\n- in a vault"
        )
        publish_draft()
    notice = read(reader)
    assert "Local Powers Act 2030" in notice
    assert "Localism" not in notice
    assert "We lock it away." in notice
    assert {"in a box", "in a vault"} <= set(listed(reader.get("/privacy/")))


def test_words_a_council_types_are_never_taken_for_markup(reader):
    with as_owner():
        Organisation.objects.update(name="<script>alert(1)</script>")
        publish_draft()
    assert b"<script>alert" not in reader.get("/privacy/").content


def test_the_version_and_the_day_of_the_last_change_are_shown(reader):
    with as_owner():
        publish_draft(number=4, effective_from=date(2026, 11, 25))
    assert "Version 4. From 25 November 2026" in read(reader)


@pytest.mark.parametrize("code", ADDRESSES)
def test_reading_sets_no_cookie(reader, code):
    response = reader.get(ADDRESSES[code])
    assert response.status_code == 200
    assert not response.cookies
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("code", ADDRESSES)
def test_every_link_of_the_contents_leads_to_a_heading(reader, code):
    tree = document(reader.get(ADDRESSES[code]))
    ids = {node.get("id") for node in tree.iter() if node.get("id")}
    anchors = [link.get("href")[1:] for link in tree.iter("a") if link.get("href", "").startswith("#")]
    assert set(anchors) <= ids
    if code is not codes.NoticeCode.THIRD_PARTY:
        with as_owner():
            assert set(NoticeSection.objects.filter(notice__code=code).values_list("code", flat=True)) <= set(
                anchors
            )


def test_the_three_pages_lead_to_each_other(reader):
    for code, address in ADDRESSES.items():
        links = {link.get("href") for link in document(reader.get(address)).find(".//main").iter("a")}
        assert set(ADDRESSES.values()) - {address} <= links, code


def test_a_page_may_only_be_read(reader):
    for address in ADDRESSES.values():
        assert reader.post(address).status_code == 405


def test_the_number_of_queries_does_not_grow_with_the_wording(reader, django_assert_max_num_queries):
    with django_assert_max_num_queries(16):
        reader.get("/privacy/")


def test_loading_again_keeps_the_councils_words_and_brings_back_only_what_is_missing():
    with as_owner():
        PublishedPurpose.objects.filter(code="research").update(title="To learn")
        PublishedRecipient.objects.get(code="courts").delete()
        load_missing_wording(lambda name: globals()[name])
        assert PublishedPurpose.objects.get(code="research").title == "To learn"
        assert Notice.objects.get(code="service").recipients.filter(code="courts").exists()


def test_a_name_in_curly_brackets_that_nothing_fills_is_refused():
    with as_owner():
        section = NoticeSection.objects.get(notice__code="service", code="who-we-are")
        section.body = "We are {organization}."
        with pytest.raises(ValidationError, match="not {organization}"):
            section.full_clean()
        section.body = "We are {organisation}."
        section.full_clean()


def test_each_version_of_the_words_is_kept():
    with as_owner():
        law = PublishedLaw.objects.get(code="localism_act")
        law.title = "Localism Act 2031"
        law.save()
        law.title = "Localism Act 2032"
        law.save()
        assert [version.title for version in law.history.all()] == ["Localism Act 2032", "Localism Act 2031"]
