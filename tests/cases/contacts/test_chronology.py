"""The chronology: order, filters, pages by key, paper, who may read it, and that length costs nothing."""

import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import acting_as
from accounts.keys import new_key
from accounts.models import AccessRecord
from cases.families import chronology
from cases.families.chronology import BadKey, Filters, Key
from tests.cases.contacts.typing_in import date_parts
from tests.database import as_owner
from tests.factories.contacts import make_contact
from tests.factories.families import make_family
from tests.factories.texts import make_phone, make_text

MARCH = datetime.date(2026, 3, 1)
CONTACTS = "?kind=visit&kind=call&kind=meeting"


def address(file, query=""):
    return reverse("contacts:chronology", args=[file.family.pk]) + query


def notes(response):
    """What happened at contacts, in the order of the page."""
    entries = response.context["entries"]
    return [entry.object.what_happened for entry in entries if entry.strand == "contact"]


def fill(file, by, number):
    """Contacts made by the database itself, one a day, with one person each; as many as asked for."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO contacts_contact (id, family_id, involvement_id, kind, happened_on, place, source,"
            " what_happened, what_we_think, next_step, recorded_by_id, recorded_at)"
            " SELECT gen_random_uuid(), %s, NULL, (ARRAY['visit', 'call', 'meeting'])[1 + n %% 3],"
            " DATE '2026-03-01' - n, '', 'seen_and_heard', 'Note ' || n, '', '', %s, now()"
            " FROM generate_series(1, %s) AS n",
            [file.family.pk, by.pk, number],
        )
        cursor.execute(
            "INSERT INTO contacts_contactabout (id, contact_id, person_id, seen, seen_alone)"
            " SELECT gen_random_uuid(), c.id, %s, true, false FROM contacts_contact c WHERE c.family_id = %s",
            [file.person.pk, file.family.pk],
        )
        cursor.execute("ANALYZE contacts_contact, contacts_contactabout")


def test_the_newest_comes_first_and_a_time_of_day_counts(worker, council, file):
    with as_owner():
        for day, at, words in (
            (1, None, "first day"),
            (2, "16:00", "second day, afternoon"),
            (2, "09:30", "second day, morning"),
            (2, None, "second day, no time"),
            (3, None, "third day"),
        ):
            make_contact(
                file,
                council.hub_worker,
                what_happened=words,
                happened_on=MARCH.replace(day=day),
                started_at=at and datetime.time.fromisoformat(at),
            )
    response = worker.get(address(file))
    assert notes(response) == [
        "third day", "second day, afternoon", "second day, morning", "second day, no time", "first day",
    ]  # fmt: skip
    html = response.content.decode()
    assert "2 March 2026 at 16:00" in html
    assert "by Hana Worker" in html


def test_a_summer_time_is_shown_as_it_was_typed(worker, council, file):
    with as_owner():
        make_contact(
            file, council.hub_worker, happened_on=datetime.date(2026, 7, 1), started_at=datetime.time(14, 30),
            recorded_at=datetime.datetime(2026, 7, 2, 9, tzinfo=datetime.UTC),
        )  # fmt: skip
    assert "1 July 2026 at 14:30" in worker.get(address(file)).content.decode()


@pytest.fixture
def told_apart(council, file):
    alex, sam = file.people
    with as_owner():
        make_contact(file, council.hub_worker, what_happened="A", kind="visit", happened_on=MARCH)
        make_contact(
            file,
            council.hub_manager,
            what_happened="B",
            kind="call",
            about={sam: {"seen": False}},
            happened_on=MARCH.replace(day=5),
        )
        make_contact(
            file,
            council.hub_worker,
            what_happened="C",
            kind="meeting",
            about={alex: {"seen": True}},
            present=(sam,),
            happened_on=MARCH.replace(day=9),
        )
    return file


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({}, "CBA"),
        ({"kind": ["visit"]}, "A"),
        ({"kind": ["visit", "call"]}, "BA"),
        ({"person": "sam"}, "CB"),
        ({"person": "alex"}, "CA"),
        ({"author": "hub_manager"}, "B"),
        ({"since": MARCH.replace(day=5)}, "CB"),
        ({"until": MARCH.replace(day=5)}, "BA"),
        ({"since": MARCH.replace(day=2), "until": MARCH.replace(day=8), "author": "hub_worker"}, ""),
        ({"person": "sam", "kind": ["meeting"]}, "C"),
    ],
)
def test_filters_narrow_what_is_shown(worker, council, told_apart, asked, shown):
    alex, sam = told_apart.people
    keys = {
        "alex": alex.pk,
        "sam": sam.pk,
        "hub_manager": council.hub_manager.pk,
        "hub_worker": council.hub_worker.pk,
    }
    query = {
        name: keys.get(value, value) if isinstance(value, str) else value for name, value in asked.items()
    }
    for name in ("since", "until"):
        if name in query:
            query |= date_parts(name, query.pop(name))
    assert notes(worker.get(address(told_apart), query)) == list(shown)


def test_the_filters_offer_the_family_and_the_authors_and_name_nobody_in_an_address(
    worker, council, told_apart
):
    response = worker.get(address(told_apart), {"person": told_apart.person.pk})
    form = response.context["form"]
    assert [label for _, label in form.fields["author"].choices] == [
        "Everybody",
        "Hana Worker",
        "Malik Manager",
    ]
    assert [label for _, label in form.fields["person"].choices] == [
        "Everybody",
        "Alex Example",
        "Sam Example",
    ]
    for link in ("print_url", "screen_url"):
        assert str(told_apart.person.pk) in response.context[link]
        assert "Alex" not in response.context[link]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"kind": "seance"}, "kind"),
        ({"person": str(uuid4())}, "person"),
        ({"author": "nobody"}, "author"),
        (date_parts("since", "31 2 2026"), "since"),
        (date_parts("until", "1 1 9999"), "until"),
        (date_parts("since", "2 3 2026") | date_parts("until", "1 3 2026"), "until"),
    ],
)
def test_wrong_filters_are_refused_beside_their_field(worker, told_apart, asked, field):
    response = worker.get(address(told_apart), asked)
    assert list(response.context["form"].errors) == [field]
    assert notes(response) == []


def test_pages_lead_to_older_entries_and_back_without_gap_or_repeat(worker, council, file):
    with as_owner():
        fill(file, council.hub_worker, 60)
        # Ties: several contacts of one day without a time.
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE contacts_contact SET happened_on = DATE '2026-02-01' WHERE happened_on < '2026-02-10'"
            )
    pages, url = [], address(file, CONTACTS)
    while url:
        response = worker.get(url)
        pages.append(notes(response))
        last, url = response, response.context["older_url"]
    assert [len(page) for page in pages] == [25, 25, 10]
    seen = [note for page in pages for note in page]
    assert len(set(seen)) == 60
    back = worker.get(last.context["newer_url"])
    assert notes(back) == pages[1]
    first = worker.get(back.context["newer_url"])
    assert notes(first) == pages[0]
    assert first.context["newer_url"] == ""
    assert worker.get(address(file, CONTACTS)).context["newer_url"] == ""


def test_pages_keep_the_filters(worker, council, file):
    with as_owner():
        fill(file, council.hub_worker, 90)
    older = worker.get(address(file), {"kind": "call"}).context["older_url"]
    assert {entry.kind for entry in worker.get(older).context["entries"]} == {"call"}


@pytest.mark.parametrize("key", ["nonsense", "", "é", "f" + "_" * 31, "____" * 12])
def test_a_made_up_key_is_not_found(worker, file, key):
    assert worker.get(address(file), {"before": key}).status_code == 404


def test_a_key_survives_its_address():
    key = Key(datetime.datetime(2026, 3, 5, 14, 30, 0, 123456, tzinfo=datetime.UTC), new_key())
    assert Key.from_text(key.as_text()) == key
    with pytest.raises(BadKey):
        Key.from_text(key.as_text()[:-4])


def test_the_print_view_has_every_entry_in_full(worker, council, file):
    with as_owner():
        fill(file, council.hub_worker, 40)
        make_contact(
            file, council.hub_worker, what_happened="word " * 200 + "END", what_we_think="Thought through"
        )
    assert "END" not in worker.get(address(file)).content.decode()
    response = worker.get(address(file, "?print=1"))
    assert len(notes(response)) == 41
    html = response.content.decode()
    assert "END" in html
    assert "Thought through" in html
    assert "Made for Hana Worker" in html
    assert "How we know: I saw and heard it myself" in html
    assert "Only the newest" not in html


def test_a_very_long_file_says_that_paper_has_only_its_newest_part(worker, council, file):
    with as_owner():
        fill(file, council.hub_worker, 1_001)
    response = worker.get(address(file, "?print=1"))
    assert len(response.context["entries"]) == 1_000
    assert "Only the newest 1000 entries are here" in response.content.decode()


def test_each_view_is_logged_once_with_its_ground(worker, council, file):
    worker.get(address(file))
    worker.get(address(file, "?print=1"))
    with as_owner():
        looks = AccessRecord.objects.all()
        assert {(look.user_id, look.family_id, look.route, look.ground) for look in looks} == {
            (council.hub_worker.pk, file.family.pk, "contacts:chronology", "allocated")
        }
        assert len(looks) == 2


def test_other_teams_find_nothing_and_officers_are_refused(page, council, file):
    with as_owner():
        make_contact(file, council.hub_worker)
    for person, status in (
        (council.other_hub_worker, 404),
        (council.information_officer, 403),
        (council.admin, 403),
    ):
        page.force_login(person)
        assert page.get(address(file)).status_code == status
        assert page.get(address(file, "?print=1")).status_code == status
    with as_owner():
        assert not AccessRecord.objects.exists()
    page.logout()
    assert page.get(address(file)).status_code == 302


def test_another_family_is_not_mixed_in(worker, council, file):
    with as_owner():
        make_contact(make_family(council.north_hub), council.hub_worker, what_happened="Other family")
        make_contact(file, council.hub_worker, what_happened="This family")
    assert notes(worker.get(address(file))) == ["This family"]


def test_strands_are_merged_by_time_and_only_those_asked_for_are_asked(council, file):
    with as_owner():
        phone = make_phone(file.person)
        for day in (3, 5, 7):
            make_contact(file, council.hub_worker, happened_on=MARCH.replace(day=day))
        for day in (2, 4, 8):
            at = datetime.datetime(2026, 3, day, 12, tzinfo=datetime.UTC)
            make_text(file, phone, council.hub_worker, at=at)
    kinds = frozenset({"visit", "text"})
    user = council.hub_worker
    with acting_as(user):
        first = chronology.page(file.family, user, filters=Filters(kinds=kinds), limit=4)
        assert [entry.key.at.day for entry in first.entries] == [8, 7, 5, 4]
        assert [entry.strand for entry in first.entries] == ["text", "contact", "contact", "text"]
        second = chronology.page(file.family, user, filters=Filters(kinds=kinds), before=first.older, limit=4)
        assert [entry.key.at.day for entry in second.entries] == [3, 2]
        assert [e.key.at.day for e in chronology.latest(file.family, user, limit=2)] == [8, 7]
        with CaptureQueriesContext(connection) as queries:
            chronology.page(file.family, user, filters=Filters(kinds=frozenset({"visit"})), limit=4)
        assert not [query for query in queries if "texts_text" in query["sql"]]


def plan(statement):
    """Node types and indexes of the plan of a statement as the page sends it."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}")
        (((top,),),) = (cursor.fetchall(),)
    nodes, waiting = [], [top[0]["Plan"]]
    while waiting:
        node = waiting.pop()
        nodes.append(node)
        waiting += node.get("Plans", [])
    return nodes


