"""The board says what comes first, how old it is, and whether the family was here before."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.referrals.rules import LONDON, age_words, due_after, working_minutes
from tests.database import as_owner
from tests.factories.families import make_family, make_person, make_restriction
from tests.factories.referrals import BORN, make_decided, make_referral

BOARD = reverse("referrals:board")
HOUR = datetime.timedelta(hours=1)


def at(day, hour, minute=0):
    return datetime.datetime(2026, 12, day, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("since", "until", "minutes"),
    [
        (at(1, 10), at(1, 12, 30), 150),
        (at(1, 8), at(1, 9, 30), 30),
        (at(1, 16), at(2, 10), 120),
        (at(4, 16), at(7, 10), 120),  # over a weekend
        (at(24, 16), at(29, 10), 120),  # over Christmas and its substitute day
        (at(5, 10), at(6, 10), 0),
        (at(2, 10), at(1, 10), 0),
    ],
)
def test_age_counts_office_hours_alone(since, until, minutes):
    assert working_minutes(since, until) == minutes


@pytest.mark.parametrize(
    ("received", "hours", "due"),
    [
        (at(1, 10), 4, at(1, 14)),
        (at(1, 15), 4, at(2, 11)),
        (at(4, 16), 8, at(7, 16)),
        (at(5, 12), 8, at(7, 17)),
        (at(1, 22), 16, at(3, 17)),
    ],
)
def test_what_is_due_is_due_in_office_hours(received, hours, due):
    assert due_after(received, hours) == due


def test_age_is_told_in_hours_then_in_days():
    assert [age_words(minutes) for minutes in (5, 60, 200, 480, 1000)] == [
        "Under an hour",
        "1 working hour",
        "3 working hours",
        "1 working day",
        "2 working days",
    ]


def test_what_is_due_first_stands_on_top_and_what_is_late_says_so(front_door, council):
    now = timezone.now()
    with as_owner():
        for name, due in (("Later", 30), ("Soon", 2), ("Overdue", -5)):
            make_referral(
                council.north_hub, council.hub_worker, (name, "Bird", BORN), due_at=now + due * HOUR
            )
    page = front_door.get(BOARD).content.decode()
    assert page.index("Overdue Bird") < page.index("Soon Bird") < page.index("Later Bird")
    assert "<strong>1 overdue</strong>" in page
    assert page.count("govuk-tag--red") == 1


def test_the_board_is_narrowed_by_stage_and_by_whose_it_is(front_door, council):
    with as_owner():
        make_referral(council.north_hub, council.hub_worker, ("Wren", "New", BORN))
        mine = {"stage": "decision", "assigned_to": council.hub_manager}
        make_referral(council.north_hub, council.hub_worker, ("Lark", "Mine", BORN), **mine)
    assert "Wren New" not in front_door.get(BOARD, {"stage": "decision"}).content.decode()
    assert "Wren New" not in front_door.get(BOARD, {"whose": "mine"}).content.decode()
    assert "Lark Mine" not in front_door.get(BOARD, {"whose": "nobodys"}).content.decode()
    assert "Lark Mine" in front_door.get(BOARD, {"stage": "nonsense", "whose": "'"}).content.decode()


def test_nobody_meets_referrals_of_a_front_door_that_is_not_theirs(front_door, council):
    with as_owner():
        make_referral(council.south_hub, council.other_hub_worker, ("Crow", "Southern", BORN))
        make_decided(council.south_hub, council.other_hub_worker, ("Rook", "Southern", BORN))
    for name in ("referrals:board", "referrals:decided", "home"):
        assert "Southern" not in front_door.get(reverse(name)).content.decode()


def test_a_referral_of_a_restricted_family_shows_to_those_named_alone(front_door, council):
    with as_owner():
        file = make_family(council.north_hub, make_person("Hidden", "Family"))
        referral = make_referral(
            council.north_hub, council.hub_worker, ("Hidden", "Family", BORN), family=file.family
        )
    assert "Hidden Family" in front_door.get(BOARD).content.decode()
    with as_owner():
        make_restriction(file.family, [council.hub_worker], council.hub_worker)
    assert "Hidden Family" not in front_door.get(BOARD).content.decode()
    url = reverse("referrals:referral", args=[referral.pk])
    assert front_door.get(url).status_code == 404
    front_door.force_login(council.hub_worker)
    assert front_door.get(url).status_code == 200


@pytest.mark.parametrize("months_ago", [3, 14])
def test_a_re_referral_within_the_window_says_so_and_links_to_the_earlier_one(
    front_door, council, months_ago
):
    with as_owner():
        before = make_decided(
            council.north_hub, council.hub_worker, ("wren", "NEWCOMER", BORN), ago=months_ago * 31
        )
        make_decided(council.north_hub, council.hub_worker, ("Wren", "Newcomer", None))
        again = make_referral(council.north_hub, council.hub_worker)
    is_again = months_ago < 12
    page = front_door.get(reverse("referrals:referral", args=[again.pk])).content.decode()
    assert (before.reference in page) == is_again
    assert ("Referred before" in page) == is_again
    assert ("Re-referral" in front_door.get(BOARD).content.decode()) == is_again


def test_a_family_referred_twice_is_known_by_its_file(front_door, council):
    with as_owner():
        file = make_family(council.north_hub)
        before = make_decided(
            council.north_hub, council.hub_worker, ("Some", "Body", None), family=file.family
        )
        again = make_referral(
            council.north_hub, council.hub_worker, ("Any", "Body", None), family=file.family
        )
    page = front_door.get(reverse("referrals:referral", args=[again.pk])).content.decode()
    assert before.reference in page


def test_pages_cost_the_same_however_much_waits(front_door, council):
    def queries(url):
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert front_door.get(url).status_code == 200
        return len([query for query in seen if "referrals_" in query["sql"] or "families_" in query["sql"]])

    def more(number):
        with as_owner():
            for count in range(number):
                file = make_family(council.north_hub)
                make_decided(council.north_hub, council.hub_worker, ("A", "B", BORN), family=file.family)
                make_referral(
                    council.north_hub, council.hub_worker, ("A", "B", BORN), (f"C{count}", "B", None),
                    family=file.family,
                )  # fmt: skip

    more(2)
    with as_owner():
        one = make_referral(council.north_hub, council.hub_worker)
    urls = [BOARD, reverse("referrals:decided"), reverse("home")]
    urls += [
        reverse(f"referrals:{name}", args=[one.pk])
        for name in ("referral", "link", "decide", "screen", "pass")
    ]
    before = {url: queries(url) for url in urls}
    more(12)
    assert {url: queries(url) for url in urls} == before
    assert max(before.values()) <= 12, before
