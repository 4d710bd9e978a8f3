"""A manager finds a child, and a family, on record twice, puts the records together, and takes them apart again."""

from django.utils import timezone
from playwright.sync_api import expect

from cases.families.merging.models import DuplicatePair
from cases.families.merging.tasks import carry_out_waiting, find_duplicates
from cases.families.models import Family, Person, PersonName, Phone
from tests.browser.tabs import looked_at
from tests.database import as_owner, as_worker
from tests.factories.contacts import make_contact
from tests.factories.families import REASON, make_family, make_person
from tests.factories.oversight import make_note


def on_record_again(world) -> Person:
    """Sam of the family of the world once more, by a nickname, with grandparents."""
    sam = world.case.relative
    again = make_person("Sammy", sam.family_name, date_of_birth=sam.date_of_birth)
    make_family(world.council.north_hub, again, name="Featherstone")
    Phone(person=again, number="+447700900789").save_by(by=None, reason=REASON)
    PersonName(person=again, name="Sammo", kind="nickname").save_by(by=None, reason=REASON)
    return again


def test_one_child_on_record_twice_is_put_together_and_taken_apart(lived_in, tabs) -> None:
    portal, world = lived_in
    with portal.pointed():
        with as_owner():
            again = on_record_again(world)
            assert not DuplicatePair.objects.filter(found_at__gt=timezone.now()).exists()
        with as_worker():
            find_duplicates()
    page = tabs(portal).signed_in(world.staff("hub_manager")).new()
    page.goto("/")
    page.get_by_role("link", name="Team", exact=True).click()
    page.get_by_role("link", name="Duplicates", exact=True).click()
    looked_at(page, "merging list")
    page.get_by_role("link", name=again.reference).click()
    looked_at(page, "merging choose")
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Put two records together")
    looked_at(page, "merging preview")
    page.get_by_role("button", name="Put the records together").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter how you know that they are one person")
    page.get_by_label("How do you know that they are one person?").fill(
        "The grandmother showed us the birth certificate"
    )
    page.get_by_role("button", name="Put the records together").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Waiting to be put together")
    with portal.pointed(), as_worker():
        carry_out_waiting()
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Put together")
    looked_at(page, "merging merged")
    there = page.url
    page.goto(f"/families/people/{again.pk}/")
    expect(page.get_by_role("main")).to_contain_text("Sammo")
    assert str(world.case.relative.pk) in page.url
    page.goto(there)
    page.get_by_role("button", name="Take them apart again").click()
    page.get_by_label("How do you know that they are two people after all?").fill("Cousins of one name")
    page.get_by_role("button", name="Take them apart").click()
    page.get_by_text("The two records are being taken apart").wait_for()
    with portal.pointed(), as_worker():
        carry_out_waiting()
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Taken apart again")
    looked_at(page, "merging taken apart")
    page.goto(f"/families/people/{again.pk}/")
    assert str(again.pk) in page.url


def entered_again(world) -> Family:
    """The family of the world as another worker of the hub entered it, with one more person."""
    case = world.case
    again = make_family(
        world.council.north_hub, case.person, case.relative, make_person("Gran", "Featherstone"),
        name=f"{case.family.name}e",
    )  # fmt: skip
    make_contact(again, case.by)
    make_note(again.family, case.by)
    return again.family


def test_one_family_on_record_twice_is_put_together_and_taken_apart(lived_in, tabs) -> None:
    portal, world = lived_in
    with portal.pointed():
        with as_owner():
            again = entered_again(world)
            kept = world.case.family
        with as_worker():
            find_duplicates()
    page = tabs(portal).signed_in(world.staff("hub_manager")).new()
    page.goto(f"/families/{kept.pk}/")
    page.get_by_role("link", name="Put two records of this family together").click()
    looked_at(page, "merging family door")
    page.get_by_label("Reference of the other record").fill("FH-0")
    page.get_by_role("button", name="Compare").click()
    expect(page.get_by_role("alert")).to_contain_text(
        "Enter the reference of a family whose record you may open"
    )
    page.goto("/")
    page.get_by_role("link", name="Team", exact=True).click()
    page.get_by_role("link", name="Duplicates", exact=True).click()
    page.get_by_role("link", name="Families to look at").click()
    looked_at(page, "merging families list")
    page.get_by_role("link", name=again.reference).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Are these one family?")
    looked_at(page, "merging family choose")
    page.get_by_label(f"{again.name}", exact=True).check()
    page.get_by_role("button", name="See what will happen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Put two records together")
    looked_at(page, "merging family preview")
    page.get_by_label("How do you know that they are one family?").fill("Both hubs met the same mother")
    page.get_by_role("button", name="Put the records together").click()
    with portal.pointed(), as_worker():
        carry_out_waiting()
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Put together")
    looked_at(page, "merging family merged")
    there = page.url
    page.goto(f"/families/{again.pk}/")
    assert str(kept.pk) in page.url
    expect(page.get_by_role("main")).to_contain_text("Gran Featherstone")
    page.goto(there)
    page.get_by_role("button", name="Take them apart again").click()
    looked_at(page, "merging family apart")
    page.get_by_label("How do you know that they are two families after all?").fill("Parents who live apart")
    page.get_by_role("button", name="Take them apart").click()
    page.get_by_text("The two records are being taken apart").wait_for()
    with portal.pointed(), as_worker():
        carry_out_waiting()
    page.get_by_role("button", name="Look again").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Taken apart again")
    page.goto(f"/families/{again.pk}/")
    assert str(again.pk) in page.url
