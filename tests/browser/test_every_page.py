"""Every page in a real browser: WCAG 2.2 AA, narrow and wide, without scripts, and nothing from another host."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Error

from tests.browser.tabs import NARROW, WIDE, accessibility_faults, sideways
from tests.browser.visits import MORE, Visit, route_visits
from tests.database import as_owner

SHOTS = os.environ.get("SHOTS")  # a folder: keep a picture of every page there


def address(portal, world, visit: Visit) -> str:
    with portal.pointed(), as_owner():
        return visit.path(world)


def browser_of(tabs, portal, world, visit: Visit, **options):
    opened = tabs(portal, **options)
    return opened.signed_in(world.staff(visit.persona)) if visit.persona else opened


@pytest.mark.parametrize("visit", [*route_visits(), *MORE], ids=str)
def test_page_can_be_used_by_everybody(shown, tabs, visit: Visit) -> None:
    portal, world = shown
    path = address(portal, world, visit)
    page = browser_of(tabs, portal, world, visit).new()
    try:
        answer = page.goto(path)
    except Error as error:
        if "Download is starting" in str(error):
            return
        raise
    assert answer is not None
    assert answer.status < 500
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return
    faults = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            name = f"{visit.name.replace(':', '-').replace(' ', '-')}-{width}.png"
            page.screenshot(path=Path(SHOTS) / name, full_page=True)
        if sideways(page) > 0:
            faults.append(f"{sideways(page)} pixels too wide at {width}")
        faults += [f"at {width}: {fault}" for fault in accessibility_faults(page)]
    words = page.locator("main").inner_text()
    without = browser_of(tabs, portal, world, visit, scripts=False).new()
    without.goto(path)
    if (
        without.locator("main h1").count() != 1
        or len(without.locator("main").inner_text()) < len(words) * 0.5
    ):
        faults.append("without scripts the page does not show what it says")
    assert not faults, f"{visit.name} {path}\n" + "\n".join(faults)
