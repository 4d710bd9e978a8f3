"""Planning a group: its days, and what becomes of them."""

import datetime

from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.families.chronology import Filters
from cases.families.chronology import page as chronology_page
from cases.groups.models import Cohort, Session
from cases.groups.rules import Rate, rate_of, session_days
from tests.database import as_owner
from tests.factories.groups import make_attendance, make_programme, make_session_of, take_register

ATTENDANCE = Filters(kinds=frozenset({"group_attendance"}))


def test_bank_holidays_and_chosen_days_are_left_out_and_made_up_for():
    easter_monday = datetime.date(2026, 4, 6)
    half_term = datetime.date(2026, 4, 20)
    days = session_days(datetime.date(2026, 3, 30), every=7, count=4, skip={half_term})
    assert easter_monday not in days
    assert half_term not in days
    assert [f"{day:%d %b}" for day in days] == ["30 Mar", "13 Apr", "27 Apr", "11 May"]  # 4 May is one, too


def test_excused_sessions_do_not_count_against_anybody():
    assert rate_of(["present", "late", "excused", "absent"]) == Rate(2, 3)
    assert Rate(2, 3).percent == 67
    assert Rate(0, 0).words == "No register yet"


def test_a_run_is_planned_with_all_its_sessions(page, council):
    with as_owner():
        programme = make_programme(council.north_hub)
    page.force_login(council.hub_worker)
    answer = page.post(reverse("groups:cohort_add", args=[programme.pk]), {
        "name": "Spring", "venue": "The hub", "capacity": "12", "lead_worker": council.hub_worker.pk,
        "starts_on_day": "30", "starts_on_month": "3", "starts_on_year": "2026", "starts_at": "10am",
        "ends_at": "12:00", "frequency": "7", "sessions": "3", "skip": "13/4/2026",
    })  # fmt: skip
    assert answer.status_code == 302, answer.content.decode()
    with acting_as(council.hub_worker):
        days = list(Session.objects.order_by("happens_on").values_list("happens_on", flat=True))
    assert [str(day) for day in days] == ["2026-03-30", "2026-04-20", "2026-04-27"]
    assert page.get(answer.url).status_code == 200


def test_nonsense_among_the_days_to_leave_out_is_said_beside_the_question(page, council):
    with as_owner():
        programme = make_programme(council.north_hub)
    page.force_login(council.hub_worker)
    answer = page.post(reverse("groups:cohort_add", args=[programme.pk]), {
        "name": "Spring", "venue": "The hub", "capacity": "0", "starts_at": "12:00", "ends_at": "10:00",
        "frequency": "7", "sessions": "3", "skip": "half-term", "starts_on_day": "30", "starts_on_month": "3",
        "starts_on_year": "2026",
    })  # fmt: skip
    told = answer.content.decode()
    assert "must be dates, one a line" in told
    assert "End time must be after the start time" in told
    with acting_as(council.hub_worker):
        assert not Cohort.objects.exists()


def test_a_moved_session_stays_on_file_beside_the_one_that_took_its_place(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:session_move", args=[group.session.pk])
    version = page.get(url).context["form"]["version"].value()
    later = timezone.localdate() + datetime.timedelta(days=3)
    answer = page.post(url, {
        "version": version, "happens_on_day": later.day, "happens_on_month": later.month,
        "happens_on_year": later.year, "starts_at": "11:00", "ends_at": "12:30", "venue": "Library",
        "state_reason": "The hub has no heating",
    })  # fmt: skip
    assert answer.status_code == 302
    told = page.get(answer.url).content.decode()
    assert "Moved to" in told
    assert "The hub has no heating" in told
    assert "Library" in told
    again = page.post(url, {"version": version})
    assert again.status_code == 302, "what is moved already is not moved again"


def test_a_cancelled_session_says_why(page, council, group):
    page.force_login(council.hub_worker)
    url = reverse("groups:session_cancel", args=[group.session.pk])
    version = page.get(url).context["form"]["version"].value()
    assert "Enter why" in page.post(url, {"version": version, "state_reason": ""}).content.decode()
    answer = page.post(url, {"version": version, "state_reason": "Snow"})
    assert "Cancelled: Snow" in page.get(answer.url).content.decode()


def test_the_chronology_names_only_the_familys_own_people(council, group):
    with as_owner():
        make_attendance(group.session, group.amy, "late")
        make_attendance(group.session, group.ben, "absent", reason="Ben was ill")
        take_register(group.session, council.hub_worker)
    with acting_as(council.hub_worker):
        shown = chronology_page(group.alder.family, council.hub_worker, filters=ATTENDANCE, limit=10)
    (entry,) = shown.entries
    assert entry.title == "Calm Parents: late"
    assert entry.people == ("Amy Alder",)


def test_the_chronology_page_tells_nothing_of_others(page, council, group):
    with as_owner():
        make_attendance(group.session, group.amy, "late")
        make_attendance(group.session, group.ben, "absent", reason="Ben was ill")
        take_register(group.session, council.hub_worker)
    page.force_login(council.hub_worker)
    for route in ("contacts:chronology", "groups:family", "families:family"):
        told = page.get(reverse(route, args=[group.alder.family.pk])).content.decode()
        assert "Calm Parents" in told or route == "families:family"
        assert "Birch" not in told
        assert "Ben" not in told


def test_the_home_page_names_sessions_of_the_week_and_registers_not_taken(page, council, group):
    today = timezone.localdate()
    with as_owner():
        missed = make_session_of(group.cohort, today - datetime.timedelta(days=7))
        make_session_of(group.cohort, today + datetime.timedelta(days=7), venue="Library")
    page.force_login(council.hub_worker)
    told = page.get(reverse("home")).content.decode()
    assert "Registers not taken" in told
    assert str(missed) in told
    assert "Library" in told
    page.force_login(council.other_hub_worker)
    assert "Groups this week" not in page.get(reverse("home")).content.decode()


def test_a_programme_of_the_same_name_is_refused_and_one_of_another_team_is_not_found(page, council, group):
    page.force_login(council.hub_worker)
    add = reverse("groups:programme_add")
    service = group.cohort.programme.service
    said = {"name": "Calm Parents", "service": service.pk, "team": council.north_hub.pk, "is_offered": "on"}
    assert "has a programme of this name already" in page.post(add, said).content.decode()
    assert page.post(add, said | {"name": "Calmer Parents"}).status_code == 302
    page.force_login(council.other_hub_worker)
    url = reverse("groups:programme_change", args=[group.cohort.programme_id])
    assert page.get(url).status_code == 404
