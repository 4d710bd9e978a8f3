"""Nothing typed is lost, in a real browser: Back, a portal that dies in a save, time running out, two tabs.

Which forms there are, and that each keeps a draft, is the table of ``tests/rules/forms.py``; here every one of them is
typed into. How soon a draft saves itself, and the warning before time runs out: ``test_idle``, ``test_casework``.
"""

import datetime
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
from django.db import connection
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from cases.contacts.models import Contact
from cases.families.models import Draft, Person
from cases.oversight.models import OversightNote
from tests.browser.people import fill_date
from tests.browser.portal import Portal
from tests.browser.tabs import accessibility_faults, looked_at
from tests.browser.world import World
from tests.database import as_owner, own_business
from tests.factories.accounts import PASSWORD
from tests.rules.forms import DRAFT, FORMS
from tests.rules.routes import ROUTES, Route

WORDS = "Sam said the mornings are the worst."
KEPT = [line.route for line in FORMS if line.words == DRAFT]
BOX = "form[data-autosave-url] textarea, form[data-autosave-url] input[type=text]:not([inputmode])"


def address(portal: Portal, world: World, route: Route) -> str:
    with portal.pointed(), as_owner():
        return reverse(route.name, kwargs=route.ids(world.case))


def of(name: str) -> Route:
    return next(route for route in ROUTES if route.name == name)


def box(page: Page) -> Locator:
    """Where the words go: the first box for free text."""
    return page.locator(BOX).locator("visible=true").first


def drafts_with_words(portal: Portal) -> int:
    with portal.pointed(), as_owner():
        return sum(WORDS in str(row.fields) for row in Draft.objects.all())


def wait_until(true: Callable[[], object], what: str) -> None:
    deadline = time.monotonic() + 10
    while not true():
        assert time.monotonic() < deadline, what
        time.sleep(0.02)


def test_words_typed_a_moment_before_going_back_are_there_again_in_every_long_form(lived_in, tabs) -> None:
    portal, world = lived_in
    pages, tried, lost = {}, set(), []
    for route in {route.name: route for route in ROUTES if route.name in KEPT}.values():
        name = "hub_manager" if "hub_manager" in route.opens else min(route.opens)
        if name not in pages:
            pages[name] = tabs(portal).signed_in(world.staff(name)).new()
            pages[name].goto("/robots.txt")
        page, path = pages[name], address(portal, world, route)
        with portal.pointed(), as_owner():
            Draft.objects.all().delete()
        page.goto(path)
        if not page.locator("form[data-autosave-url]").count() or not box(page).count():
            continue
        tried.add(route.name)
        box(page).fill(WORDS)
        page.go_back()
        wait_until(lambda: drafts_with_words(portal), f"{route.name} kept nothing")
        page.go_forward()
        if box(page).input_value() != WORDS or not page.get_by_text("This is your draft").count():
            lost.append(f"{route.name} {path}: {box(page).input_value()!r}")
    assert not lost, "\n".join(lost)
    assert len(tried) > 45, sorted(set(KEPT) - tried)


# Where somebody is in the middle of something long: a new record, a correction, part of an assessment, minutes.
LONG = [
    ("oversight:note_add", "words", "Save"),
    ("contacts:correct", "what_happened", "Save correction"),
    ("assessments:meeting_write", "minutes", "Save the minutes"),
    ("referrals:screen", "screening", "Save"),
]


def rows(portal: Portal) -> dict[str, int]:
    """How much there is in every table but those of who came and looked."""
    with portal.pointed(), as_owner(), connection.cursor() as cursor:
        tables = [
            name for name in connection.introspection.table_names(cursor)
            if not own_business(name) and name != "accounts_accessrecord"
        ]  # fmt: skip
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables))
        return dict(cursor.fetchall())


