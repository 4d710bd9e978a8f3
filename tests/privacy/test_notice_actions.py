"""Changing the words of the published notices."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from privacy.actions.notice import wording_change
from privacy.models import Notice, NoticeSection, Organisation, PublishedPurpose, PublishedRight
from tests.database import as_owner

CHANGED_ON = date(2027, 1, 9)


@pytest.fixture
def changed(council):
    """Change some words as an administrator; gives the codes of the pages that got a new version."""

    def change(wording, **words):
        for field, value in words.items():
            setattr(wording, field, value)
        notices = wording_change(wording=wording, on=CHANGED_ON, by=council.admin, reason="Clearer words")
        return {notice.code for notice in notices}

    with as_owner():
        yield change


def test_a_term_gives_a_new_version_to_the_pages_that_list_it_and_to_no_other(changed):
    assert changed(PublishedPurpose.objects.get(code="run_testing"), title="To test") == {"survey"}
    assert changed(PublishedRight.objects.get(code="access"), title="Read it") == {"service", "survey"}
    versions = dict(Notice.objects.values_list("code", "version"))
    assert versions == {"service": 2, "survey": 3, "third_party": 1}
    assert Notice.objects.get(code="survey").changed_on == CHANGED_ON


def test_a_section_changes_its_own_page(changed):
    section = NoticeSection.objects.get(notice__code="service", code="how-we-keep-it-safe")
    assert changed(section, body="We lock it away.") == {"service"}


def test_the_name_of_the_council_changes_every_page(changed):
    assert changed(Organisation.objects.get(), name="Borsetshire Council") == {
        "service",
        "survey",
        "third_party",
    }


def test_each_version_says_who_wrote_it_and_why(changed, council):
    right = PublishedRight.objects.get(code="access")
    changed(right, title="Read it")
    version = right.history.first()
    assert (version.title, version.history_user, version.history_change_reason) == (
        "Read it",
        council.admin,
        "Clearer words",
    )


def test_words_that_nothing_would_fill_in_change_nothing(changed):
    right = PublishedRight.objects.get(code="access")
    with pytest.raises(ValidationError):
        changed(right, detail="Ask {council}.")
    assert Notice.objects.get(code="service").version == 1
