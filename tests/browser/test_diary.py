"""A worker's day by the diary in a real browser: plan a visit, see it, write it up; tick a task off."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.people import WHAT_HAPPENED, fill_date, loads, sign_in
from tests.browser.tabs import accessibility_faults, sideways
from tests.database import as_owner
from tests.factories.diary import make_task, make_visit

NAME, FAMILY = "Alex Okonkwo-Featherstone", "Okonkwo-Featherstone family"
SINCE_MIDNIGHT = {"starts_at": datetime.time(0, 0), "ends_at": datetime.time(0, 45)}


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_todays_visit_is_written_up_from_home_in_three_pages(lived_in, tabs, scripts) -> None:
    portal, world = lived_in
    with portal.pointed(), as_owner():
        make_visit(world.case.family, world.council.hub_worker, **SINCE_MIDNIGHT)
    page = tabs(portal, scripts=scripts).new()
    sign_in(page, world.staff("hub_worker"))
    loaded = loads(page)
    page.get_by_role("link", name=re.compile(f"Record it.*{FAMILY} at 00:00")).click()
    expect(page.get_by_label("Visit", exact=True)).to_be_checked()
    expect(page.get_by_label("How long it took")).to_have_value("45")
    page.get_by_role("group", name="Who is it about?").get_by_label(NAME, exact=True).check()
    page.get_by_role("group", name=f"Was {NAME} seen?").get_by_label("Yes, with others there").check()
    page.get_by_label("I saw and heard it myself").check()
    page.get_by_label("What happened").fill(WHAT_HAPPENED)
    page.get_by_role("button", name="Record contact").click()
    page.get_by_text("The contact is recorded").wait_for()
    assert len(loaded) <= 3, loaded
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("Written up")


def test_a_visit_is_planned_by_keyboard_and_stands_in_the_week(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    with portal.pointed():
        page.goto(reverse("diary:visit_plan", args=[world.case.family.pk]))
    today = timezone.localdate()
    fill_date(page, "Date of visit", today)
    page.get_by_label("From").fill("2.30pm")
    page.get_by_label("Until").fill("2pm")
    page.get_by_label("At the hub").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Until must be after 14:30")
    assert not accessibility_faults(page)
    page.get_by_label("Until").fill("3.30pm")
    page.keyboard.press("Enter")
    page.get_by_text("Visit planned").wait_for()
    page.goto("/diary/")
    for width in (1280, 320):
        page.set_viewport_size({"width": width, "height": 900})
        expect(page.locator(".app-week__day--today")).to_contain_text("14:30")
        assert sideways(page) <= 0
        assert not accessibility_faults(page)


def test_a_task_is_ticked_off_on_home(lived_in, tabs) -> None:
    portal, world = lived_in
    with portal.pointed(), as_owner():
        make_task(world.case.family, world.council.hub_worker, what="Ring the school about breakfast")
    page = tabs(portal, scripts=False).signed_in(world.staff("hub_worker")).new()
    page.goto("/")
    page.get_by_role("button", name=re.compile("Done.*Ring the school about breakfast")).click()
    page.get_by_text("Task done").wait_for()
    assert page.url.endswith("/")
    expect(page.get_by_role("main")).not_to_contain_text("Ring the school about breakfast")
