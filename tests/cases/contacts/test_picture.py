"""The chronology as a picture: every entry is counted once, dots stay inside, and length costs nothing."""

import datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from cases.contacts.picture import EDGE, LEFT, MOST_STRETCHES, WIDTH, drawn
from cases.families.chronology import Count
from tests.cases.contacts.test_chronology import fill_more
from tests.database import as_owner
from tests.factories.contacts import make_contact

KINDS = [("visit", "Visit"), ("call", "Call"), ("text", "Text")]
MONTHS = st.builds(datetime.date, st.integers(1990, 2040), st.integers(1, 12), st.just(1))
COUNTS = st.lists(
    st.builds(Count, st.sampled_from(["visit", "call", "text"]), MONTHS, st.integers(1, 500)),
    min_size=1, max_size=60, unique_by=lambda count: (count.kind, count.month),
)  # fmt: skip


@given(COUNTS)
def test_every_entry_is_in_the_figures_and_every_dot_is_in_the_picture(counts):
    picture = drawn(counts, KINDS, [])
    assert sum(lane.total for lane in picture.lanes) == sum(count.number for count in counts)
    assert all(sum(lane.by_year) == lane.total for lane in picture.lanes)
    drawn_total = 0
    for lane in picture.lanes:
        assert len(lane.dots) <= MOST_STRETCHES + 1
        for dot in lane.dots:
            assert LEFT <= dot.x <= WIDTH - EDGE
            drawn_total += int(dot.title.rpartition(": ")[2])
    assert drawn_total == sum(count.number for count in counts)
    assert all(LEFT <= tick.x <= WIDTH for tick in picture.ticks)


def test_nothing_is_drawn_of_nothing():
    assert drawn([], KINDS, []) is None


def test_the_page_counts_by_kind_and_year_and_lists_significant_events(worker, council, file):
    with as_owner():
        for day in (datetime.date(2025, 12, 31), datetime.date(2026, 1, 1)):
            visit = make_contact(file, council.hub_worker, happened_on=day)
    worker.post(reverse("contacts:mark", args=[file.family.pk, "contact", visit.pk]), {"stands": "yes"})
    response = worker.get(reverse("contacts:picture", args=[file.family.pk]), {"kind": "visit"})
    picture = response.context["picture"]
    assert picture.years == (2025, 2026)
    assert [(lane.label, lane.by_year) for lane in picture.lanes] == [("Visit", (1, 1))]
    assert [event.object for event in response.context["events"]] == [visit]
    assert "Significant event on 1 January 2026" in response.content.decode()


def test_other_teams_find_no_picture(page, council, file):
    page.force_login(council.other_hub_worker)
    assert page.get(reverse("contacts:picture", args=[file.family.pk])).status_code == 404


def test_two_thousand_entries_cost_what_forty_cost(worker, council, file):
    counts = []
    for number in (40, 2_000):
        with as_owner():
            fill_more(file, council.hub_worker, number)
        worker.get(reverse("contacts:picture", args=[file.family.pk]))
        with CaptureQueriesContext(connection) as queries:
            worker.get(reverse("contacts:picture", args=[file.family.pk]))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 16, counts  # twelve are the frame of every page of a file
