"""A pack is looked through by keyboard, read by a second officer, sent by a link, and opened on a phone."""

import re

from django.contrib.auth.hashers import make_password

from privacy.redaction.models import Passage, Review
from privacy.redaction.tasks import see_to_reviews
from tests.browser.tabs import NARROW, accessibility_faults, sideways
from tests.database import as_owner, as_worker
from tests.factories.accounts import PASSWORD, make_member
from tests.factories.redaction import decide_all

LINK = re.compile(r"(/your-information/[\w-]+/)")
CODE = re.compile(r"\b([A-Z0-9]{4}-[A-Z0-9]{4})\b")


def second_reader(world):
    user = make_member("Second Reader", world.council.north_hub, "information_officer")
    user.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    user.save()
    return user


def open_on_a_phone(phone, link, code):
    phone.goto(link)
    phone.get_by_label("Code").fill(code)
    assert sideways(phone) <= 0
    assert not accessibility_faults(phone)
    phone.get_by_role("button", name="Open it").click()
    phone.get_by_role("heading", name="Your information").wait_for()
    assert sideways(phone) <= 0
    assert not accessibility_faults(phone)
    with phone.expect_download() as downloading:
        phone.get_by_role("button", name="Save the file to read (PDF)").click()
    assert downloading.value.suggested_filename == "your-information.pdf"
    assert downloading.value.path().read_bytes().startswith(b"%PDF")


def test_a_pack_is_looked_through_and_sent(lived_in, tabs) -> None:
    portal, world = lived_in
    with portal.pointed(), as_owner():
        review = Review.objects.get(pack=world.pack)
        second = second_reader(world)
        undecided = Passage.objects.filter(review=review, state="").count()
    page = tabs(portal).signed_in(world.staff("information_officer")).new()
    page.goto(f"/privacy/looking-through/{review.pk}/")
    following = page.get_by_role("button", name="Next undecided")
    assert following.get_attribute("accesskey") == "n"
    following.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Save and go on").wait_for()
    first = page.url
    page.get_by_label("Keep it open").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url != first and "/passages/" in url)
    assert not accessibility_faults(page)
    with portal.pointed(), as_owner():
        assert Passage.objects.filter(review=review, state="").count() == undecided - 1
        decide_all(review, world.council.information_officer)
    page.goto(f"/privacy/looking-through/{review.pk}/second-reader/")
    page.get_by_role("button", name="Give it to a second reader").click()
    page.get_by_text("A second officer can read it now").wait_for()
    page = tabs(portal).signed_in(second).new()
    page.goto(f"/privacy/looking-through/{review.pk}/second-reading/")
    page.get_by_label("Yes, I read it").check()
    assert not accessibility_faults(page)
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Approved. The program reads it once more").wait_for()
    with portal.pointed(), as_worker():
        see_to_reviews()
    page.reload()
    page.get_by_role("link", name="Send it").or_(page.get_by_role("button", name="Send it")).first.click()
    page.get_by_label("By a secure link").check()
    page.get_by_label("How do you give them the code?").select_option("phone")
    page.get_by_label("Where does it go?").fill("sam@post.example")
    assert not accessibility_faults(page)
    page.get_by_role("button", name="Send it").click()
    page.get_by_role("heading", name="Link and code, shown once").wait_for()
    assert not accessibility_faults(page)
    words = page.locator("main").inner_text()
    link, code = LINK.search(words), CODE.search(words)
    assert link
    assert code
    open_on_a_phone(tabs(portal, width=NARROW).new(), link[1], code[1])


def test_passages_are_decided_with_keys_alone_and_taken_back(lived_in, tabs) -> None:
    portal, world = lived_in
    with portal.pointed(), as_owner():
        review = Review.objects.get(pack=world.pack)
        rows = Passage.objects.filter(review=review, state="", picture=None, item__lt=20).order_by("number")
        first, second = list(rows.values_list("number", flat=True))[:2]
    page = tabs(portal).signed_in(world.staff("information_officer")).new()
    page.goto(f"/privacy/looking-through/{review.pk}/")
    page.get_by_text("While the list has the focus, these keys work").wait_for()
    page.keyboard.press("j")  # not in the list: the key is nobody's
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.get_by_role("link", name="Go to the list").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == f"passage-{first}"
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == f"passage-{second}"
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.id") == f"passage-{first}"
    page.keyboard.press("o")
    page.wait_for_function(f"document.activeElement.id === 'passage-{first}' && location.hash")
    with portal.pointed(), as_owner():
        assert Passage.objects.get(review=review, number=first).state == "open"
    page.keyboard.press("u")
    page.get_by_text("Taken back: 1 passage").wait_for()
    assert page.evaluate("document.activeElement.id") == f"passage-{first}"
    with portal.pointed(), as_owner():
        assert Passage.objects.get(review=review, number=first).state == ""
    assert not accessibility_faults(page)
    page.keyboard.press("w")
    page.get_by_role("button", name="Save and go on").wait_for()
    assert page.get_by_label("Hold back all of it").is_checked()
    page.keyboard.press("j")  # a form has no such keys
    assert f"/passages/{first}/" in page.url
