"""An assessment from its first section to the manager's signature, and a plan, in a real browser on a phone."""

import pytest

from cases.assessments.models import Assessment, AssessmentPart
from tests.browser.people import sign_in
from tests.browser.tabs import NARROW, accessibility_faults, sideways
from tests.browser.test_every_page import SHOTS
from tests.database import as_owner
from tests.factories.families import REASON


def look(page, name: str, scripts: bool) -> None:
    """Nothing stands out at the side; axe, which is a script itself, finds nothing either."""
    if scripts:
        assert sideways(page) <= 0
        assert not accessibility_faults(page)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/journey-{name}.png", full_page=True)


def finish_the_others(worker) -> None:
    """Call every other section finished, as their pages would."""
    for part in AssessmentPart.objects.filter(assessment=Assessment.objects.get(), is_complete=False):
        part.is_complete = True
        part.save_by(by=worker, reason=REASON)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_assessment_is_filled_in_sent_returned_and_approved(lived_in, tabs, scripts: bool) -> None:
    portal, world = lived_in
    worker, manager = world.staff("hub_worker"), world.staff("hub_manager")
    page = tabs(portal, width=NARROW, scripts=scripts).signed_in(worker).new()
    page.goto(f"/families/{world.case.family.pk}/")
    page.get_by_role("link", name="Assessments and plans").click()
    page.get_by_role("button", name="Begin an assessment").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_text("The assessment is begun").wait_for()
    look(page, "begun", scripts)
    page.get_by_role("link", name="Money that lasts").click()
    page.get_by_label("What is going well?").fill("Work since spring")
    page.get_by_role("button", name="Save as finished").click()
    page.get_by_role("heading", name="There is a problem").wait_for()
    look(page, "refused", scripts)
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Where is the family now?").fill("7")
    page.get_by_role("button", name="Save as finished").click()
    page.get_by_text("Money that lasts: finished").wait_for()
    with portal.pointed(), as_owner():
        finish_the_others(worker)
    page.reload()
    page.get_by_role("button", name="Send to the manager").click()
    page.get_by_text("Sent to your manager").wait_for()
    address = page.url

    lead = tabs(portal, width=NARROW, scripts=scripts).signed_in(manager).new()
    lead.goto("/")
    lead.get_by_role("heading", name="Awaiting your sign-off").wait_for()
    lead.goto(address)
    lead.get_by_role("button", name="Read and decide").click()
    lead.get_by_label("Return it to the worker").check()
    lead.get_by_label("Comments").fill("Ask Sam alone")
    look(lead, "deciding", scripts)
    lead.get_by_role("button", name="Save decision").click()
    lead.get_by_text("Returned to the worker").wait_for()

    page.goto("/")
    page.get_by_role("heading", name="Assessments returned to you").wait_for()
    page.goto(address)
    page.get_by_text("Ask Sam alone").wait_for()
    page.get_by_role("button", name="Send to the manager").click()
    lead.goto(address)
    lead.get_by_role("button", name="Read and decide").click()
    lead.get_by_label("Approve it").check()
    lead.get_by_role("button", name="Save decision").click()
    lead.get_by_text("The assessment is approved").wait_for()
    page.goto(address)
    page.get_by_role("link", name="Make a copy for the family").click()
    page.get_by_label("Handed over on paper").check()
    page.get_by_role("button", name="Make the copy").click()
    page.get_by_text("This is what the family will read").wait_for()
    look(page, "copy", scripts)


def test_half_a_section_outlives_its_tab(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal)
    page = browser.new()
    sign_in(page, world.staff("hub_worker"))
    page.goto(f"/families/{world.case.family.pk}/assessments/start/")
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="A secure home").click()
    page.clock.install()
    page.reload()
    address = page.url
    page.get_by_label("What is going well?").fill("Half a sentence")
    page.clock.fast_forward(4_000)
    page.get_by_text("Draft saved at").wait_for()
    page.close()
    again = browser.new()
    again.goto(address)
    assert again.get_by_label("What is going well?").input_value() == "Half a sentence"
    again.get_by_text("This is your draft").wait_for()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_plan_is_made_with_a_need_a_goal_and_an_action(lived_in, tabs, scripts: bool) -> None:
    portal, world = lived_in
    page = tabs(portal, width=NARROW, scripts=scripts).signed_in(world.staff("hub_worker")).new()
    page.goto(f"/families/{world.case.family.pk}/assessments/")
    page.get_by_role("button", name="Begin a plan").click()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("button", name="Add a need").click()
    page.get_by_label("A secure home").check()
    page.get_by_label("What does the family need").fill("The rent is behind")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Add a goal").click()
    page.get_by_label("What will be better?").fill("The rent is paid")
    page.get_by_label("How will we know?").fill("No letters")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("link", name="Add an action").click()
    page.get_by_label("What will be done?").fill("Ring housing")
    page.get_by_label("Another agency").check()
    page.get_by_label("Which agency, and who there?").fill("Housing, Mr Bell")
    for part, value in (("Day", "1"), ("Month", "3"), ("Year", "2031")):
        page.get_by_label(part, exact=True).fill(value)
    look(page, "action", scripts)
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Housing, Mr Bell").wait_for()
    look(page, "plan", scripts)
