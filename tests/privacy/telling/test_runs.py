"""Everybody concerned is told once, in a way that is safe, whatever happens to the job; and nobody learns of others."""

import csv
import datetime
import io

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as, acting_as_system
from cases.families.models import Address, Email
from cases.texts.models import Delivery, Text
from privacy.actions.notice import wording_change
from privacy.models import PublishedRecipient
from privacy.notices.models import NoticeVersion
from privacy.telling.actions import runs
from privacy.telling.actions.runs import telling_start, telling_step
from privacy.telling.models import Given, Telling, Told
from privacy.telling.queries import counts
from tests.database import as_owner, as_web, as_worker
from tests.factories.families import (
    REASON,
    join_family,
    make_family,
    make_person,
    make_restriction,
    make_service,
)
from tests.factories.privacy import publish_draft
from tests.factories.rights import make_text_stop
from tests.factories.texts import make_phone

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
BORN = datetime.date(1990, 3, 4)
SECRET_STREET, SECRET_NUMBER = "7 Hidden Lane", "+447700900777"
LINK = "https://hubs.example/privacy/versions/service/2/"


@pytest.fixture
def version(council):
    """A published version that names a recipient in other words."""
    with as_owner():
        courts = PublishedRecipient.objects.get(code="courts")
        courts.detail = "For example the family court."
        wording_change(wording=courts, by=council.admin, reason="Clearer")
        return publish_draft(what_changed="We name the family court.")


def home(council, given="Robin", *, number="", street="", team=None, **fields):
    """Somebody with open work, and perhaps a safe number or an address."""
    person = make_person(given, "Example", date_of_birth=fields.pop("born", BORN))
    file = make_family(team or council.north_hub, person, allocated_to=council.hub_worker, **fields)
    if number:
        make_phone(person, number)
    if street:
        Address(person=person, lines=street, postcode="ZZ1 1AA").save_by(by=None, reason=REASON)
    return file


def start(council, version):
    with as_owner():
        return telling_start(version=version, link=LINK, at=timezone.now(), by=council.information_officer)


def work(telling, steps=99):
    """The job, under the worker's own role."""
    with as_worker():
        for _ in range(steps):
            with acting_as_system("telling"):
                if not telling_step(telling_id=telling.pk, on=TODAY, at=timezone.now()):
                    break


def ways():
    with as_owner():
        return dict(Told.objects.values_list("person__given_name", "way"))


def text(response):
    return " ".join(response.content.decode().split())


def test_each_is_told_in_the_way_that_is_safe(council, version):
    with as_owner():
        home(council, "Texted", number="+447700900101")
        home(council, "Written", street="1 High Street")
        home(council, "Nowhere")
        home(
            council,
            "Done",
            number="+447700900102",
            ended_on=TODAY - datetime.timedelta(days=1),
            end_reason="moved",
        )
        home(council, "Child", number="+447700900103", born=TODAY - datetime.timedelta(days=365 * 5))
        dead = home(council, "Dead", number="+447700900104").person
        dead.date_of_death = TODAY
        dead.save_by(by=None, reason=REASON)
    work(start(council, version))
    assert ways() == {"Texted": "text", "Written": "letter", "Nowhere": "in_person"}
    with as_owner():
        sent = Text.objects.get()
        assert LINK in sent.body
        assert sent.written_by == council.information_officer
        assert Delivery.objects.get().text == sent
        assert Told.objects.get(way="text").text == sent


def test_somebody_who_wants_no_texts_gets_a_letter(council, version):
    with as_owner():
        person = home(council, "Quiet", number="+447700900101", street="1 High Street").person
        make_text_stop(person, council.hub_worker)
        make_text_stop(home(council, "Nowhere", number="+447700900102").person, council.hub_worker)
    work(start(council, version))
    assert ways() == {"Quiet": "letter", "Nowhere": "in_person"}
    with as_owner():
        assert not Text.objects.exists()


