"""Visits: planned, moved, called off, written up once, shown in the diary of whoever goes."""

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Value
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.contacts.models import Contact
from cases.diary.models import Visit
from cases.diary.rules import is_on_the_clock
from cases.families import diary
from cases.families.models import Draft
from tests.cases.contacts.typing_in import address, errors, typed
from tests.cases.diary.conftest import signed_in
from tests.cases.diary.pages import DAY, OUR_OWN, TODAY, told, url, version, visit_typed, words
from tests.database import as_owner
from tests.factories.accounts import make_member
from tests.factories.diary import make_visit
from tests.factories.families import make_family, make_restriction, make_warning

MIDNIGHT, LATE = datetime.time(0, 0), datetime.time(0, 1)


def days(answer):
    return {each["day"]: [slot.what for slot in each["slots"]] for each in answer.context["days"]}


def test_a_planned_visit_stands_in_the_diary_of_both_who_go(worker, council, file):
    with as_owner():
        mate = make_member("Mia Worker", council.north_hub, "hub_worker")
    told_how = visit_typed(
        council.hub_worker,
        TODAY,
        second_worker=mate.pk,
        purpose="Bedtimes",
        lone_working="Rings the duty worker",
    )
    assert worker.post(url("visit_plan", file), told_how).status_code == 302
    for who in (council.hub_worker, mate):
        assert days(signed_in(who).get(reverse("diary:week")))[TODAY] == ["Example family"]
        assert "Example family" in words(signed_in(who).get("/"))
    assert "Example" not in words(signed_in(council.hub_manager).get(reverse("diary:week")))
    assert "Hana Worker, Mia Worker" in words(
        signed_in(council.hub_manager).get(reverse("diary:week"), {"whose": "team"})
    )


def test_the_page_of_a_visit_says_how_they_stay_safe_and_which_warnings_stand(worker, council, file):
    with as_owner():
        visit = make_visit(file.family, council.hub_worker, lone_working="Rings the duty worker")
        make_warning(council.hub_worker, family=file.family, narrative="A large dog")
    page = words(worker.get(url("visit", file, visit_id=visit.pk)))
    assert "Rings the duty worker" in page
    assert "A large dog" in page


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"ends_at": "9:30"}, {"ends_at": ["Until must be after 10:00"]}),
        ({"starts_at": "soon"}, {"starts_at": ["From must be a time, like 9:30am or 14:30"]}),
        ({"place": ""}, {"place": ["Select where"]}),
        ({"visit_on_year": "2020"}, {"visit_on": ["Date of visit must be today or in the future"]}),
    ],
)
def test_wrong_answers_are_named_and_nothing_is_planned(worker, council, file, answers, said):
    answer = worker.post(url("visit_plan", file), visit_typed(council.hub_worker, TODAY) | answers)
    assert errors(answer) == said
    with as_owner():
        assert not Visit.objects.exists()


def test_nobody_goes_along_with_themselves(worker, council, file):
    me = council.hub_worker
    answer = worker.post(url("visit_plan", file), visit_typed(me, TODAY, second_worker=me.pk))
    assert errors(answer) == {"second_worker": ["Select somebody else, or nobody"]}


def test_the_hour_that_the_clocks_leave_out_cannot_be_planned():
    spring, autumn = datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)
    assert not is_on_the_clock(spring, datetime.time(1, 30))
    assert is_on_the_clock(spring, datetime.time(2, 0))
    assert is_on_the_clock(autumn, datetime.time(1, 30))


def test_the_database_takes_no_visit_that_ends_before_it_starts(council, file):
    with pytest.raises(IntegrityError), transaction.atomic(), as_owner():
        make_visit(file.family, council.hub_worker, ends_at=datetime.time(9))


@pytest.mark.parametrize("name", ["visit", "visit_change", "visit_call_off"])
def test_another_teams_visit_does_not_exist(worker, council, elsewhere, name):
    with as_owner():
        visit = make_visit(elsewhere.family, council.other_hub_worker)
    assert worker.get(url(name, elsewhere, visit_id=visit.pk)).status_code == 404


