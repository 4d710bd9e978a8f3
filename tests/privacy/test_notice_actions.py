"""Changing the words of the draft."""

import pytest
from django.core.exceptions import ValidationError

from privacy.actions.notice import wording_change
from privacy.models import PublishedRight
from tests.database import as_owner


@pytest.fixture
def right(council):
    """A line of the draft."""
    with as_owner():
        yield PublishedRight.objects.get(code="access")


def test_each_change_says_who_made_it_and_why(right, council):
    right.title = "Read it"
    wording_change(wording=right, by=council.admin, reason="Clearer words")
    version = right.history.first()
    assert (version.title, version.history_user, version.history_change_reason) == (
        "Read it",
        council.admin,
        "Clearer words",
    )


def test_words_that_nothing_would_fill_in_change_nothing(right, council):
    right.detail = "Ask {council}."
    with pytest.raises(ValidationError):
        wording_change(wording=right, by=council.admin, reason="Clearer words")
    assert "{council}" not in PublishedRight.objects.get(code="access").detail


def test_what_was_edited_is_not_public_yet(right, council, page):
    right.title = "A line that only the draft has"
    wording_change(wording=right, by=council.admin, reason="Clearer words")
    assert "A line that only the draft has" not in page.get("/privacy/").content.decode()
