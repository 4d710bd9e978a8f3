"""The public forms in a real browser at 320 pixels, with and without scripts: each page by keyboard words, with axe."""

import pytest
from django.utils import timezone

from privacy.public_forms.models import FormKind, Submission
from tests.browser.tabs import NARROW, accessibility_faults, sideways
from tests.database import as_owner
from tests.factories.public_forms import make_submission

DETAILS = "The notes of last year"


def answer(page, heading: str, faults: list[str], *, scripts: bool = True) -> None:
    """Arrive at a page. A browser without scripts cannot run those that look for faults either."""
    page.get_by_role("heading", level=1, name=heading).wait_for()
    if scripts:
        faults += accessibility_faults(page)
        assert not sideways(page)


@pytest.mark.parametrize("kind", FormKind.values)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_parent_asks_for_their_child_on_a_cheap_phone(lived_in, tabs, kind, scripts) -> None:
    portal, _ = lived_in
    page = tabs(portal, width=NARROW, scripts=scripts).new()
    faults: list[str] = []
    page.goto("/privacy/ask/")
    answer(page, "Ask about your information", faults, scripts=scripts)
    page.get_by_role("link", name=FormKind(kind).label).click()
    answer(page, "Whose information is it?", faults, scripts=scripts)
    page.get_by_label("My child").check()
    page.get_by_role("button", name="Go on").click()
    answer(page, "About your child", faults, scripts=scripts)
    page.get_by_role("button", name="Go on").click()
    page.get_by_text("There is a problem").wait_for()
    if scripts:
        faults += accessibility_faults(page)
    page.get_by_label("First name").fill("Robin")
    page.get_by_label("Last name").fill("Example")
    page.get_by_role("button", name="Go on").click()
    answer(page, "About you", faults, scripts=scripts)
    page.get_by_label("Your name").fill("Toni Example")
    page.get_by_label("What are you to them?").fill("mum")
    page.get_by_role("button", name="Go on").click()
    answer(page, "What you want", faults, scripts=scripts)
    if kind == FormKind.DELETE:
        page.get_by_label("Keep it, but do not use it").check()
    page.locator("textarea").fill(DETAILS)
    page.get_by_role("button", name="Go on").click()
    answer(page, "How we answer you", faults, scripts=scripts)
    page.get_by_label("By email").check()
    page.get_by_label("Email address").fill("toni@post.example")
    page.get_by_role("button", name="Go on").click()
    answer(page, "Send us a file", faults, scripts=scripts)
    page.get_by_role("button", name="Go on").click()
    answer(page, "Check what you tell us", faults, scripts=scripts)
    page.get_by_text(DETAILS).wait_for()
    with portal.pointed(), as_owner():
        before = set(Submission.objects.values_list("pk", flat=True))
    page.wait_for_timeout(2_000)  # nobody fills a form in within three seconds, and this test nearly does
    page.get_by_role("button", name="Send").click()
    answer(page, "We have your form", faults, scripts=scripts)
    assert not faults
    with portal.pointed(), as_owner():
        (row,) = Submission.objects.exclude(pk__in=before)
        assert (row.kind, row.received_on) == (kind, timezone.localdate())
        reference = row.reference
    page.get_by_text(reference).wait_for()
    assert "Robin" not in page.url


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_form_is_saved_for_later(lived_in, tabs, scripts) -> None:
    portal, _ = lived_in
    page = tabs(portal, width=NARROW, scripts=scripts).new()
    faults: list[str] = []
    page.goto("/privacy/ask/copy/")
    page.get_by_label("Me", exact=True).check()
    page.get_by_role("button", name="Save for later").click()
    answer(page, "Save for later", faults, scripts=scripts)
    page.get_by_label("By text message").check()
    page.get_by_label("Mobile number").fill("07700 900123")
    page.get_by_role("button", name="Save and send me a code").click()
    answer(page, "Your form is saved", faults, scripts=scripts)
    page.get_by_role("link", name="go on with your form").click()
    answer(page, "Go on with a form you saved", faults, scripts=scripts)
    assert not faults


def test_the_way_out_leads_away_from_here(lived_in, tabs) -> None:
    portal, _ = lived_in
    page = tabs(portal, width=NARROW, scripts=False).new()
    page.goto("/privacy/ask/copy/")
    way_out = page.get_by_role("button", name="Exit this page")
    assert way_out.get_attribute("href") == "https://www.bbc.co.uk/weather"
    assert "noreferrer" in way_out.get_attribute("rel")


def test_an_officer_reads_a_form_and_logs_it(lived_in, tabs) -> None:
    portal, world = lived_in
    with portal.pointed(), as_owner():
        form = make_submission(given_name="Alex", family_name="Okonkwo-Featherstone")
    page = tabs(portal).signed_in(world.staff("information_officer")).new()
    faults: list[str] = []
    page.goto("/privacy/requests/")
    page.get_by_role("link", name="Forms people sent us").click()
    answer(page, "Forms people sent us", faults)
    page.get_by_role("link", name=form.reference).click()
    page.get_by_text("Everything from last year").wait_for()
    faults += accessibility_faults(page)
    page.get_by_role("button", name="This is them").first.click()
    page.get_by_text("is logged").wait_for()
    page.get_by_role("heading", level=1, name="Request about").wait_for()
    assert not faults
