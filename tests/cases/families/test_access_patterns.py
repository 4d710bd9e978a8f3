"""Each pattern is found, its near miss is not; raised once, to whoever answers, and to nobody about themselves."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from accounts.actor import acting_as_system
from accounts.models import Alert, AlertKind, HomePostcode
from cases.families.actions.access_patterns import patterns_find
from cases.families.models import AccessPattern, AccessPatternSubject, Address
from cases.families.models.access_pattern import PatternKind
from cases.families.patterns import INDEX_CARD, IS_OUT_OF_HOURS, LISTS
from cases.families.rules.access_patterns import days_told
from cases.families.tasks import find_access_patterns
from govuk.working_days import is_working_day
from tests.database import as_owner, as_worker
from tests.factories.access import make_look
from tests.factories.accounts import make_member
from tests.factories.families import REASON, make_family, make_person

LONDON = ZoneInfo("Europe/London")
DAY = datetime.date(2027, 3, 10)  # a Wednesday
SUNDAY, BANK_HOLIDAY = datetime.date(2027, 3, 14), datetime.date(2027, 3, 26)
ONE_DAY = datetime.timedelta(days=1)
AT_FIRST = datetime.datetime(2025, 1, 1)  # noqa: DTZ001 - Hypothesis adds the zone
CARD = {"route": "search_results", "ground": INDEX_CARD}
LIMITS: dict[str, Any] = settings.ACCESS_PATTERN_LIMITS


def at(time: str = "10:00", day: datetime.date = DAY) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time.fromisoformat(time), LONDON)


def find(day: datetime.date = DAY, until: datetime.date | None = None) -> None:
    """What the nights do, about one day or several."""
    for days in range(((until or day) - day).days + 1):
        with as_worker(), acting_as_system("access patterns"):
            patterns_find(day=day + days * ONE_DAY, at=at("01:15", day + (days + 1) * ONE_DAY))


def found(kind: PatternKind) -> list[AccessPattern]:
    with as_owner():
        return list(AccessPattern.objects.filter(kind=kind).order_by("day"))


def look_and_find(kind: PatternKind, by, *, times=("10:00",), day=DAY, **look) -> list[AccessPattern]:
    with as_owner():
        for time in times:
            make_look(by, at(time, day), **look)
    find(day)
    return found(kind)


def live_at(person, postcode: str, **fields) -> None:
    Address(person=person, lines="1 High Street", postcode=postcode, **fields).save_by(by=None, reason=REASON)


@pytest.fixture
def clerk(council):
    """Somebody of the north hub with a name of several parts."""
    with as_owner():
        return make_member("Zoë de la Tour", council.north_hub, "hub_worker")


# --- Own last name or postcode


@pytest.mark.parametrize("name", ["De La Tour", "de-la-tour", "Tour"])
def test_a_look_at_somebody_with_one_s_own_last_name_is_found(council, clerk, name) -> None:
    with as_owner():
        file = make_family(council.north_hub, make_person("Ada", name))
    (pattern,) = look_and_find(PatternKind.OWN, clerk, family=file.family)
    assert (pattern.user, pattern.day, pattern.looks, pattern.first_at) == (clerk, DAY, 1, at())
    with as_owner():
        assert [s.family_id for s in pattern.subjects.all()] == [file.family.pk]


@pytest.mark.parametrize("name", ["Detour", "La Tourelle", "Tours", ""])
def test_a_name_that_only_looks_alike_is_not(council, clerk, name) -> None:
    with as_owner():
        file = make_family(council.north_hub, make_person("Ada", name), name="Someone")
    assert not look_and_find(PatternKind.OWN, clerk, person=file.person)


def test_work_that_was_given_to_somebody_with_the_same_name_is_no_question(council, clerk) -> None:
    with as_owner():
        file = make_family(council.north_hub, make_person("Ada", "De La Tour"), allocated_to=clerk)
    assert not look_and_find(PatternKind.OWN, clerk, family=file.family)


def test_work_that_was_taken_away_the_next_day_still_was_theirs(council, clerk) -> None:
    with as_owner():
        file = make_family(council.north_hub, make_person("Ada", "De La Tour"), allocated_to=clerk)
        file.involvement.allocated_to = council.hub_worker
        file.involvement.save_by(by=None, reason=REASON)
        versions = file.involvement.history.order_by("history_date")
        for version, when in zip(versions, (at("09:00"), at("09:00", DAY + ONE_DAY)), strict=True):
            type(version).objects.filter(pk=version.pk).update(history_date=when)
    assert not look_and_find(PatternKind.OWN, clerk, family=file.family)
    assert look_and_find(PatternKind.OWN, clerk, family=file.family, day=DAY + ONE_DAY)


def test_a_search_that_shows_many_namesakes_was_for_none_of_them(council, clerk) -> None:
    with as_owner():
        for number in range(LIMITS["few_on_a_page"] + 1):
            make_look(clerk, at(), person=make_person(f"Ada {number}", "De La Tour"), **CARD)
    find()
    assert not found(PatternKind.OWN)
    with as_owner():
        person = make_person("Ada", "De La Tour")
    assert look_and_find(PatternKind.OWN, clerk, times=["11:00"], person=person, **CARD)


@pytest.mark.parametrize(
    ("fields", "is_found"),
    [
        ({}, True),
        ({"is_confidential": True, "confidential_from": "him: he looks for her"}, True),
        ({"ended_on": DAY - ONE_DAY, "started_on": DAY - 9 * ONE_DAY}, False),
        ({"started_on": DAY + ONE_DAY}, False),
    ],
)
def test_a_look_at_one_s_own_postcode_is_found_while_somebody_lives_there(council, fields, is_found) -> None:
    with as_owner():
        HomePostcode.objects.create(user=council.hub_worker, postcode="LE1 5WW")
        file = make_family(council.north_hub, make_person("Ada", "Stranger"))
        live_at(file.person, "LE1 5WW", **fields)
        live_at(file.person, "LE1 5WX")
    assert bool(look_and_find(PatternKind.OWN, council.hub_worker, person=file.person)) is is_found


# --- A colleague


def test_a_look_at_a_colleague_is_found(council) -> None:
    with as_owner():
        make_member("Otto Anders Worker-Lane", council.north_hub, "hub_worker")
        file = make_family(council.north_hub, make_person("Otto", "Worker Lane"))
    assert look_and_find(PatternKind.COLLEAGUE, council.hub_worker, family=file.family)
    assert not found(PatternKind.OWN)


def test_a_colleague_s_relative_at_home_is_found_and_a_neighbour_or_a_distant_namesake_is_not(
    council,
) -> None:
    with as_owner():
        colleague = make_member("Otto Varley", council.north_hub, "hub_worker")
        HomePostcode.objects.create(user=colleague, postcode="LE1 5WW")
        people = {
            name: make_family(council.north_hub, make_person(*name.split())).person
            for name in ("Ida Varley", "Ina Varley", "Ira Neighbour", "Otto Varley")
        }
        live_at(people["Ida Varley"], "LE1 5WW")
        live_at(people["Ina Varley"], "LE9 9ZZ")
        live_at(people["Ira Neighbour"], "LE1 5WW")
        live_at(people["Otto Varley"], "LE9 9ZZ")
        for name, person in people.items():
            if name != "Ida Varley":
                make_look(council.hub_worker, at(), person=person)
    find()
    assert not found(PatternKind.COLLEAGUE)
    assert look_and_find(
        PatternKind.COLLEAGUE, council.hub_worker, day=DAY + ONE_DAY, person=people["Ida Varley"]
    )


@pytest.mark.parametrize(
    ("team", "born", "is_found"),
    [
        ("north_hub", None, True),
        ("north_hub", datetime.date(2011, 3, 10), True),
        ("north_hub", datetime.date(2011, 3, 11), False),  # a child of 15
        ("south_hub", None, False),
    ],
)
def test_a_namesake_is_a_colleague_only_in_the_same_team_and_grown_up(council, team, born, is_found) -> None:
    with as_owner():
        make_member("Otto Varley", getattr(council, team), "hub_worker")
        fields = {"date_of_birth": born} if born else {}
        file = make_family(council.north_hub, make_person("Otto", "Varley", **fields))
    looked = look_and_find(PatternKind.COLLEAGUE, council.hub_worker, person=file.person)
    assert bool(looked) is is_found


# --- Outside one's work


def test_looking_again_and_again_at_what_is_not_one_s_work_is_found_once(council) -> None:
    with as_owner():
        file = make_family(council.south_hub)
        for days, look in (
            (9, {"person": file.person} | CARD),
            (4, {"family": file.family}),
            (0, {"family": file.family}),
        ):
            make_look(council.hub_worker, at(day=DAY - days * ONE_DAY), **look)
    find(DAY - 9 * ONE_DAY, DAY + 3 * ONE_DAY)
    (pattern,) = found(PatternKind.OUTSIDE_WORK)
    assert (pattern.day, pattern.looks, pattern.first_at) == (DAY, 3, at(day=DAY - 9 * ONE_DAY))
    with as_owner():
        for day in (DAY + ONE_DAY, DAY + 2 * ONE_DAY):
            make_look(council.hub_worker, at(day=day), family=file.family)
    find(DAY + ONE_DAY, DAY + 2 * ONE_DAY)
    assert len(found(PatternKind.OUTSIDE_WORK)) == 1
    with as_owner():
        make_look(council.hub_worker, at(day=DAY + 3 * ONE_DAY), family=file.family)
    find(DAY, DAY + 3 * ONE_DAY)
    assert [p.day for p in found(PatternKind.OUTSIDE_WORK)] == [DAY, DAY + 3 * ONE_DAY]


THREE = ("10:00", "11:00", "12:00")


@pytest.mark.parametrize(
    "why", ["two looks", "own team", "managed team", "allocated", "just closed", "old", "officer"]
)
def test_less_than_that_or_one_s_own_work_is_not(council, why) -> None:
    worker = council.information_officer if why == "officer" else council.hub_worker
    with as_owner():
        if why == "managed team":
            worker = make_member("Hilda Head", council.service, "hub_manager")
        closed = {"ended_on": DAY - 90 * ONE_DAY, "end_reason": "needs_met"} if why == "just closed" else {}
        team = council.south_hub if why in ("two looks", "allocated", "old", "officer") else council.north_hub
        file = make_family(team, allocated_to=worker if why == "allocated" else None, **closed)
        if why == "old":
            make_look(worker, at(day=DAY - 28 * ONE_DAY), family=file.family)
    times = THREE[:2] if why in ("two looks", "old") else THREE
    look: dict[str, Any] = {"family": file.family}
    if why == "officer":
        look = {"person": file.person, "route": "privacy:pack_preview"}
    assert not look_and_find(PatternKind.OUTSIDE_WORK, worker, times=times, **look)


@pytest.mark.parametrize("why", ["closed long ago", "not yet in the team", "broke the glass"])
def test_what_was_or_will_be_one_s_work_is_not_now(council, why) -> None:
    with as_owner():
        closed = (
            {"ended_on": DAY - 92 * ONE_DAY, "end_reason": "needs_met"} if why == "closed long ago" else {}
        )
        team = council.south_hub if why == "broke the glass" else council.north_hub
        file = make_family(team, **closed)
        worker = council.hub_worker
        if why == "not yet in the team":
            worker = make_member("Nia New", council.north_hub, "hub_worker", started_on=DAY + ONE_DAY)
    assert look_and_find(
        PatternKind.OUTSIDE_WORK, worker, times=THREE, family=file.family, ground="break-glass"
    )


# --- Index cards


def cards(
    council, number: int, *, opened_after: int | None = None, spread: int = 3000
) -> list[AccessPattern]:
    """So many people on the cards of searches, spread evenly over some seconds; one record opened minutes later."""
    with as_owner():
        people = [make_person("Card", f"No {index}") for index in range(number)]
        for index, person in enumerate(people):
            moment = at() + datetime.timedelta(seconds=index * spread / number)
            make_look(council.hub_worker, moment, person=person, **CARD)
            if opened_after is not None:
                own = make_look(
                    council.hub_worker, moment + datetime.timedelta(minutes=opened_after), person=person
                )
                assert own.route not in LISTS
    find()
    return found(PatternKind.INDEX_CARDS)


@pytest.fixture
def few_cards(settings) -> None:
    settings.ACCESS_PATTERN_LIMITS = {**LIMITS, "people_on_cards": 6}


def test_many_cards_within_an_hour_and_none_opened_are_found(council, few_cards) -> None:
    (pattern,) = cards(council, 6)
    assert pattern.looks == 6


@pytest.mark.parametrize(("number", "seconds"), [(5, 60), (9, 9 * 1000)])  # of the nine, four within an hour
def test_fewer_cards_or_slower_ones_are_not(council, few_cards, number, seconds) -> None:
    assert not cards(council, number, spread=seconds)


def test_searches_that_end_in_opening_somebody_are_not(council, few_cards) -> None:
    assert not cards(council, 8, opened_after=LIMITS["minutes_until_opened"] - 1)
    assert not found(PatternKind.INDEX_CARDS)


def test_the_same_person_on_many_cards_is_one_person(council, few_cards) -> None:
    with as_owner():
        person = make_person()
        for minute in range(30):
            make_look(council.hub_worker, at(f"10:{minute:02}"), person=person, **CARD)
    find()
    assert not found(PatternKind.INDEX_CARDS)


def test_a_search_on_the_page_writes_the_cards_that_are_counted(council, page, few_cards) -> None:
    with as_owner():
        for number in range(6):
            make_family(council.south_hub, make_person(f"Quentin {number}", "Vexworth"))
    page.force_login(council.hub_worker)
    page.post("/search/", {"query": "Vexworth"}, follow=True)
    find(timezone.localdate())
    (pattern,) = found(PatternKind.INDEX_CARDS)
    assert pattern.user == council.hub_worker


# --- Out of hours


def late(council, number: int, *, day=DAY, time="20:00") -> list[AccessPattern]:
    with as_owner():
        for second in range(number):
            moment = at(time, day) + datetime.timedelta(seconds=second)
            make_look(council.hub_worker, moment, family=make_family(council.north_hub).family)
    find(day)
    return found(PatternKind.OUT_OF_HOURS)


@pytest.mark.parametrize(
    ("day", "time", "is_found"),
    [
        (DAY, "20:00", True),
        (DAY, "06:59", True),
        (DAY, "07:00", False),
        (DAY, "19:59", False),
        (SUNDAY, "12:00", True),
        (BANK_HOLIDAY, "12:00", True),
        (datetime.date(2027, 6, 30), "19:59", False),  # summer time
    ],
)
def test_many_records_while_offices_are_closed_are_found(council, day, time, is_found) -> None:
    assert bool(late(council, LIMITS["records_out_of_hours"], day=day, time=time)) is is_found


def test_a_few_records_in_the_evening_are_not(council) -> None:
    assert not late(council, LIMITS["records_out_of_hours"] - 1)


def test_a_list_of_many_records_opens_none_of_them(council) -> None:
    with as_owner():
        for _ in range(2 * LIMITS["records_out_of_hours"]):
            family = make_family(council.north_hub).family
            make_look(council.hub_worker, at("21:00"), family=family, route="families:list")
    find()
    assert not found(PatternKind.OUT_OF_HOURS)


def test_whoever_is_on_call_is_asked_once_in_a_while(council) -> None:
    days = [DAY + n * ONE_DAY for n in (0, 1, 27, 28)]
    for day in days:
        late(council, LIMITS["records_out_of_hours"], day=day)
    assert [pattern.day for pattern in found(PatternKind.OUT_OF_HOURS)] == [DAY, days[-1]]


MOMENTS = st.datetimes(AT_FIRST, AT_FIRST + 1500 * ONE_DAY, timezones=st.just(datetime.UTC))
BY_DAY = """
SELECT count(*) FROM unnest(%(moments)s::timestamptz[]) AS look (at) WHERE {rule}
"""


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@given(MOMENTS)
@example(datetime.datetime(2026, 3, 29, 6, tzinfo=datetime.UTC))  # the Sunday on which summer time begins
@example(datetime.datetime(2026, 10, 26, 7, tzinfo=datetime.UTC))  # the Monday after it ended
def test_the_statement_and_plain_words_agree_on_every_minute_of_a_day(db, moment) -> None:
    there = moment.astimezone(LONDON)
    told = days_told(there.date(), days=1, adult_years=16)
    assert told["since"] <= moment < told["until"]
    minutes = [told["since"] + n * datetime.timedelta(minutes=1) for n in range(1440)]
    minutes = [*(minute.astimezone(datetime.UTC) for minute in minutes), moment]
    with connection.cursor() as cursor:
        cursor.execute(BY_DAY.format(rule=IS_OUT_OF_HOURS), {**LIMITS, **told, "moments": minutes})
        (counted,) = cursor.fetchone()
    is_open = is_working_day(there.date())
    assert counted == sum(not (is_open and 7 <= m.astimezone(LONDON).hour < 20) for m in minutes)


# --- Raising


@pytest.fixture
def pattern(council, clerk) -> AccessPattern:
    with as_owner():
        file = make_family(council.north_hub, make_person("Ada", "De La Tour"))
    return look_and_find(PatternKind.OWN, clerk, family=file.family)[0]


def alerted() -> dict[str, str]:
    with as_owner():
        alerts = Alert.objects.filter(kind=AlertKind.ACCESS_PATTERN).select_related("user")
        return {alert.user.full_name: alert.route for alert in alerts}


def test_the_manager_is_told_once_however_often_it_is_looked_for(council, pattern) -> None:
    find()
    find(DAY - 3 * ONE_DAY, DAY + 3 * ONE_DAY)
    assert len(found(PatternKind.OWN)) == 1
    with as_owner():
        assert AccessPatternSubject.objects.count() == 1
        (alert,) = Alert.objects.all()
    assert (alert.user, alert.kind, alert.route, alert.key) == (
        council.hub_manager, AlertKind.ACCESS_PATTERN, "access_pattern", pattern.pk,
    )  # fmt: skip


def test_a_manager_s_own_looks_go_to_the_manager_above_or_else_to_information_governance(council) -> None:
    with as_owner():
        file = make_family(council.south_hub, make_person("Ada", "Manager"))
    assert look_and_find(PatternKind.OWN, council.hub_manager, family=file.family)
    assert alerted() == {"Ines Officer": "access_pattern_all"}
    with as_owner():
        Alert.objects.all().delete()
        AccessPattern.objects.all().delete()
        make_member("Hilda Head", council.service, "hub_manager")
    find()
    assert alerted() == {"Hilda Head": "access_pattern"}


def test_an_auditor_s_own_looks_are_not_told_to_themselves(council) -> None:
    with as_owner():
        person = make_person("Ada", "Officer")
        make_member("Second Auditor", council.information, "information_officer")
    assert look_and_find(PatternKind.OWN, council.information_officer, person=person)
    assert alerted() == {"Second Auditor": "access_pattern_all"}


def test_the_nightly_task_makes_up_for_nights_it_missed_and_leaves_today_alone(council, clerk) -> None:
    today = timezone.localdate()
    with as_owner():
        file = make_family(council.north_hub, make_person("Ada", "De La Tour"))
        for days in (0, 1, 7, 8):
            make_look(clerk, at("00:00", today - days * ONE_DAY), family=file.family)
    with as_worker():
        find_access_patterns()
        find_access_patterns()
    assert [p.day for p in found(PatternKind.OWN)] == [today - 7 * ONE_DAY, today - ONE_DAY]
    assert len(alerted()) == 1


MANY_LOOKS = """
INSERT INTO accounts_accessrecord (id, at, user_id, person_id, family_id, route, ground, action)
SELECT uuidv7(), %s::timestamptz + n * interval '0.5 second', %s, NULL, (%s::uuid[])[1 + n %% %s],
       'families:family', 'work', 'view'
  FROM generate_series(1, %s) n
"""


def statements(council, looks: int, day: datetime.date) -> int:
    with as_owner():
        families = [make_family(council.south_hub, make_person("Ada", "Worker")).family.pk for _ in range(20)]
        with connection.cursor() as cursor:
            cursor.execute(
                MANY_LOOKS, [at("05:00", day), council.hub_worker.pk, families, len(families), looks]
            )
            cursor.execute("ANALYZE accounts_accessrecord")
    with CaptureQueriesContext(connection) as captured:
        find(day)
    return len(captured)


def test_a_hundred_thousand_looks_take_as_many_statements_as_a_hundred(council) -> None:
    few = statements(council, 100, DAY)
    many = statements(council, 100_000, DAY + ONE_DAY)
    assert len(found(PatternKind.OWN)) == len(found(PatternKind.OUTSIDE_WORK)) == 2
    assert many <= few  # the second day asks nobody about late work again
