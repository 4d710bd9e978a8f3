"""Where each person of a run stands, and what proves it: to their workers by name, on their own page, page by page."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.families.models import Address
from cases.texts.models import Delivery
from privacy.telling.models import TellingState, Told
from tests.database import as_owner
from tests.factories.families import REASON
from tests.factories.privacy import make_given, make_touching_version
from tests.privacy.telling.test_runs import home, start, text, work

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
SAID = {
    "queued": "Text waits to be sent",
    "sending": "Text waits to be sent",
    "sent-to-notify": "Text sent, not yet confirmed",
    "delivered": "Text delivered",
    "permanent-failure": "Text did not arrive",
    "cancelled": "Text did not arrive",
    "needs-a-person": "Text did not arrive",
}


@pytest.fixture
def telling(council):
    """One to text, one to write to, one to tell, and somebody of another hub."""
    with as_owner():
        version = make_touching_version()
        home(council, "Texted", number="+447700900101")
        home(council, "Written", street="1 High Street")
        home(council, "Nowhere")
        home(council, "Southern", team=council.south_hub)
    found = start(council, version)
    work(found)
    return found


def row(page, telling, name):
    """What the page says of one person."""
    shown = text(page.get(reverse("telling:people", args=[telling.pk])))
    return shown.split(f"{name} Example")[1].split("</tr>")[0]


@pytest.mark.parametrize("status", SAID)
def test_a_text_is_shown_where_it_stands(council, telling, page, status):
    now = timezone.now()
    with as_owner():
        waits = status in ("queued", "sending")
        sent = {} if waits else {"sent_at": now, "notify_id": telling.pk}
        Delivery.objects.update(status=status, next_try_at=now if waits else None, **sent)
    page.force_login(council.hub_worker)
    assert SAID[status] in row(page, telling, "Texted")
    assert ("Sent " in row(page, telling, "Texted")) == (not waits)


def test_each_other_way_has_its_proof(council, telling, page):
    page.force_login(council.hub_worker)
    assert "Letter instead: to be printed" in row(page, telling, "Written")
    assert "To be told in person" in row(page, telling, "Nowhere")
    with as_owner():
        rows = {found.person.given_name: found for found in Told.objects.select_related("person")}
    page.post(reverse("telling:letters_printed"), {"letter": [str(rows["Written"].pk)]})
    told = rows["Nowhere"]
    page.post(
        reverse("telling:give", args=[told.family_id, told.person_id]),
        {"version": str(telling.version_id), "how": "aloud", "language": "", "given_on_day": TODAY.day,
         "given_on_month": TODAY.month, "given_on_year": TODAY.year},
    )  # fmt: skip
    day = f"{TODAY:%-d %B %Y}"
    assert f"Printed {day} by Hana Worker." in row(page, telling, "Written")
    assert f"Told {day} by Hana Worker." in row(page, telling, "Nowhere")
    shown = text(page.get(reverse("telling:people", args=[telling.pk])))
    assert "2 of 4 told" in shown
    assert 'max="4" value="2"' in shown
    own = text(page.get(reverse("families:person", args=[told.person_id])))
    assert (
        f"Change to version 2: told in person (no safe number and no address is on file). Told {day}" in own
    )
    assert "Given version 2 by Hana Worker, read aloud, or explained" in own


def test_only_ones_own_people_are_listed_and_counted(council, telling, page):
    page.force_login(council.other_hub_worker)
    shown = text(page.get(reverse("telling:people", args=[telling.pk])))
    assert "0 of 1 told" in shown
    assert "Southern Example" in shown
    assert "Texted" not in shown


def test_the_list_is_narrowed_by_state_and_goes_on_over_pages(council, telling, page, monkeypatch):
    monkeypatch.setattr("privacy.telling.views.to_do.A_PAGE", 2)
    page.force_login(council.hub_worker)
    address = reverse("telling:people", args=[telling.pk])
    first, second = (text(page.get(address, {"page": number})) for number in (1, 2))
    names = ("Texted Example", "Written Example", "Nowhere Example")
    assert sum(name in first for name in names) == 2
    assert sum(name in second for name in names) == 1
    assert ("Next page" in first, "Next page" in second) == (True, False)
    only = text(page.get(address, {"state": "letter"}))
    assert [name in only for name in names] == [False, True, False]
    assert text(page.get(address, {"state": "nonsense", "page": "-1"})).count(" Example</a>") == 2


def test_the_officer_pages_through_proofs_without_names(council, telling, page, monkeypatch):
    monkeypatch.setattr("privacy.telling.views.runs.A_PAGE", 3)
    page.force_login(council.information_officer)
    address = reverse("telling:run", args=[telling.pk])
    first, second = (text(page.get(address, {"page": number})) for number in (1, 2))
    assert "Next page" in first
    assert "Page before" in second
    assert "0 of 4 told" in second
    for name in ("Texted", "Written", "Nowhere", "Southern", "Hana"):
        assert name not in first + second


def test_a_page_of_letters_is_no_longer_than_it_can_be(council, telling, page, monkeypatch):
    monkeypatch.setattr("privacy.telling.views.to_do.MOST", 1)
    with as_owner():
        home(council, "Second", street="2 High Street")
        person = home(council, "Third").person
        Address(person=person, lines="3 High Street").save_by(by=None, reason=REASON)
        make_given(person, council.hub_worker)
        telling.finished_at = None
        telling.save()
    work(telling)
    page.force_login(council.hub_worker)
    assert text(page.get(reverse("telling:letters"))).count("Dear ") == 1
    assert "Only the first 1 are here" in text(page.get(reverse("telling:to_do")))


def test_every_state_has_words():
    assert all(state.label for state in TellingState)
