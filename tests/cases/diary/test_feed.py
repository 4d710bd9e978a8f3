"""The calendar feed: whoever has the key reads when its owner is busy, and nothing about anybody."""

import datetime
import io
import logging
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import example, given
from hypothesis import strategies as st

from accounts.actor import acting_as
from accounts.models import AccessRecord
from cases.diary.calendar import calendar_file
from cases.diary.models import CalendarFeed
from cases.diary.rules import digest, is_on_the_clock, moment
from cases.families.diary import CALLED_OFF, Slot
from familyhubs.logs import QuietFormatter
from tests.cases.diary.conftest import signed_in
from tests.cases.diary.pages import DAY, OUR_OWN, TODAY, words
from tests.database import as_owner
from tests.factories.diary import make_visit
from tests.factories.families import make_family, make_restriction

LONDON = ZoneInfo("Europe/London")
PAGE = reverse("diary:calendar")


def make_address(client):
    return client.post(PAGE, {"make": "1"}).context["address"].removeprefix("http://testserver")


def read(address):
    """As a calendar does: no cookie, no signing in."""
    return Client().get(address)


def events(answer):
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_a_calendar_is_told_when_and_nothing_about_whom(worker, council, file):
    with as_owner():
        visit = make_visit(
            file.family, council.hub_worker, purpose="Bedtimes", lone_working="Rings Kim", place="school"
        )
    answer = read(make_address(worker))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-store"
    (event,) = events(answer)
    assert event["summary"] == "Visit"
    assert event.decoded("dtstart") == datetime.datetime.combine(TODAY, datetime.time(10), LONDON)
    assert event["url"] == f"http://testserver/diary/day/?on={TODAY}"
    text = answer.content.decode().replace("\r\n ", "")
    family = file.family
    for secret in (
        "Example",
        "Alex",
        "Sam",
        family.reference,
        str(family.pk),
        "Bedtimes",
        "Kim",
        "school",
        "Hana",
    ):
        assert secret not in text
    assert str(visit.pk) in text  # the event's own id, so that a moved visit moves


def test_the_link_in_an_event_asks_to_sign_in(worker, council, file):
    with as_owner():
        make_visit(file.family, council.hub_worker)
    (event,) = events(read(make_address(worker)))
    answer = Client().get(str(event["url"]).removeprefix("http://testserver"))
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("account_login"))


def test_a_calendar_holds_its_owners_visits_that_stand_and_they_see(worker, council, file):
    with as_owner():
        other = make_family(council.north_hub, name="Restricted")
        make_visit(file.family, council.hub_worker)
        make_visit(file.family, council.hub_manager)
        make_visit(other.family, council.hub_worker)
        make_visit(file.family, council.hub_worker, visit_on=TODAY + 200 * DAY)
        make_restriction(other.family, [council.hub_manager], council.hub_manager)
    address = make_address(worker)
    assert len(events(read(address))) == 1
    with as_owner():
        file.involvement.ended_on, file.involvement.end_reason = TODAY - DAY, "needs_met"
        file.involvement.team, file.involvement.allocated_to = council.south_hub, None
        file.involvement.save_by(by=None, reason="Passed on")
    assert not events(read(address))


def test_reading_it_is_noted_as_a_look_of_its_owner_once_a_day(worker, council, file):
    with as_owner():
        make_visit(file.family, council.hub_worker)
    address = make_address(worker)
    read(address)
    read(address)
    with as_owner():
        (look,) = AccessRecord.objects.filter(route="diary:feed")
    assert (look.user_id, look.family_id, look.action) == (council.hub_worker.pk, file.family.pk, "list")


def test_whoever_happens_to_be_signed_in_there_changes_nothing(worker, council, file):
    with as_owner():
        make_visit(file.family, council.hub_worker)
    address = make_address(worker)
    assert len(events(signed_in(council.other_hub_worker).get(address))) == 1


@pytest.mark.parametrize("key", ["x", "a" * 43, "é" * 10, "a" * 3000])
def test_a_wrong_key_is_not_found(db, key):
    assert read(reverse("diary:feed", args=[key])).status_code == 404


def test_the_key_is_kept_as_a_digest_and_shown_once(worker, council):
    address = make_address(worker)
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    assert len(key) >= 43
    with as_owner():
        feed = CalendarFeed.objects.get()
    assert feed.digest == digest(key) != key
    assert key not in worker.get(PAGE).content.decode()


def test_a_new_address_ends_the_old_one_and_ending_it_ends_it(worker, council):
    first = make_address(worker)
    second = make_address(worker)
    assert (read(first).status_code, read(second).status_code) == (404, 200)
    assert "The address is ended" in words(worker.post(PAGE, {"end": "1"}, follow=True))
    assert read(second).status_code == 404
    assert "no address to end" in words(worker.post(PAGE, {"end": "1"}, follow=True))