@contextmanager
def nobody_gets_past_the_end_of_a_save(portal: Portal) -> Iterator[Callable[[], int]]:
    """Hold every draft: a save writes everything, and then waits at dropping its draft. Gives how many wait there."""
    told = connection.settings_dict
    with psycopg.connect(
        dbname=portal.database,
        host=told["HOST"],
        port=told["PORT"],
        user=told["USER"],
        password=told["PASSWORD"],
    ) as holding:
        holding.execute("SELECT id FROM families_draft FOR UPDATE")
        with psycopg.connect(holding.info.dsn, password=told["PASSWORD"], autocommit=True) as looking:
            asked = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = %s"
            yield lambda: looking.execute(asked, [portal.database]).fetchone()[0]


def test_a_portal_killed_in_the_middle_of_a_save_keeps_the_words_and_half_of_nothing(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal).signed_in(world.staff("hub_manager"))
    pages = []
    for name, field, button in LONG:
        page, path = browser.new(), address(portal, world, of(name))
        page.clock.install()
        page.goto(path)
        fill_in(page, field)
        page.clock.fast_forward(4_000)
        page.get_by_text("Draft saved at").wait_for()
        pages.append((page, path, field, button))
    before = rows(portal)
    with nobody_gets_past_the_end_of_a_save(portal) as waiting:
        for page, _, _, button in pages:
            page.get_by_role("button", name=button, exact=True).click(no_wait_after=True)
        wait_until(lambda: waiting() == len(LONG), "not every save came to its end")
        portal.die()
    portal.come_back()
    assert rows(portal) == before, "half of a save is there"
    for page, path, field, _ in pages:
        page.goto(path)
        page.get_by_text("This is your draft").wait_for()
        expect(page.locator(f"[name={field}]")).to_have_value(WORDS)
    page, *_ = pages[0]
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Note saved").wait_for()
    assert drafts_with_words(portal) == len(LONG) - 1
    browser.complaints.clear()  # pages that nobody answered


def fill_in(page: Page, field: str) -> None:
    """Whatever the form asks for, so that it can be saved, and the words."""
    form = page.locator("form[data-autosave-url]")
    for name in form.locator("input[type=radio]").evaluate_all(
        "all => [...new Set(all.map(one => one.name))]"
    ):
        first = form.locator(f"input[name='{name}']").first
        if first.is_visible() and not form.locator(f"input[name='{name}']:checked").count():
            first.check()
    if form.locator("input[name=talked_on_day]").count():
        fill_date(page, "Date", datetime.date(2026, 3, 2))
    if form.locator("input[name=reason]").count():
        form.locator("input[name=reason]").fill("It was heard wrongly")
    form.locator(f"[name={field}]").fill(WORDS)


def test_while_nobody_answers_the_form_stays_on_the_page_and_is_sent_later(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal).signed_in(world.staff("hub_manager"))
    page = browser.new()
    page.goto(address(portal, world, of("oversight:note_add")))
    fill_in(page, "words")
    portal.die()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("The portal cannot be reached, and nothing was sent.").wait_for()
    expect(page.locator("[name=words]")).to_have_value(WORDS)
    assert not accessibility_faults(page)
    portal.come_back()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Note saved").wait_for()
    with portal.pointed(), as_owner():
        assert OversightNote.objects.filter(words=WORDS).count() == 1
    assert not drafts_with_words(portal)
    browser.complaints.clear()  # saves that nobody answered


def test_when_time_runs_out_while_typing_the_words_are_there_after_signing_in(lived_in, tabs) -> None:
    portal, world = lived_in
    manager = world.staff("hub_manager")
    page = tabs(portal).signed_in(manager).new()
    page.clock.install()
    for name, field, _ in LONG:
        path = address(portal, world, of(name))
        page.goto(path)
        page.locator(f"[name={field}]").fill(f"{WORDS} {name}")
        page.clock.fast_forward(4_000)
        page.get_by_text("Draft saved at").wait_for()
        portal.end_sessions()
        page.clock.fast_forward(31 * 60 * 1000)
        page.get_by_role("heading", level=1, name="Sign in").wait_for()
        page.get_by_label("Email").fill(manager.email)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.get_by_text("This is your draft").wait_for()
        assert page.url.endswith(path)
        expect(page.locator(f"[name={field}]")).to_have_value(f"{WORDS} {name}")