def test_an_unsafe_number_or_address_is_never_texted_or_printed(council, version, page):
    """The canary: a hidden street and a hidden number, in every way they can be hidden."""
    with as_owner():
        hidden = home(council, "Hidden", number="+447700900101", street="1 Old Street").person
        Address(
            person=hidden, lines=SECRET_STREET, is_confidential=True, confidential_from="Her former partner"
        ).save_by(by=None, reason=REASON)
        by_email = home(council, "ByEmail", street=SECRET_STREET).person
        Email(
            person=by_email, address="a@post.example", is_confidential=True, confidential_from="Her brother"
        ).save_by(by=None, reason=REASON)
        moved = home(council, "Moved", street="2 High Street").person
        make_phone(moved, SECRET_NUMBER, is_confidential=True, confidential_from="Her brother",
                   ended_on=TODAY - datetime.timedelta(days=9))  # fmt: skip
        restricted = home(council, "Restricted", number=SECRET_NUMBER, street=SECRET_STREET)
        make_restriction(restricted.family, [council.hub_worker], council.hub_manager)
        victim = home(
            council, "Victim", number=SECRET_NUMBER, street=SECRET_STREET, team=council.victims,
            service=make_service("Victims", "victim_service"),
        )  # fmt: skip
        both = home(council, "Both", number=SECRET_NUMBER, street=SECRET_STREET).person
        join_family(both, restricted.family)
    assert victim
    work(start(council, version))
    assert set(ways().values()) == {"in_person"}
    with as_owner():
        assert not Text.objects.exists()
    for persona in council.personas().values():
        page.force_login(persona)
        for name in ("telling:letters", "telling:letters_csv"):
            shown = page.get(reverse(name)).content.decode()
            assert SECRET_STREET not in shown
            assert "Old Street" not in shown


def test_an_address_that_is_hidden_after_the_run_is_not_printed_any_more(council, version, page):
    with as_owner():
        person = home(council, "Written", street=SECRET_STREET).person
    work(start(council, version))
    page.force_login(council.hub_worker)
    assert SECRET_STREET in text(page.get(reverse("telling:letters")))
    with as_owner():
        address = Address.objects.get(person=person)
        address.is_confidential, address.confidential_from = True, "Her brother"
        address.save_by(by=None, reason=REASON)
    assert SECRET_STREET not in text(page.get(reverse("telling:letters")))
    assert SECRET_STREET not in page.get(reverse("telling:letters_csv")).content.decode()
    shown = text(page.get(reverse("telling:to_do")))
    assert "Written Example" in shown.split("Tell in person")[1]


def test_a_job_that_is_killed_goes_on_and_texts_nobody_twice(council, version, monkeypatch):
    with as_owner():
        for number in range(7):
            home(council, f"Person{number}", number=f"+4477009002{number:02}")
    telling = start(council, version)
    monkeypatch.setattr(runs, "AT_ONCE", 3)
    work(telling, steps=1)
    assert len(ways()) == 3
    killed = runs._text
    left = iter([False, True])

    def dies(*args):
        if next(left, False):
            raise SystemExit
        return killed(*args)

    monkeypatch.setattr(runs, "_text", dies)
    with pytest.raises(SystemExit), transaction.atomic():
        work(telling, steps=1)
    with as_owner():
        assert (Text.objects.count(), Told.objects.count()) == (3, 3)  # the half step left nothing
    monkeypatch.setattr(runs, "_text", killed)
    work(telling)
    work(telling)
    with as_owner():
        assert Text.objects.count() == Delivery.objects.count() == Told.objects.count() == 7
        assert Text.objects.values("person").distinct().count() == 7
        telling.refresh_from_db()
        assert telling.finished_at


def test_the_database_takes_nobody_twice_in_a_run(council, version):
    with as_owner():
        file = home(council, "Once")
        telling = telling_start(version=version, link=LINK, at=timezone.now(), by=council.information_officer)
        named = {"telling": telling, "person": file.person, "family": file.family, "way": "in_person"}
        Told(**named).save_by(by=None, reason=REASON)
        with pytest.raises(DatabaseError, match="told_once_in_each_run"), transaction.atomic():
            Told(**named).save_by(by=None, reason=REASON)


def test_two_presses_of_the_button_are_one_run(council, version, page):
    page.force_login(council.information_officer)
    address = reverse("telling:start", args=[version.pk])
    first = page.post(address)
    assert page.post(address).headers["Location"] == first.headers["Location"]
    with as_owner():
        assert Telling.objects.count() == 1


def test_a_version_that_changes_nothing_for_people_is_not_told(council, page):
    with as_owner():
        version = publish_draft(what_changed="A comma.")
    page.force_login(council.information_officer)
    told = page.post(reverse("telling:start", args=[version.pk]), follow=True)
    assert "nobody has to be told" in text(told)
    assert "No version has changed" in text(told)
    with as_owner():
        assert not Telling.objects.exists()


