"""What the scripts add in a real browser: drafts that save themselves, and progress that shows itself."""

import json
from urllib.parse import urlsplit

import pytest

from govuk import build

pytestmark = pytest.mark.browser

SITE = "http://portal.test"
POLICY = (
    "default-src 'none'; script-src 'nonce-abc'; style-src 'self'; connect-src 'self'; form-action 'self'"
)
FORM = """<!DOCTYPE html><html lang="en"><head><title>Visit</title></head>
<body data-sign-in-url="/accounts/login/"><h1>Visit</h1>
<form method="post" data-autosave-url="/draft">
  <input type="hidden" name="csrfmiddlewaretoken" value="{token}">
  <label for="t">What happened</label><textarea id="t" name="text"></textarea>
  <input type="file" name="scan" aria-label="Scan">
</form>
<script type="module" src="/static/js/init.js" nonce="abc"></script></body></html>"""
JOB = """<!DOCTYPE html><html lang="en"><head><title>Pack</title></head><body><h1>{heading}</h1>
<div data-progress-url="/progress"><span data-progress-text>Starting</span>
<progress aria-label="Progress" max="1" value="0"></progress></div>
<script type="module" src="/static/js/init.js" nonce="abc"></script></body></html>"""


class Site:
    """A stand-in for the portal: answers what a test wants, and keeps what was posted."""

    def __init__(self, assets):
        self.assets = assets
        self.page = FORM.format(token="first")
        self.answers = []
        self.posted = []
        self.complaints = []

    def handle(self, route):
        """Answer one request of the browser."""
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            kind = "text/javascript" if path.endswith(".js") else "text/css"
            return route.fulfill(path=self.assets / path.removeprefix("/static/"), content_type=kind)
        if path == "/":
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            return route.fulfill(body=self.page, headers=headers)
        if path == "/draft":
            self.posted.append(route.request.post_data or "")
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer is None:
            return route.abort()
        return route.fulfill(status=answer[0], body=json.dumps(answer[1]), content_type="application/json")


@pytest.fixture
def site(packages, tmp_path):
    """The built scripts, to be opened at `SITE`."""
    build.build(assets=tmp_path / "assets")
    return Site(tmp_path / "assets")


@pytest.fixture
def tab(browser, site):
    """A browser tab on the stand-in, its clock in the test's hands."""
    context = browser.new_context()
    tab = context.new_page()
    tab.on(
        "console", lambda message: site.complaints.append(message.text) if message.type == "error" else None
    )
    tab.on("pageerror", lambda error: site.complaints.append(str(error)))
    tab.route("**/*", site.handle)
    tab.clock.install()
    yield tab
    context.close()


def test_what_is_typed_is_saved_a_few_seconds_later(tab, site):
    site.answers = [(200, {})]
    tab.goto(SITE)
    tab.fill("#t", "Rosa was well")
    tab.clock.fast_forward(4000)
    tab.get_by_text("Draft saved at").wait_for()
    assert len(site.posted) == 1
    assert "Rosa was well" in site.posted[0]
    assert "first" in site.posted[0]
    assert 'name="scan"' not in site.posted[0]
    assert tab.get_by_role("status").count() == 1
    tab.clock.fast_forward(60000)
    assert len(site.posted) == 1, "nothing new was typed"
    assert site.complaints == []


def test_a_session_that_ended_is_said_and_signing_in_again_saves_with_the_new_token(tab, site):
    site.answers = [(403, {}), (200, {})]
    tab.goto(SITE)
    tab.fill("#t", "Rosa was well")
    tab.clock.fast_forward(4000)
    tab.get_by_text("Your session has ended. What you typed is not saved yet.").wait_for()
    link = tab.get_by_role("link", name="Sign in again (opens in a new tab)")
    assert link.get_attribute("href") == "/accounts/login/"
    assert link.get_attribute("target") == "_blank"
    site.page = FORM.format(token="second")
    tab.clock.fast_forward(11000)
    tab.get_by_text("Draft saved at").wait_for()
    assert "second" in site.posted[-1]
    assert tab.input_value("#t") == "Rosa was well"
    assert tab.input_value("input[name=csrfmiddlewaretoken]") == "second"


def test_a_server_that_is_away_is_tried_again(tab, site):
    site.answers = [None, (500, {}), (200, {})]
    tab.goto(SITE)
    tab.fill("#t", "Rosa was well")
    tab.clock.fast_forward(4000)
    tab.get_by_text("The draft could not be saved.").wait_for()
    for _ in range(2):
        with tab.expect_request("**/draft"):
            tab.clock.fast_forward(11000)
    tab.get_by_text("Draft saved at").wait_for()
    assert len(site.posted) == 3


def test_progress_is_shown_and_the_page_is_loaded_again_at_the_end(tab, site):
    site.page = JOB.format(heading="Collecting")
    site.answers = [
        (200, {"done": 2, "total": 5, "state": "running"}),
        (200, {"done": 5, "total": 5, "state": "ready"}),
    ]
    tab.goto(SITE)
    tab.clock.fast_forward(2000)
    tab.get_by_text("2 of 5").wait_for()
    assert tab.evaluate("document.querySelector('progress').position") == 0.4
    site.page = JOB.format(heading="Ready")
    tab.clock.fast_forward(2000)
    tab.get_by_role("heading", name="Ready").wait_for()
    assert site.complaints == []
