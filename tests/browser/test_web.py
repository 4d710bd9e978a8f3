"""What a real browser makes of our headers: whose forms it sends, whom it tells, what it keeps after signing out."""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route

from tests.browser.portal import Portal
from tests.browser.tabs import Tabs
from tests.browser.world import World

ELSEWHERE = "http://elsewhere.example"


@pytest.fixture
def worker(browser: Browser, shown: tuple[Portal, World]) -> Iterator[BrowserContext]:
    """The hub worker's browser, which may wander off to other hosts; what those answer is made up."""
    portal, world = shown
    context = browser.new_context(base_url=portal.url)
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": portal.session(world.staff("hub_worker")),
        "url": portal.url,
    }
    context.add_cookies([cookie])  # type: ignore[list-item]
    yield context
    context.close()


def token(page: Page) -> str:
    page.goto("/search/")
    return page.locator("main input[name=csrfmiddlewaretoken]").get_attribute("value") or ""


def attack(page: Page, site: str, target: str, csrf: str) -> str:
    """A page of somebody else's that sends a form to the portal and withholds where it comes from, as ours do."""
    form = f"""<!DOCTYPE html><meta name="referrer" content="no-referrer">
    <form method="post" action="{target}"><input name="query" value="Robin Example">
    <input name="csrfmiddlewaretoken" value="{csrf}"></form>"""

    def serve(route: Route) -> None:
        route.fulfill(body=form, content_type="text/html")

    page.route(f"{site}/attack", serve)
    page.goto(f"{site}/attack")
    with page.expect_response(lambda answer: answer.url == target) as met:
        page.evaluate("document.forms[0].submit()")
    return str(met.value.status)


def test_a_form_of_ours_is_sent_although_no_page_says_where_it_comes_from(
    shown, worker: BrowserContext
) -> None:
    page = worker.new_page()
    sent: list[dict[str, str]] = []
    page.on(
        "request", lambda request: sent.append(request.all_headers()) if request.method == "POST" else None
    )
    page.goto("/search/")
    page.locator("main input[name=query]").fill("Robin Example")
    page.locator("main button").click()
    page.wait_for_url(re.compile(r"/search/\w+"))
    assert sent[0]["origin"] == "null"
    assert sent[0]["sec-fetch-site"] == "same-origin"
    assert "referer" not in sent[0]


@pytest.mark.parametrize(
    "site",
    ["http://127.0.0.1:4999", "http://localhost:4999", ELSEWHERE],
    ids=["a neighbour", "another name", "a stranger"],
)
def test_a_form_on_another_website_is_refused_even_with_the_right_token(
    shown: tuple[Portal, World], worker: BrowserContext, site: str
) -> None:
    portal, _ = shown
    page = worker.new_page()
    csrf = token(page)
    assert csrf
    # A neighbour on the same host gets our cookies sent along; only where the form comes from gives it away.
    assert attack(page, site, f"{portal.url}/search/", csrf) == "403"


def test_no_host_is_ever_told_where_a_reader_comes_from(
    shown: tuple[Portal, World], worker: BrowserContext
) -> None:
    page = worker.new_page()
    told: list[str] = []
    page.on("request", lambda request: told.append(request.all_headers().get("referer", "")))
    worker.route(
        f"{ELSEWHERE}/**", lambda route: route.fulfill(body="<p>Elsewhere</p>", content_type="text/html")
    )
    for path in ("/", "/privacy/", "/search/"):
        page.goto(path)
        page.evaluate(
            """address => { const a = document.createElement("a"); a.href = address; a.id = "away";
            a.textContent = "Away"; document.querySelector("main").append(a) }""",
            f"{ELSEWHERE}/page",
        )
        page.locator("#away").click()
        page.wait_for_url(f"{ELSEWHERE}/page")
    assert page.evaluate("document.referrer") == ""
    assert len(told) > 9
    assert set(told) == {""}


def test_scripts_can_make_no_page_out_of_text_and_nothing_can_be_put_in(
    shown, worker: BrowserContext
) -> None:
    page = worker.new_page()
    page.goto("/")
    assert page.evaluate("crossOriginIsolated")
    with pytest.raises(Error, match="TrustedHTML"):
        page.evaluate("document.querySelector('main').innerHTML = '<b>put in</b>'")
    broken = page.evaluate(
        """() => new Promise(done => {
            const seen = [], note = event => seen.push(event.effectiveDirective);
            document.addEventListener("securitypolicyviolation", note);
            const add = (tag, set) => document.body.append(Object.assign(document.createElement(tag), set));
            add("style", {textContent: "body{color:red}"});
            add("img", {src: "https://elsewhere.example/a.png"}); add("iframe", {src: "/privacy/"});
            document.querySelector("main").setAttribute("style", "color:red");
            fetch("https://elsewhere.example/").catch(() => 0);
            setTimeout(() => done([...new Set(seen)].sort()), 500);
        })"""
    )
    assert set(broken) >= {"style-src-elem", "style-src-attr", "img-src", "frame-src", "connect-src"}


def test_our_page_can_be_shown_inside_no_other(shown: tuple[Portal, World], worker: BrowserContext) -> None:
    portal, _ = shown
    page = worker.new_page()
    frame = f'<iframe src="{portal.url}/sign-in/"></iframe>'
    page.route(f"{ELSEWHERE}/frame", lambda route: route.fulfill(body=frame, content_type="text/html"))
    page.goto(f"{ELSEWHERE}/frame")
    page.wait_for_timeout(500)
    assert all(
        "Sign in" not in (inner.content() if inner.url.startswith("http") else "")
        for inner in page.frames[1:]
    )


def test_after_signing_out_the_back_button_shows_nobodys_family(lived_in: tuple[Portal, World], tabs) -> None:
    portal, world = lived_in
    opened: Tabs = tabs(portal).signed_in(world.staff("hub_worker"))
    page = opened.new()
    name = world.case.family.name
    page.goto(f"/families/{world.case.family.pk}/")
    assert name in page.locator("main").inner_text()
    page.goto("/sign-out/")
    page.locator("main button").click()
    page.wait_for_url(re.compile("/sign-in/"))
    for _ in range(2):
        page.go_back()
        assert name not in page.content()
    page.goto(f"/families/{world.case.family.pk}/")
    assert "/sign-in/" in page.url
