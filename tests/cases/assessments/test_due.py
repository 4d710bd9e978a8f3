"""An assessment is due ten working days after the work opened, and again a year after the last was approved."""

import datetime

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from cases.assessments.models import Assessment, FamilyCopy
from cases.families.due import due_of, own_work
from cases.families.models import Timescale
from cases.families.models.timescale import Step
from govuk.working_days import working_days_after
from tests.database import as_owner
from tests.factories.assessments import make_assessment, make_submitted
from tests.factories.families import REASON, make_family, make_service
from tests.factories.plans import make_plan, make_review

TODAY = timezone.localdate()
OF_CONTACTS = {str(step.label) for step in (Step.FIRST_CONTACT, Step.FIRST_VISIT, Step.CONTACT_GAP)}


def days_ago(days):
    return TODAY - datetime.timedelta(days=days)


def due(council, until=TODAY):
    with as_owner():
        found = due_of(own_work(council.hub_worker, TODAY), council.hub_worker, until)
    return [(row.family.split()[0], row.step, row.due_on) for row in found if row.step not in OF_CONTACTS]


@pytest.fixture
def support(council):
    def opened(name, days, **fields):
        service = make_service("Family support", "targeted_support")
        fields = {"service": service, "allocated_to": council.hub_worker} | fields
        return make_family(council.north_hub, name=name, started_on=days_ago(days), **fields)

    return opened


def approved(file, council, days):
    found = make_submitted(file, council.hub_worker)
    found.state, found.decided_by = "approved", council.hub_manager
    found.decided_at = timezone.now() - datetime.timedelta(days=days)
    found.save_by(by=council.hub_manager, reason=REASON)


def test_work_without_an_assessment_sent_is_due_and_one_with_the_manager_is_not(council, support):
    with as_owner():
        support("Untouched", 30)
        make_assessment(support("Begun", 30), council.hub_worker)
        make_submitted(support("Sent", 30), council.hub_worker)
        approved(support("Approved", 30), council, 1)
        support("New", 2)
        make_family(council.north_hub, name="Hub", allocated_to=council.hub_worker, started_on=days_ago(30))
    day = working_days_after(days_ago(30), 10)
    assert sorted(due(council)) == [("Begun", "Assessment", day), ("Untouched", "Assessment", day)]


def test_a_year_after_the_last_approval_a_new_one_is_due_unless_it_is_begun(council, support):
    with as_owner():
        approved(support("Old", 500), council, 400)
        approved(support("Fresh", 500), council, 300)
        again = support("Again", 500)
        approved(again, council, 400)
        make_assessment(again, council.hub_worker)
    assert [row[:2] for row in due(council)] == [("Old", "New assessment")]


def test_the_familys_copy_is_due_until_it_was_made(council, support):
    with as_owner():
        approved(support("Waits", 60), council, 20)
        approved(support("Has", 60), council, 20)
        Timescale.objects.filter(step="family_copy").update(amount=1)
        found = Assessment.objects.get(family__name="Has")
        copy = FamilyCopy(assessment=found, made_by=council.hub_worker, made_at=timezone.now())
        copy.save_by(by=council.hub_worker, reason=REASON)
    ahead = TODAY + datetime.timedelta(days=7)
    assert [row[:2] for row in due(council, ahead)] == [("Waits", "Copy of the assessment to the family")]


def test_a_step_the_council_gave_no_time_is_never_due(council, support):
    with as_owner():
        support("Untouched", 300)
        Timescale.objects.filter(step="assessment").update(is_used=False)
    assert due(council) == []


def test_each_is_found_from_its_due_date_on_and_not_a_day_earlier(council, support):
    with as_owner():
        opened = {f"Day{days}": days_ago(days) for days in range(40)}
        for number, name in enumerate(opened):
            support(name, number)
    for ahead in range(15):
        until = TODAY + datetime.timedelta(days=ahead)
        expected = {name for name, day in opened.items() if working_days_after(day, 10) <= until}
        assert {name for name, _, _ in due(council, until)} == expected


def test_a_plan_is_reviewed_after_six_weeks_and_every_three_months(council, support):
    by = council.hub_worker
    with as_owner():
        Timescale.objects.filter(step="assessment").update(is_used=False)
        make_plan(support("Old", 60), by, days=43)
        make_plan(support("Young", 60), by, days=41)
        make_review(make_plan(support("Again", 300), by, days=200), by, days=100)
        make_review(make_plan(support("Fresh", 300), by, days=200), by, days=80)
    first, later = days_ago(43) + datetime.timedelta(weeks=6), days_ago(100) + relativedelta(months=3)
    assert sorted(due(council)) == [("Again", "Next review", later), ("Old", "First review", first)]