def test_the_teams_diary_shows_no_family_that_is_kept_from_its_reader(council, file):
    with as_owner():
        make_visit(file.family, council.hub_manager)
        make_restriction(file.family, [council.hub_manager], council.hub_manager)
    page = signed_in(council.hub_worker).get(reverse("diary:day"), {"whose": "team"})
    assert "Example" not in words(page)


def test_a_visit_is_moved_with_a_reason_and_keeps_what_it_was(worker, council, file):
    with as_owner():
        visit = make_visit(file.family, council.hub_worker)
    change = url("visit_change", file, visit_id=visit.pk)
    moved = visit_typed(
        council.hub_worker, TODAY + DAY, version=version(visit), starts_at="14:00", ends_at="15:00"
    )
    assert "because" in errors(worker.post(change, moved))
    assert worker.post(change, moved | {"because": "They are away"}).status_code == 302
    assert (told(visit).visit_on, told(visit).starts_at) == (TODAY + DAY, datetime.time(14))
    assert (
        worker.post(change, moved | {"because": "They are away"}).status_code == 409
    )  # sent again from the page before
    with as_owner():
        assert [row.visit_on for row in visit.history.order_by("history_date")] == [TODAY, TODAY + DAY]


def call_off(client, file, visit, why):
    typed_in = {"version": version(visit), "call_off": why, "call_off_detail": "A card was left"}
    return client.post(url("visit_call_off", file, visit_id=visit.pk), typed_in)


def test_nobody_in_stands_in_the_chronology_and_a_mistake_does_not(worker, council, file):
    with as_owner():
        missed = make_visit(file.family, council.hub_worker)
        mistaken = make_visit(file.family, council.hub_worker, purpose="Wrong family")
    call_off(worker, file, missed, "nobody_in")
    call_off(worker, file, mistaken, "mistake")
    page = words(worker.get(reverse("contacts:chronology", args=[file.family.pk])))
    assert page.count("It was planned for") == 1
    assert "Nobody was in, or they did not come" in page
    assert "A card was left" in page
    assert "called off already" in words(
        worker.get(url("visit_change", file, visit_id=missed.pk), follow=True)
    )


def test_one_click_turns_a_visit_into_a_contact_with_its_times(worker, council, file):
    with as_owner():
        visit = make_visit(file.family, council.hub_worker, starts_at=MIDNIGHT, ends_at=LATE)
    home = worker.get("/").content.decode()
    link = f"{address(file)}?from=visit&amp;key={visit.pk}"
    assert link in home
    form = worker.get(link.replace("&amp;", "&")).context["form"]
    shown = {name: form.get_initial_for_field(form.fields[name], name) for name in form.initial}
    assert shown == {
        "contact": visit.pk, "kind": "visit", "happened_on": TODAY, "started_at": MIDNIGHT, "minutes": 1,
        "place": "At home",
    }  # fmt: skip
    answer = worker.post(address(file), typed(file, key=visit.pk, happened_on=TODAY, started_at="0:00"))
    assert answer.status_code == 302
    assert "Written up" in words(worker.get(url("visit", file, visit_id=visit.pk)))
    assert link not in worker.get("/").content.decode()
    again = worker.get(link.replace("&amp;", "&"))
    assert again.url == reverse("contacts:contact", args=[file.family.pk, visit.pk])
    with as_owner():
        assert Contact.objects.count() == 1


def test_home_reminds_of_visits_that_nobody_wrote_up_or_called_off(worker, council, file):
    with as_owner():
        forgotten = make_visit(file.family, council.hub_worker, visit_on=TODAY - DAY)
        missed = make_visit(file.family, council.hub_worker, visit_on=TODAY - 2 * DAY)
        make_visit(file.family, council.hub_manager, visit_on=TODAY - DAY)
        make_visit(file.family, council.hub_worker, visit_on=TODAY - 20 * DAY)
    call_off(worker, file, missed, "family")
    page = worker.get("/").content.decode()
    assert page.count("from=visit") == 1
    assert f"key={forgotten.pk}" in page


