"""A group in a real browser: thirty people by keyboard, two people at one register, somebody who walks in."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from cases.groups.models import Attendance, Cohort
from tests.browser.people import loads, sign_in
from tests.browser.tabs import NARROW, WIDE, accessibility_faults, sideways
from tests.database import as_owner
from tests.factories.families import make_family, make_person
from tests.factories.groups import make_cohort, make_enrolment, make_programme

SHOTS = os.environ.get("SHOTS")
THIRTY, A_MINUTE = 30, 60
LATE, ABSENT = {4, 17}, {9: "Ill", 25: "Bus"}


def looked_at(page: Page, name: str) -> None:
    """Nothing to complain of, wide or narrow; a picture for whoever asked for some."""
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"groups {name} {width}.png", full_page=True)
        assert sideways(page) == 0
        assert not accessibility_faults(page)


def make_group(portal, world, people: int) -> tuple[Cohort, str]:
    """A group of the north hub that meets today, and where its register is."""
    with portal.pointed(), as_owner():
        cohort = make_cohort(make_programme(world.council.north_hub, "Stay and Play"), capacity=40)
        for number in range(people):
            person = make_person(f"Person{number:02}", "Inthegroup")
            make_enrolment(cohort, make_family(world.council.north_hub, person))
        return cohort, f"/groups/sessions/{cohort.sessions.get().pk}/"


def register_of(portal, cohort: Cohort) -> dict[str, tuple[str, str]]:
    with portal.pointed(), as_owner():
        rows = Attendance.objects.filter(session__cohort=cohort).select_related("enrolment__person")
        return {row.enrolment.person.given_name: (row.mark, row.reason) for row in rows}


class Keys:
    """A keyboard and nothing else, that counts."""

    def __init__(self, page: Page) -> None:
        self.page, self.pressed = page, 0

    def press(self, *names: str) -> None:
        for name in names:
            self.page.keyboard.press(name)
            self.pressed += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.pressed += len(words)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_thirty_people_are_registered_by_keyboard_alone_on_one_page(lived_in, tabs, scripts) -> None:
    portal, world = lived_in
    cohort, address = make_group(portal, world, THIRTY)
    page = tabs(portal, scripts=scripts).new()
    sign_in(page, world.staff("hub_worker"))
    page.goto(address)
    seen, keys = loads(page), Keys(page)
    page.locator("main").get_by_role("heading", level=1).click()  # where a screen reader begins to read
    keys.press("Tab")
    expect(page.get_by_role("radio", name="Present").first).to_be_focused()
    for number in range(THIRTY):
        if number in LATE:
            keys.press("ArrowRight")
        if number in ABSENT:
            keys.press("ArrowRight", "ArrowRight", "ArrowRight", "Tab")
            keys.type(ABSENT[number])
        if number < THIRTY - 1:
            keys.press("Tab")
    keys.press("Enter")
    page.get_by_text("The register is saved: 30 of 30 marked").wait_for()
    assert len(seen) == 1, "one page, and the one after it"
    assert keys.pressed <= A_MINUTE, "a key a second is a minute"
    kept = register_of(portal, cohort)
    assert {name for name, (mark, _) in kept.items() if mark == "late"} == {"Person04", "Person17"}
    assert {name: why for name, (mark, why) in kept.items() if mark == "absent"} == {
        "Person09": "Ill",
        "Person25": "Bus",
    }
    assert sum(mark == "present" for mark, _ in kept.values()) == THIRTY - 4


def test_why_somebody_was_away_is_asked_of_whoever_was_and_shown_when_something_is_wrong(
    lived_in, tabs
) -> None:
    portal, world = lived_in
    _, address = make_group(portal, world, 3)
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto(address)
    why = page.get_by_label("Why Person01 Inthegroup was away")
    marks = page.get_by_role("group", name="Person01 Inthegroup")
    expect(why).to_be_hidden()
    marks.get_by_label("Absent").check()
    expect(why).to_be_visible()
    looked_at(page, "register with somebody away")
    why.fill("Ill")
    marks.get_by_label("Present").check()
    page.get_by_role("button", name="Save the register").click()
    expect(page.get_by_role("alert")).to_contain_text("Select excused or absent for Person01 Inthegroup")
    expect(why).to_have_value("Ill")
    looked_at(page, "register with a mistake")


def test_marks_outlive_their_tab_and_go_when_they_are_saved(lived_in, tabs) -> None:
    portal, world = lived_in
    _, address = make_group(portal, world, 3)
    browser = tabs(portal).signed_in(world.staff("hub_worker"))
    page = browser.new()
    page.clock.install()
    page.goto(address)
    page.get_by_role("group", name="Person02 Inthegroup").get_by_label("Late").check()
    page.clock.fast_forward(4_000)
    page.get_by_text("Draft saved at").wait_for()
    page.close()
    page = browser.new()
    page.goto("/")
    page.get_by_role("link", name="Register of a group").click()
    page.get_by_text("This is your draft").wait_for()
    late = page.get_by_role("group", name="Person02 Inthegroup").get_by_label("Late")
    expect(late).to_be_checked()
    looked_at(page, "register from a draft")
    page.get_by_role("button", name="Save the register").click()
    page.goto(address)
    expect(page.get_by_text("This is your draft")).to_have_count(0)
    expect(late).to_be_checked()


def test_two_people_at_one_register_are_told_and_shown_both(lived_in, tabs) -> None:
    portal, world = lived_in
    cohort, address = make_group(portal, world, 3)
    mine = tabs(portal).signed_in(world.staff("hub_worker")).new()
    theirs = tabs(portal, scripts=False).signed_in(world.staff("hub_manager")).new()
    for page in (mine, theirs):
        page.goto(address)
    theirs.get_by_role("group", name="Person01 Inthegroup").get_by_label("Absent").check()
    theirs.get_by_role("button", name="Save the register").click()
    mine.get_by_role("group", name="Person01 Inthegroup").get_by_label("Late").check()
    mine.get_by_role("button", name="Save the register").click()
    told = mine.get_by_role("alert")
    expect(told).to_contain_text("saved this register")
    expect(told).to_contain_text("Person01 Inthegroup. On the register now: absent. You marked: late.")
    looked_at(mine, "register saved meanwhile")
    assert register_of(portal, cohort)["Person01"] == ("absent", "")
    mine.get_by_role("button", name="Save the register").click()
    mine.get_by_text("The register is saved").wait_for()
    assert register_of(portal, cohort)["Person01"] == ("late", "")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_somebody_walks_in_is_searched_for_and_stands_on_the_register(lived_in, tabs, scripts) -> None:
    portal, world = lived_in
    cohort, address = make_group(portal, world, 2)
    page = tabs(portal, scripts=scripts).signed_in(world.staff("hub_worker")).new()
    page.goto(address)
    page.get_by_role("group", name="Person01 Inthegroup").get_by_label("Late").check()
    page.get_by_role("button", name="Save, and add somebody else who came").click()
    page.get_by_role("main").get_by_label("Find a person or family").fill("Jo Ashworth")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    page.get_by_role("heading", name="Is it one of these?").wait_for()
    if scripts:
        looked_at(page, "walk-in results")
    page.get_by_role("link", name=re.compile("Put on the register.*Jo Ashworth")).click()
    if scripts:
        looked_at(page, "walk-in add")
    page.get_by_role("button", name="Put on the register").click()
    page.get_by_text("They are on the register").wait_for()
    expect(page.get_by_role("group", name="Jo Ashworth").get_by_label("Present")).to_be_checked()
    expect(page.get_by_role("group", name="Person01 Inthegroup").get_by_label("Late")).to_be_checked()
    page.get_by_role("button", name="Save the register").click()
    page.get_by_text("3 of 3 marked").wait_for()
    assert register_of(portal, cohort)["Jo"] == ("present", "")


def test_the_outcomes_of_a_whole_group_are_written_on_one_page(tabs, lived_in):
    portal, world = lived_in
    cohort, _ = make_group(portal, world, 3)
    page = tabs(portal).signed_in(world.staff("hub_worker")).new()
    page.goto(f"/groups/{cohort.pk}/")
    page.get_by_role("link", name="Record what came of the group for everybody").click()
    page.get_by_label("What came of it for Person00 Inthegroup?").select_option("Some progress")
    page.get_by_label("What came of it for Person01 Inthegroup?").select_option("No change")
    looked_at(page, "outcomes of a group")
    page.get_by_role("button", name="Save the outcomes").click()
    page.get_by_text("The outcome is recorded for 2 of 3").wait_for()
    expect(page.get_by_label("What came of it for Person02 Inthegroup?")).to_have_count(1)
    looked_at(page, "outcomes of a group, some recorded")
