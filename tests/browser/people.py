"""What people do at the portal, in the order they do it; the same with scripts and without."""

import datetime
from typing import Any

from playwright.sync_api import Page

from accounts.models import User
from tests.factories.accounts import PASSWORD

WHAT_HAPPENED = "Sam showed me the new bed. Alex starts the day shift on Monday."


def sign_in(page: Page, user: User) -> None:
    """By the form; by keyboard alone."""
    page.goto("/sign-in/")
    page.get_by_label("Email").focus()
    page.keyboard.type(user.email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Sign out").wait_for()


def search(page: Page, words: str) -> None:
    """From the box on top of every page; by keyboard alone."""
    page.get_by_label("Find a person or family").first.focus()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Search results").wait_for()


def fill_date(page: Page, legend: str, day: datetime.date) -> None:
    """The three boxes of a date."""
    group = page.get_by_role("group", name=legend)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(value))


def fill_visit(page: Page, person: str, *, on: datetime.date) -> None:
    """Everything a visit must have, except what happened."""
    page.get_by_label("Visit", exact=True).check()
    fill_date(page, "Date of contact", on)
    page.get_by_role("group", name="Who is it about?").get_by_label(person, exact=True).check()
    page.get_by_role("group", name=f"Was {person} seen?").get_by_label("Yes, with others there").check()
    page.get_by_label("I saw and heard it myself").check()


def loads(page: Page) -> list[str]:
    """The pages this tab loads from now on."""
    seen: list[str] = []

    def note(response: Any) -> None:
        request = response.request
        if request.is_navigation_request() and response.status == 200:
            seen.append(response.url)

    page.on("response", note)
    return seen
