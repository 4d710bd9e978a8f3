"""The menu in a real browser: a manager, who may open most of it, has two lines of it at most."""

import os
from pathlib import Path

from tests.browser.tabs import WIDE, accessibility_faults, sideways

SHOTS = os.environ.get("SHOTS")
LINE = 60  # pixels of one line of the menu with its air; the name of the service counts as one where it stands alone
HEIGHT = "() => document.querySelector('.govuk-service-navigation').getBoundingClientRect().height"


def test_a_manager_s_menu_takes_two_lines_at_most_and_leads_to_every_check_of_access(tabs, shown):
    portal, world = shown
    page = tabs(portal, width=WIDE).signed_in(world.staff("hub_manager")).new()
    page.goto("/")
    assert page.evaluate(HEIGHT) <= 2 * LINE
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Access checks").click()
    for name in ("Access patterns", "Access review", "Emergency access"):
        page.get_by_role("navigation", name="Access checks").get_by_role("link", name=name).click()
        page.wait_for_load_state()
        page.get_by_role("navigation", name="Menu").wait_for()
        assert page.evaluate(HEIGHT) <= 2 * LINE
        for width in (320, WIDE):
            page.set_viewport_size({"width": width, "height": 900})
            if SHOTS:
                page.screenshot(path=Path(SHOTS) / f"menu {name} {width}.png")
            assert sideways(page) == 0
            assert not accessibility_faults(page)
