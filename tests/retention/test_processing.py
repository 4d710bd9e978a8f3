"""The record of processing, the evidence for an impact assessment and the page of promises are what the portal does."""

import csv
import io
import re

import pytest
from django.urls import reverse
from django.utils import timezone
from docx import Document

from privacy.codes import Category, Section
from privacy.data_map import PERSONAL
from privacy.models import NoticeSection, PublishedRecipient
from retention.promises import promises
from retention.queries.processing import forced_tables, impact_evidence, record_of_processing
from tests.database import as_owner
from tests.factories.retention import approve_schedule

TODAY = timezone.localdate()


@pytest.fixture
def officer(council, page):
    page.force_login(council.information_officer)
    return page


def test_every_kind_of_record_stands_in_the_record_of_processing(council):
    with as_owner():
        record = record_of_processing(TODAY)
        recipients = PublishedRecipient.objects.count()
    assert len(record.activities) == len(PERSONAL)
    assert all(activity.kept for activity in record.activities)
    assert all(activity.categories for activity in record.activities if activity.fields)
    assert len(dict(record.lists)["Recipients"]) == recipients
    assert "{" not in str(record)  # the council's names are filled in


def test_until_the_schedule_is_approved_it_says_so(council):
    with as_owner():
        before = {activity.title: activity.kept for activity in record_of_processing(TODAY).activities}
        approve_schedule(council.records_officer)
        after = {activity.title: activity.kept for activity in record_of_processing(TODAY).activities}
    assert before["Requests about your data"] == "No approved rule yet: nothing is destroyed"
    assert after["Requests about your data"].startswith("3 years from")


def test_the_evidence_counts_what_the_data_map_holds(council):
    with as_owner():
        evidence = impact_evidence(TODAY)
    health = next(row for row in evidence.categories if "Health" in row.title)
    held = [
        entry.holds[Category.HEALTH_AND_DISABILITY]
        for entry in PERSONAL
        if Category.HEALTH_AND_DISABILITY in entry.holds
    ]
    assert (health.fields, health.kinds) == (sum(len(names.split()) for names in held), len(held))
    assert "Article 9" in health.sensitive


def test_every_table_about_people_is_forced_behind_row_security(council):
    forced, tables = forced_tables()
    assert forced == tables > 40


@pytest.mark.parametrize("name", ["processing", "impact"])
def test_page_spreadsheet_and_word_file_say_the_same(officer, name):
    shown = officer.get(reverse(f"retention:{name}")).content.decode()
    lines = list(
        csv.reader(io.StringIO(officer.get(reverse(f"retention:{name}_csv")).content.decode("utf-8-sig")))
    )
    document = Document(io.BytesIO(officer.get(reverse(f"retention:{name}_docx")).content))
    table = next(found for found in document.tables if len(found.columns) == len(lines[0]))
    assert [[cell.text for cell in row.cells] for row in table.rows] == lines
    assert all(line[0] in re.sub(r"&#x27;", "'", shown) for line in lines)


def test_each_promise_leads_to_a_part_of_the_notice_that_is_there(page, council):
    with as_owner():
        parts = set(NoticeSection.objects.values_list("code", flat=True))
        told = promises(TODAY)
    assert {promise.section for promise in told} <= {Section(part) for part in parts}
    shown = page.get(reverse("promises")).content.decode()
    assert all(promise.promise in shown for promise in told)
    assert any(not promise.is_kept_by_program for promise in told)


def test_a_parent_is_told_the_same_figures_as_the_owner_counts(page, council):
    with as_owner():
        approve_schedule(council.records_officer)
        told = [promise.today for promise in promises(TODAY)]
    shown = page.get(reverse("promises")).content.decode()
    assert all(words in shown for words in told)