def test_the_officer_follows_numbers_and_reads_no_name(council, version, page):
    with as_owner():
        home(council, "Texted", number="+447700900101")
        home(council, "Nowhere")
    telling = start(council, version)
    work(telling)
    page.force_login(council.information_officer)
    assert "who we share it with" in text(page.get(reverse("telling:runs")))
    shown = text(page.get(reverse("telling:run", args=[telling.pk])))
    assert "0 of 2 told" in shown  # written is not told
    with as_owner():
        Delivery.objects.update(status="delivered", sent_at=timezone.now(), completed_at=timezone.now())
        key = str(Text.objects.get().pk)
    shown = text(page.get(reverse("telling:run", args=[telling.pk])))
    assert "1 of 2 told" in shown
    assert key in shown
    only = text(page.get(reverse("telling:run", args=[telling.pk]), {"state": "in_person"}))
    assert key not in only
    assert "To be told in person" in only
    assert "Nowhere" not in shown
    assert "Example" not in shown
    with as_web(), acting_as(council.hub_worker):
        assert counts(telling) == {}
    with as_web(), acting_as(council.information_officer):
        assert not Told.objects.visible_to(council.information_officer).exists()
        assert not Told._base_manager.exists()


def test_workers_see_their_own_people_alone(council, version, page):
    with as_owner():
        home(council, "Northern")
        home(council, "Southern", team=council.south_hub)
        secret = home(council, "Secret")
        make_restriction(secret.family, [council.hub_manager], council.hub_manager)
        for file in (secret,):
            file.involvement.allocated_to = None
            file.involvement.save_by(by=None, reason=REASON)
    work(start(council, version))
    page.force_login(council.other_hub_worker)
    theirs = text(page.get(reverse("telling:to_do")))
    assert "Southern" in theirs
    assert "Northern" not in theirs
    assert "Secret" not in theirs
    page.force_login(council.hub_manager)
    assert "Secret" in text(page.get(reverse("telling:to_do")))
    page.force_login(council.hub_worker)
    assert "Hana Worker" in text(page.get(reverse("telling:to_do")))
    assert "to tell about the notice" in text(page.get("/"))


def test_letters_are_printed_once_and_the_file_proves_it(council, version, page):
    with as_owner():
        home(council, "Written", street="1 High Street")
    work(start(council, version))
    page.force_login(council.hub_worker)
    printed = text(page.get(reverse("telling:letters")))
    assert "Dear Written Example," in printed
    assert "We name the family court." in printed
    lines = list(
        csv.reader(io.StringIO(page.get(reverse("telling:letters_csv")).content.decode("utf-8-sig")))
    )
    assert lines[1] == ["Written Example", "1 High Street", "ZZ1 1AA", "2"]
    with as_owner():
        row = Told.objects.get()
    address = reverse("telling:letters_printed")
    assert "1 letter noted as printed" in text(page.post(address, {"letter": [str(row.pk)]}, follow=True))
    assert "0 letters noted as printed" in text(page.post(address, {"letter": [str(row.pk)]}, follow=True))
    with as_owner():
        row.refresh_from_db()
        assert (row.printed_on, row.printed_by) == (TODAY, council.hub_worker)


def test_nobody_notes_letters_of_others_as_printed(council, version, page):
    with as_owner():
        home(council, "Written", street="1 High Street")
    work(start(council, version))
    with as_owner():
        row = Told.objects.get()
    page.force_login(council.other_hub_worker)
    page.post(reverse("telling:letters_printed"), {"letter": [str(row.pk)]})
    with as_owner():
        row.refresh_from_db()
        assert row.printed_on is None


def test_a_text_that_did_not_arrive_becomes_the_workers_to_tell(council, version, page):
    with as_owner():
        file = home(council, "Texted", number="+447700900101")
    work(start(council, version))
    page.force_login(council.hub_worker)
    assert "Texted" not in text(page.get(reverse("telling:to_do")))
    with as_owner():
        Delivery.objects.update(status="permanent-failure", completed_at=timezone.now())
    assert "The text did not arrive" in text(page.get(reverse("telling:to_do")))
    answer = page.post(
        reverse("telling:give", args=[file.family.pk, file.person.pk]),
        {"version": str(version.pk), "how": "aloud", "language": "", "given_on_day": TODAY.day,
         "given_on_month": TODAY.month, "given_on_year": TODAY.year},
    )  # fmt: skip
    assert answer.status_code == 302
    assert "Texted" not in text(page.get(reverse("telling:to_do")))
    with as_owner():
        assert (Told.objects.get().told_on, Told.objects.get().told_by) == (TODAY, council.hub_worker)
        assert Given.objects.get().version == version


def test_the_sweep_finds_a_run_that_was_left(council, version):
    from privacy.telling.tasks import tell_unfinished

    with as_owner():
        home(council, "Texted", number="+447700900101")
    telling = start(council, version)
    with as_worker():
        tell_unfinished()
        tell_unfinished()
    with as_owner():
        assert Told.objects.count() == 1
        assert Telling.objects.get(pk=telling.pk).finished_at
        assert NoticeVersion.objects.get(pk=version.pk).telling
