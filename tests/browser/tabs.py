"""A person's browser at the portal: its cookies, its width, and what it complained about."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import axe_playwright_python
from django.conf import settings
from playwright.sync_api import Browser, Page

from accounts.models import User
from tests.browser.portal import Portal

WIDE, NARROW = 1280, 320
SHOTS = os.environ.get("SHOTS")  # a folder for pictures of the pages that journeys pass
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
# Only what is wrong: writing down all that is right takes most of the time.
ASK = {"runOnly": {"type": "tag", "values": WCAG}, "resultTypes": ["violations"], "preload": False}


class Tabs:
    """One browser context. Console errors, blocked loads and foreign hosts are kept in ``complaints``."""

    def __init__(self, browser: Browser, portal: Portal, *, width: int = WIDE, scripts: bool = True) -> None:
        self.portal = portal
        self.complaints: list[str] = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            locale="en-GB",
            timezone_id="Europe/London",
            base_url=portal.url,
            reduced_motion="reduce",
        )
        self.context.set_default_timeout(15_000)
        self.context.on("page", self._listen)

    def _listen(self, page: Page) -> None:
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        page.on("request", lambda request: self._host(page, request.url))

    def _console(self, message: Any) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(f"{message.location.get('url', '')}: {message.text}")

    def _host(self, page: Page, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in ("http", "https", "ws", "wss") and f"http://{parts.netloc}" != self.portal.url:
            self.complaints.append(f"{page.url} asks another host for {url}")

    def new(self) -> Page:
        """An empty tab."""
        return self.context.new_page()

    def signed_in(self, user: User) -> "Tabs":
        """The same browser after this person has signed in elsewhere in it."""
        cookie = {
            "name": settings.SESSION_COOKIE_NAME,
            "value": self.portal.session(user),
            "url": self.portal.url,
        }
        self.context.add_cookies([cookie])  # type: ignore[list-item]
        return self

    def close(self) -> list[str]:
        """Shut the browser; gives what it complained about."""
        self.context.close()
        return self.complaints


def accessibility_faults(page: Page) -> list[str]:
    """What axe finds against WCAG 2.2 A and AA, a line each."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    found = page.evaluate("options => axe.run(document, options).then(found => found.violations)", ASK)
    return [
        f"{violation['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for violation in found
        for node in violation["nodes"]
        if not _is_reveal(violation["id"], node["html"])
    ]


def _is_reveal(rule: str, html: str) -> bool:
    # GOV.UK's radios and checkboxes that reveal a question carry aria-expanded, as their guidance explains.
    return rule == "aria-allowed-attr" and (
        "govuk-radios__input" in html or "govuk-checkboxes__input" in html
    )


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    page.wait_for_load_state()
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def looked_at(page: Page, name: str) -> None:
    """Nothing to complain of, wide or narrow; a picture for whoever asked for some."""
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        if SHOTS:
            page.screenshot(path=Path(SHOTS) / f"{name} {width}.png", full_page=True)
        assert sideways(page) == 0
        assert not accessibility_faults(page)