def test_two_thousand_entries_cost_what_forty_cost(worker, council, file):
    """As many queries; the page walks the index of the chronology and sorts nothing."""
    counts, rows_read = {}, {}
    with as_owner():
        other = make_family(council.north_hub)
        fill(other, council.hub_worker, 2_000)
        fill(file, council.hub_worker, 40)
    for number in (40, 2_000):
        if number > 40:
            with as_owner():
                fill_more(file, council.hub_worker, number)
        worker.get(address(file))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            worker.get(address(file))
        counts[number] = len(queries)
        (statement,) = [
            query["sql"]
            for query in queries
            if 'FROM "contacts_contact"' in query["sql"] and "LIMIT 26" in query["sql"]
        ]
        with acting_as(council.hub_worker):
            nodes = plan(statement)
        rows_read[number] = max(node["Actual Rows"] for node in nodes)
        if number > 40:
            assert "contact_chronology" in {node.get("Index Name") for node in nodes}, nodes
            sorted_rows = [n["Actual Rows"] for n in nodes if n["Node Type"] in ("Sort", "Incremental Sort")]
            assert max(sorted_rows, default=0) <= 60, nodes  # the slices together, and never the file
    assert counts[40] == counts[2_000] <= 25, counts
    assert rows_read[2_000] <= 60, rows_read


def fill_more(file, by, number):
    """The same family with a longer file."""
    here = "SELECT id FROM contacts_contact WHERE family_id = %s"
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM contacts_contactabout WHERE contact_id IN ({here})", [file.family.pk])
        cursor.execute(f"DELETE FROM contacts_contact WHERE id IN ({here})", [file.family.pk])
    fill(file, by, number)