def test_a_professional_without_an_account_finds_their_words_again(lived_in, tabs) -> None:
    portal, _ = lived_in
    browser = tabs(portal)
    page = browser.new()
    page.goto("/referrals/web/")
    page.goto("/referrals/web/form/?consent=given")
    words = page.locator("textarea[name=concerns]")
    words.fill(WORDS)
    page.go_back()
    page.go_forward()
    expect(words).to_have_value(WORDS)
    portal.die()
    with page.expect_event("requestfailed"):
        page.get_by_role("button", name="Send the referral").click(no_wait_after=True)
    while not page.url.startswith("chrome-error:"):
        page.wait_for_timeout(20)
    portal.come_back()
    page.go_back()
    expect(words).to_have_value(WORDS)
    browser.complaints.clear()  # the page that nobody answered


def test_without_scripts_a_button_keeps_the_words(lived_in, tabs) -> None:
    portal, world = lived_in
    page = tabs(portal, scripts=False).signed_in(world.staff("hub_manager")).new()
    page.goto(address(portal, world, of("oversight:note_add")))
    box(page).fill(WORDS)
    page.get_by_role("button", name="Save draft").click()
    page.get_by_text("This is your draft").wait_for()
    expect(box(page)).to_have_value(WORDS)
    page.goto("/")
    page.get_by_role("link", name=re.compile("^read it")).click()
    page.get_by_role("heading", name="What you typed and did not send").wait_for()
    page.get_by_text(WORDS).wait_for()


def test_two_people_who_correct_one_contact_see_both_versions_and_decide(lived_in, tabs) -> None:
    portal, world = lived_in
    path = address(portal, world, of("contacts:correct"))
    first = tabs(portal).signed_in(world.staff("hub_worker")).new()
    second = tabs(portal).signed_in(world.staff("hub_manager")).new()
    for page, words in ((first, "The bed is new."), (second, "The bed is borrowed.")):
        page.goto(path)
        page.get_by_label("What happened").fill(words)
        page.get_by_label("Why are you correcting it?").fill("I asked again")
    first.get_by_role("button", name="Save correction").click()
    first.get_by_text("The contact is corrected").wait_for()
    second.get_by_role("button", name="Save correction").click()
    second.get_by_role("heading", name="Somebody else changed this while you were writing").wait_for()
    row = second.get_by_role("row", name=re.compile("^What happened"))
    expect(row).to_contain_text("The bed is new.")
    expect(row).to_contain_text("The bed is borrowed.")
    looked_at(second, "both versions")
    expect(second.get_by_label("What happened")).to_have_value("The bed is borrowed.")
    with portal.pointed(), as_owner():
        assert Contact.objects.get(pk=world.case.extra["contact"].pk).what_happened == "The bed is new."
    second.get_by_role("button", name="Save correction").click()
    second.get_by_text("The contact is corrected").wait_for()


def test_one_person_in_two_tabs_does_not_overwrite_themselves(lived_in, tabs) -> None:
    portal, world = lived_in
    browser = tabs(portal).signed_in(world.staff("hub_manager"))
    one, other = browser.new(), browser.new()
    path = address(portal, world, of("families:person_change"))
    for page, name in ((one, "Alexandra"), (other, "Alexis")):
        page.goto(path)
        page.locator("input[name=given_name]").fill(name)
        page.get_by_label("The person or their family told us").check()
    one.get_by_role("button", name="Save", exact=True).click()
    one.get_by_text("Changes saved").wait_for()
    other.get_by_role("button", name="Save", exact=True).click()
    other.get_by_role("heading", name="Somebody else changed this while you were writing").wait_for()
    for name in ("Alexandra", "Alexis"):
        expect(other.get_by_role("table")).to_contain_text(name)
    with portal.pointed(), as_owner():
        assert Person.objects.get(pk=world.case.person.pk).given_name == "Alexandra"
