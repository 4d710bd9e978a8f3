"""The chronology as a spreadsheet: everything the filters let through, no formulas, noted as an export."""

import csv
import datetime
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessRecord
from govuk.spreadsheets import as_cell
from tests.cases.contacts.typing_in import date_parts
from tests.database import as_owner
from tests.factories.contacts import make_contact


def address(file):
    return reverse("contacts:chronology_csv", args=[file.family.pk])


def lines(response):
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
    return [row for row in rows if row[2] not in ("Work opened", "Allocation")]


def test_each_entry_is_a_line_in_full_the_newest_first(worker, council, file):
    with as_owner():
        make_contact(
            file, council.hub_worker, what_happened="Long " * 200 + "END", what_we_think="Well",
            happened_on=datetime.date(2026, 3, 2), started_at=datetime.time(14, 30), kind="visit",
        )  # fmt: skip
        make_contact(file, council.hub_worker, what_happened="Älter", happened_on=datetime.date(2026, 3, 1))
    response = worker.get(address(file))
    head, newest, older = lines(response)
    assert head[:3] == ["Date", "Time", "Kind"]
    assert newest[:5] == ["02/03/2026", "14:30", "Visit", "Visit", "Hana Worker"]
    assert "END" in newest[6]
    assert "What we think: Well" in newest[6]
    assert (older[0], older[1], older[6]) == ("01/03/2026", "", "Älter")
    assert "Example" not in response.headers["Content-Disposition"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r", " =", "\n@", "＝"])
def test_words_are_no_formula(worker, council, file, start):
    assert as_cell(f"{start}1+1").startswith("'")
    with as_owner():
        make_contact(file, council.hub_worker, what_happened=f"{start}cmd|' /C calc'!A0")
    assert lines(worker.get(address(file)))[1][6].startswith("'")


@pytest.mark.parametrize("words", ["", "Seen = well", "1 - 2", "O'Brien"])
def test_other_words_stay_as_they_are(words):
    assert as_cell(words) == words


def test_filters_count_here_and_wrong_ones_lead_back_to_the_page(worker, council, file):
    with as_owner():
        make_contact(file, council.hub_worker, what_happened="A", kind="visit")
        make_contact(file, council.hub_worker, what_happened="B", kind="call")
    assert [line[6] for line in lines(worker.get(address(file), {"kind": "call"}))[1:]] == ["B"]
    page = worker.get(reverse("contacts:chronology", args=[file.family.pk]), {"kind": "call"})
    assert page.context["csv_url"] == f"{address(file)}?kind=call"
    wrong = worker.get(address(file), date_parts("since", "31 2 2026"))
    assert wrong.status_code == 302
    assert wrong.url.startswith(reverse("contacts:chronology", args=[file.family.pk]) + "?since_day=31")


def test_it_is_noted_as_an_export_and_hidden_from_other_teams(page, council, file):
    for user, status in ((council.other_hub_worker, 404), (council.admin, 403), (council.hub_worker, 200)):
        page.force_login(user)
        assert page.get(address(file)).status_code == status
    with as_owner():
        (look,) = AccessRecord.objects.all()
        assert (look.user_id, look.route, look.action) == (
            council.hub_worker.pk, "contacts:chronology_csv", "export",
        )  # fmt: skip


def test_a_long_file_costs_as_many_queries_as_a_short_one(worker, council, file):
    counts = []
    for number in (1, 30):
        with as_owner():
            for _ in range(number):
                make_contact(file, council.hub_worker)
        worker.get(address(file))
        with CaptureQueriesContext(connection) as queries:
            worker.get(address(file))
        counts.append(len(queries))
    assert counts[0] == counts[1]
