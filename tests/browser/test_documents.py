"""A worker with a phone puts a letter on a family's file, opens it again and replaces it, in a real browser."""

import pytest

from tests.browser.tabs import NARROW, accessibility_faults, sideways
from tests.browser.test_every_page import SHOTS
from tests.factories.documents import PDF

SECOND = PDF + b"% the second version"


def sent(name: str, content: bytes = PDF) -> dict[str, object]:
    return {"name": name, "mimeType": "application/pdf", "buffer": content}


def choose(page, content: bytes, name: str = "scan 0001.pdf") -> None:
    page.get_by_label("File", exact=True).set_input_files(sent(name, content))


def dated(page) -> None:
    for part, value in (("Day", "5"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)


def look(page, name: str, scripts: bool) -> None:
    """Nothing stands out at the side; axe, which is a script itself, finds nothing either."""
    if scripts:
        assert sideways(page) <= 0
        assert not accessibility_faults(page)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/documents-{name}.png", full_page=True)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_letter_is_added_opened_and_replaced_on_a_phone(lived_in, tabs, scripts: bool) -> None:
    portal, world = lived_in
    browser = tabs(portal, width=NARROW, scripts=scripts).signed_in(world.staff("hub_worker"))
    page = browser.new()
    page.goto(f"/families/{world.case.family.pk}/")
    page.get_by_role("link", name="Documents", exact=True).click()
    page.get_by_role("button", name="Add a document").click()
    choose(page, b"<html><script>alert(1)</script></html>")
    page.get_by_role("button", name="Add document").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    look(page, "refused", scripts)
    choose(page, PDF)
    page.get_by_label("What is it?").fill("Letter from the clinic")
    page.get_by_label("Letter or email").check()
    dated(page)
    page.get_by_label("Who did it come from?").fill("The clinic")
    page.get_by_label("Sam Okonkwo-Featherstone").check()
    page.get_by_role("button", name="Add document").click()
    page.get_by_text("The document is added").wait_for()
    look(page, "added", scripts)
    assert opened(page, "Open the file") == PDF

    page.get_by_role("button", name="Add a new version").click()
    choose(page, SECOND)
    dated(page)
    page.get_by_label("We saw a document").check()
    page.get_by_role("button", name="Add version").click()
    page.get_by_text("The new version is added").wait_for()
    look(page, "two-versions", scripts)
    assert opened(page, "Open version 2") == SECOND
    assert opened(page, "Open version 1") == PDF


def opened(page, link: str) -> bytes:
    with page.expect_download() as downloading:
        page.get_by_role("link", name=link).click()
    assert downloading.value.suggested_filename.startswith("Letter from the clinic v")
    return downloading.value.path().read_bytes()
