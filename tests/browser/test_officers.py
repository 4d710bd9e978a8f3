"""Information and records officers in a real browser, and a parent who reads the notice on a cheap phone."""

import io

import pypdf
from django.utils import timezone
from playwright.sync_api import expect

from cases.families.models import Family
from privacy.tasks import collect_waiting_packs
from retention.models import DisposalSwitch
from retention.tasks import destroy_approved
from tests.browser.people import fill_date, search
from tests.browser.tabs import NARROW, accessibility_faults, sideways
from tests.database import as_owner, as_worker


def test_a_request_is_logged_collected_and_downloaded(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal).signed_in(world.staff("information_officer")).new()
    page.clock.install()
    page.goto("/")
    search(page, "margaret featherstone")
    page.get_by_role("link", name="Log a data request about Margaret Featherstone").click()
    fill_date(page, "When did it first reach the council?", timezone.localdate())
    page.get_by_label("Letter").check()
    page.get_by_label("The person themselves").check()
    page.get_by_role("button", name="Log request").click()
    page.get_by_text("is logged").wait_for()
    page.get_by_role("button", name="Collect").click()
    progress = page.get_by_role("progressbar")
    expect(progress).to_be_visible()
    assert not accessibility_faults(page)
    with portal.pointed(), as_worker():
        collect_waiting_packs()
    page.clock.fast_forward(2_000)
    with page.expect_download() as downloading:
        page.get_by_role("link", name="Download as PDF").click()
    pack = pypdf.PdfReader(io.BytesIO(downloading.value.path().read_bytes()))
    assert "Margaret" in "".join(leaf.extract_text() for leaf in pack.pages)
    assert "Margaret" not in downloading.value.suggested_filename


def test_two_officers_dispose_of_families(lived_in, tabs) -> None:
    portal, world = lived_in
    address = f"/retention/lists/{world.disposal.pk}/"
    with portal.pointed(), as_owner():
        doomed = [item.family_id for item in world.disposal.items.filter(state="due")]
        DisposalSwitch.objects.update(cooling_off_days=0)
        assert len(doomed) >= 2
    page = tabs(portal).signed_in(world.staff("records_officer")).new()
    page.goto(address)
    page.get_by_role("button", name="Submit for approval").click()
    page.get_by_text("A second officer has to approve this list").wait_for()
    assert page.get_by_role("button", name="Approve destruction").count() == 0
    page = tabs(portal).signed_in(world.staff("second_records_officer")).new()
    page.goto(address)
    page.get_by_role("button", name="Approve destruction").click()
    page.get_by_text("Approved by Ruth Officer").wait_for()
    with portal.pointed(), as_worker():
        destroy_approved()
    page.goto("/retention/register/")
    expect(page.get_by_role("main")).to_contain_text("Ruth Officer")
    assert not accessibility_faults(page)
    with portal.pointed(), as_owner():
        assert not Family.objects.filter(pk__in=doomed).exists()


def test_a_parent_reads_the_notice_on_a_small_phone_and_is_given_no_cookie(shown, tabs) -> None:
    portal, _ = shown
    browser = tabs(portal, width=NARROW)
    page = browser.new()
    for address in ("/privacy/", "/privacy/survey/", "/privacy/third-party-websites/"):
        page.goto(address)
        assert sideways(page) == 0
        assert not accessibility_faults(page)
    page.goto("/privacy/")
    page.get_by_role("link", name="How long we keep it").click()
    expect(page.get_by_role("heading", name="How long we keep it")).to_be_in_viewport()
    assert browser.context.cookies() == []
