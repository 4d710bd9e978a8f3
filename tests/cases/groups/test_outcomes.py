"""The end of a group on one page: everybody's outcome at once, all or nothing, and nobody one may not see."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.database import as_owner
from tests.factories.families import make_restriction


@pytest.fixture
def url(group):
    return reverse("groups:outcomes", args=[group.cohort.pk])


def typed(opened, **said):
    """What a browser sends: the page's own fields with these instead."""
    today, form = timezone.localdate(), opened.context["form"]
    days = {"ended_on_day": today.day, "ended_on_month": today.month, "ended_on_year": today.year}
    return days | {name: form[name].value() or "" for name in form.fields if name != "ended_on"} | said


def on_file(enrolment):
    with as_owner():
        enrolment.refresh_from_db()
        return enrolment.state, enrolment.outcome, enrolment.outcome_note


def test_everybody_s_outcome_is_recorded_at_once_and_read_on_the_same_page(page, council, group, url):
    page.force_login(council.hub_worker)
    assert url in page.get(reverse("groups:cohort", args=[group.cohort.pk])).content.decode()
    said = {
        f"outcome_{group.amy.pk}": "goal_reached", f"note_{group.amy.pk}": "Sleeps through",
        f"outcome_{group.ben.pk}": "no_change",
    }  # fmt: skip
    told = page.post(url, typed(page.get(url), **said), follow=True).content.decode()
    assert "The outcome is recorded for 2 of 2" in told
    assert on_file(group.amy) == ("completed", "goal_reached", "Sleeps through")
    assert on_file(group.ben) == ("completed", "no_change", "")
    assert group.amy.ended_on == timezone.localdate()
    again = page.get(url).content.decode()
    assert "Reached what they came for" in again
    assert "No change" in again


def test_whoever_has_no_outcome_yet_goes_on_taking_part(page, council, group, url):
    page.force_login(council.hub_worker)
    page.post(url, typed(page.get(url), **{f"outcome_{group.amy.pk}": "some_progress"}))
    assert on_file(group.amy)[0] == "completed"
    assert on_file(group.ben) == ("enrolled", "", "")


def test_words_without_an_outcome_are_kept_on_the_page_and_nothing_is_saved(page, council, group, url):
    page.force_login(council.hub_worker)
    said = {f"outcome_{group.amy.pk}": "some_progress", f"note_{group.ben.pk}": "Came late"}
    told = page.post(url, typed(page.get(url), **said)).content.decode()
    assert "Select what came of it for Ben Birch, or take the words away" in told
    assert "Came late" in told
    assert on_file(group.amy)[0] == on_file(group.ben)[0] == "enrolled"


def test_an_outcome_that_somebody_else_recorded_meanwhile_is_not_overwritten(page, council, group, url):
    page.force_login(council.hub_worker)
    mine = typed(
        page.get(url), **{f"outcome_{group.amy.pk}": "no_change", f"outcome_{group.ben.pk}": "no_change"}
    )
    page.force_login(council.hub_manager)
    page.post(url, typed(page.get(url), **{f"outcome_{group.amy.pk}": "goal_reached"}))
    page.force_login(council.hub_worker)
    clash = page.post(url, mine)
    assert clash.status_code == 409
    assert "Somebody else changed what is on file for Amy Alder" in clash.content.decode()
    assert on_file(group.amy)[:2] == ("completed", "goal_reached")
    assert on_file(group.ben)[0] == "enrolled"
    page.post(url, mine | {f"outcome_{group.amy.pk}": ""})
    assert on_file(group.amy)[:2] == ("completed", "goal_reached")
    assert on_file(group.ben)[0] == "completed"


def test_a_restricted_member_is_not_on_the_page_and_cannot_be_ended_from_it(page, council, group, url):
    page.force_login(council.hub_worker)
    mine = typed(page.get(url), **{f"outcome_{group.ben.pk}": "no_change"})
    with as_owner():
        make_restriction(group.birch.family, [council.hub_manager], council.hub_manager)
    assert "Ben Birch" not in page.get(url).content.decode()
    page.post(url, mine)
    assert on_file(group.ben)[0] == "enrolled"


def test_another_team_s_group_does_not_exist(page, council, url):
    page.force_login(council.other_hub_worker)
    assert page.get(url).status_code == 404
    assert page.post(url, {}).status_code == 404
