"""Two versions side by side: no line is lost, none is made up, and words say what happened to each."""

import copy

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from privacy.actions.notice import wording_change
from privacy.models import NoticeSection, PublishedLaw
from privacy.notices.compare import Change, compared, lines
from privacy.notices.installed import installed_content
from privacy.published.notices import SERVICE
from tests.database import as_owner

CONTENT = installed_content(SERVICE)


def changed(**bodies):
    content = copy.deepcopy(CONTENT)
    for section in content["sections"]:
        section["body"] = bodies.get(section["code"].replace("-", "_"), section["body"])
    return content


def told(parts):
    return [(line.change, line.words) for part in parts for line in part.lines]


def test_a_version_is_the_same_as_itself():
    parts = compared(CONTENT, CONTENT)
    assert not any(part.is_changed for part in parts)
    assert sum(part.same for part in parts) == len(lines(CONTENT))


def test_one_changed_sentence_is_removed_and_added_in_its_part():
    parts = [
        part for part in compared(CONTENT, changed(why_we_need_it="We need it to help.")) if part.is_changed
    ]
    assert [part.name for part in parts] == ["Why we need it"]
    assert told(parts) == [
        (Change.REMOVED, "We use your information:"),
        (Change.ADDED, "We need it to help."),
    ]


def test_the_first_version_of_all_is_new_line_by_line():
    parts = compared(None, CONTENT)
    assert {line.change for part in parts for line in part.lines} == {Change.ADDED}


def test_a_part_that_was_taken_out_is_shown_as_removed():
    shorter = copy.deepcopy(CONTENT)
    gone = shorter["sections"].pop(2)
    parts = {part.name: part for part in compared(CONTENT, shorter)}
    assert {line.change for line in parts[gone["heading"]].lines} == {Change.REMOVED}


WORDS = st.lists(st.sampled_from(["One.", "Two.", "Three.", "Four."]), max_size=6).map("\n".join)


@given(before=WORDS, after=WORDS)
def test_added_and_unchanged_lines_are_the_new_version_and_the_others_the_old(before, after):
    old, new = changed(the_law=before), changed(the_law=after)
    parts = compared(old, new)
    changes = told(parts)
    same = sum(part.same for part in parts)
    assert same + sum(change is Change.ADDED for change, _ in changes) == len(lines(new))
    assert same + sum(change is Change.REMOVED for change, _ in changes) == len(lines(old))


@pytest.mark.django_db
def test_the_page_says_added_and_removed_in_words(page, council):
    with as_owner():
        law = PublishedLaw.objects.get(code="localism_act")
        law.title = "Localism Act 2031"
        wording_change(wording=law, by=council.admin, reason="New Act")
        section = NoticeSection.objects.get(notice__code="service", code="who-we-are")
        section.easy_read = "We are the council."
        wording_change(wording=section, by=council.admin, reason="Shorter")
    page.force_login(council.information_officer)
    shown = " ".join(page.get(reverse("notices:draft", args=["service"])).content.decode().split())
    assert "<strong>Added:</strong> <ins>Listed: Localism Act 2031." in shown
    assert "<strong>Removed:</strong> <del>Listed: Localism Act 2011." in shown
    assert "<ins>Easy read: We are the council.</ins>" in shown
    assert "Changed by Ada Admin" in shown
    assert "reading age" in shown


@pytest.mark.django_db
def test_hard_words_are_called_hard_on_the_page_of_the_draft(page, council):
    with as_owner():
        for section in NoticeSection.objects.filter(notice__code="service"):
            section.body = (
                "Notwithstanding aforementioned organisational responsibilities, authorisation necessitates"
                " consideration of proportionality and contemporaneous documentation requirements."
            )
            wording_change(wording=section, by=council.admin, reason="Lawyers")
    page.force_login(council.admin)
    assert "It is too hard to read" in page.get(reverse("notices:draft", args=["service"])).content.decode()