def test_it_ends_when_the_account_is_closed(worker, council):
    address = make_address(worker)
    with as_owner():
        council.hub_worker.is_active = False
        council.hub_worker.save()
    assert read(address).status_code == 404


def test_it_ends_with_the_last_job_though_the_account_is_open(worker, council):
    address = make_address(worker)
    with as_owner():
        council.hub_worker.memberships.update(ended_on=TODAY - DAY)
    assert read(address).status_code == 404


def test_many_wrong_keys_are_refused_and_a_good_one_is_not(worker, council, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"calendar_refused": "3/5m"}
    address = make_address(worker)
    answers = [read(reverse("diary:feed", args=[f"wrong{number}"])).status_code for number in range(5)]
    assert answers == [404, 404, 404, 429, 429]
    assert read(address).status_code == 200


def test_only_reading_is_taken(worker, council):
    assert Client().post(make_address(worker)).status_code == 405


def test_no_line_of_the_log_holds_a_key(worker, council, settings):
    settings.RATE_LIMITS = settings.RATE_LIMITS | {"calendar_refused": "1/5m"}
    address = make_address(worker)
    key = address.removeprefix("/calendar/").removesuffix(".ics")
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    handler.setFormatter(QuietFormatter("%(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    try:
        Client().post(address)  # Method Not Allowed: /calendar/…
        worker.post(PAGE, {"end": "1"})
        read(address)  # Not Found: /calendar/…
        read(address)  # Too Many Requests: /calendar/…
        logging.getLogger("some.library").warning("GET %s?x=1 failed", f"https://council.example{address}")
    finally:
        logging.getLogger().removeHandler(handler)
    told = lines.getvalue()
    assert told.count("/calendar/…") >= 3
    assert key not in told


def test_nobody_reads_or_ends_another_ones_key_in_the_database(worker, council):
    make_address(worker)
    with acting_as(council.other_hub_worker):
        assert not CalendarFeed.objects.exists()
        assert CalendarFeed.objects.all().delete()[0] == 0
    with acting_as(None):
        assert not CalendarFeed.objects.exists()
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(council.other_hub_worker):
        CalendarFeed.objects.create(
            owner=council.hub_worker, digest="0" * 64, made_at=datetime.datetime.now(datetime.UTC)
        )


def test_a_feed_asks_as_often_for_twenty_visits_as_for_one(worker, council, file):
    address = make_address(worker)

    def queries():
        with CaptureQueriesContext(connection) as found:
            read(address)
        return len([query for query in found if OUR_OWN.search(query["sql"])])

    def more(number):
        with as_owner():
            for _ in range(number):
                make_visit(make_family(council.north_hub).family, council.hub_worker)

    more(1)
    once = queries()
    more(20)
    assert queries() == once <= 12


def slot(key, day, start, end, **fields):
    return Slot(key, moment(day, start), moment(day, end), "Visit", "A family", "/", **fields)


SPRING, AUTUMN = datetime.date(2027, 3, 28), datetime.date(2027, 10, 31)


@given(
    st.dates(datetime.date(2020, 1, 1), datetime.date(2039, 12, 31)) | st.sampled_from([SPRING, AUTUMN]),
    st.times(), st.times(), st.uuids(),
)  # fmt: skip
@example(SPRING, datetime.time(0, 30), datetime.time(2, 30), UUID(int=1))
@example(AUTUMN, datetime.time(0, 30), datetime.time(1, 30), UUID(int=1))
@example(AUTUMN, datetime.time(1, 30), datetime.time(2, 30), UUID(int=1))
@example(AUTUMN, datetime.time(1, 0, fold=1), datetime.time(2, 30), UUID(int=1))
def test_a_calendar_reads_the_time_on_the_clocks_of_london_whatever_the_season(day, one, other, key):
    start, end = sorted(time.replace(microsecond=0) for time in (one, other))
    if start == end or not (is_on_the_clock(day, start) and is_on_the_clock(day, end)):
        return
    planned = slot(key, day, start, end)
    written = calendar_file(
        [planned], at=planned.starts_at, site="hub.example", day_url="https://hub.example/{day}"
    )
    calendar = icalendar.Calendar.from_ical(written)
    (event,) = calendar.walk("VEVENT")
    begins, ends = event.decoded("dtstart"), event.decoded("dtend")
    assert (begins.replace(tzinfo=None), ends.replace(tzinfo=None)) == (
        datetime.datetime.combine(day, start), datetime.datetime.combine(day, end),
    )  # fmt: skip
    assert begins.astimezone(datetime.UTC) == planned.starts_at.astimezone(datetime.UTC)
    assert ends.astimezone(datetime.UTC) > begins.astimezone(datetime.UTC)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_a_visit_that_was_called_off_leaves_the_calendar():
    off = slot(UUID(int=1), SPRING, datetime.time(9), datetime.time(10), state=CALLED_OFF)
    written = calendar_file([off], at=off.starts_at, site="hub.example", day_url="{day}")
    assert not icalendar.Calendar.from_ical(written).walk("VEVENT")