def test_a_visit_to_come_is_not_written_up_yet(worker, council, file):
    with as_owner():
        visit = make_visit(file.family, council.hub_worker, visit_on=TODAY + DAY)
    assert "Record this visit" not in words(worker.get(url("visit", file, visit_id=visit.pk)))


@pytest.mark.parametrize("key", ["", "nonsense", "01900000-0000-7000-8000-000000000000"])
def test_a_key_that_leads_to_no_visit_opens_an_empty_form(worker, file, key):
    form = worker.get(address(file), {"from": "visit", "key": key}).context["form"]
    assert set(form.initial) == {"contact"}


def test_a_visit_of_another_family_fills_in_nothing(worker, council, file):
    with as_owner():
        other = make_family(council.north_hub, allocated_to=council.hub_worker)
        visit = make_visit(other.family, council.hub_worker)
    form = worker.get(address(file), {"from": "visit", "key": visit.pk}).context["form"]
    assert set(form.initial) == {"contact"}


def test_a_draft_of_another_contact_is_kept_and_said_to_come_first(worker, council, file):
    with as_owner():
        visit = make_visit(file.family, council.hub_worker)
        Draft.objects.create(
            owner=council.hub_worker, family=file.family, form="contact_record", saved_at=timezone.now(),
            fields={"what_happened": ["Half a sentence"]},
        )  # fmt: skip
    page = worker.get(address(file), {"from": "visit", "key": visit.pk})
    assert "Half a sentence" in words(page)
    assert "You have not finished another contact" in words(page)
    assert str(visit.pk) not in page.content.decode()


def test_the_week_begins_on_monday_and_leads_on(worker, council, file):
    with as_owner():
        make_visit(file.family, council.hub_worker, visit_on=datetime.date(2027, 3, 28))  # a Sunday
    page = worker.get(reverse("diary:week"), {"on": "2027-03-25"})
    shown = days(page)
    assert next(iter(shown)) == datetime.date(2027, 3, 22)
    assert shown[datetime.date(2027, 3, 28)] == ["Example family"]
    later = days(worker.get(page.context["later_url"]))
    assert list(later) == [datetime.date(2027, 3, 29) + number * DAY for number in range(5)]


@pytest.mark.parametrize("on", ["", "nonsense", "0001-01-01", "9999-12-31", "2026-02-30"])
@pytest.mark.parametrize("route", ["diary:week", "diary:day"])
def test_an_impossible_day_is_today(worker, council, route, on):
    assert worker.get(reverse(route), {"on": on}).context["on"] == TODAY


@pytest.mark.parametrize("asked", [{}, {"whose": "team"}])
@pytest.mark.parametrize("route", ["diary:week", "diary:day"])
def test_a_diary_asks_as_often_for_twenty_visits_as_for_one(manager, council, route, asked):
    def queries():
        with CaptureQueriesContext(connection) as found:
            manager.get(reverse(route), asked)
        return len([query for query in found if OUR_OWN.search(query["sql"])])

    def more(number):
        with as_owner():
            for _ in range(number):
                make_visit(make_family(council.north_hub).family, council.hub_manager)

    more(1)
    once = queries()
    more(20)
    assert queries() == once <= 12


class Sessions:
    """Appointments of an app above the diary, as the groups will offer theirs."""

    def rows(self, *, user, workers, first, last):
        nine = timezone.make_aware(datetime.datetime.combine(first, datetime.time(9)))
        return User.objects.filter(pk=user.pk).annotate(at=Value(nine))

    def slot(self, row, user):
        return diary.Slot(row.pk, row.at, row.at + DAY / 24, "Group session", "Parenting group", "/")


def test_another_app_adds_its_appointments_by_one_line(worker, council, monkeypatch):
    config = apps.get_app_config("documents")
    monkeypatch.setattr(config, "diary_source", f"{__name__}.Sessions", raising=False)
    monkeypatch.setattr(
        diary, "import_string", lambda name: Sessions if name.endswith("Sessions") else NoVisits
    )
    assert "09:00 – to 10:00 Parenting group" in words(worker.get(reverse("diary:day")))


class NoVisits:
    def rows(self, **asked):
        return User.objects.none()
