"""Which files are due, on which day, and what keeps the others."""

import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import DateTimeField

from accounts.actor import acting_as_system
from cases.families.models import FamilyMembership
from privacy.models import DataRequest
from retention.queries.due import files_due
from retention.schedule import ACTIVITY
from tests.database import as_owner, as_worker
from tests.factories.accounts import Council
from tests.factories.canaries import Planter
from tests.factories.duties import make_complaint
from tests.factories.families import (
    REASON,
    FamilyFile,
    join_family,
    make_family,
    make_person,
    make_service,
    make_warning,
)
from tests.factories.referrals import make_referral
from tests.factories.retention import approve_schedule, make_contact, make_hold, make_old_family
from tests.factories.rights import make_lock

DAY = datetime.timedelta(days=1)
LONDON = ZoneInfo("Europe/London")


def date(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.fixture
def council(council: Council) -> Council:
    with as_owner():
        approve_schedule(council.records_officer)
    return council


def blocks(file: FamilyFile, on: str) -> list[str] | None:
    """What keeps a family's file on a day; ``None`` when its period is not over."""
    with as_worker(), acting_as_system("test"):
        found = {due.family_id: due.blocks for due in files_due(date(on))}
    return found.get(file.family.pk)


def make_supported(council, *people, ended_on="2010-03-01", **fields):
    fields = {
        "service": make_service("Family support", "targeted_support"),
        "started_on": date("2009-01-01"),
        "ended_on": date(ended_on),
        "end_reason": "needs_met",
    } | fields
    return make_family(council.north_hub, *people, **fields)


def test_a_hub_file_is_due_six_years_after_the_financial_year_of_the_last_contact(council):
    with as_owner():
        file = make_old_family(council, ended_on=date("2020-01-10"))
        make_contact(file.family, council.hub_worker, on=date("2026-05-15"))
    assert blocks(file, "2033-03-31") is None
    assert blocks(file, "2033-04-01") == []


# What a row has to say besides, to be possible on that day and about that family.
BESIDES = {
    "contacts.Contact": lambda file, last: {
        "happened_on": last.date(), "next_step_on": last.date(), "recorded_at": last,
    },
    "families.WarningNote": lambda file, last: {
        "family_id": file.family.pk, "person_id": None, "review_on": last.date() + DAY,
        "ended_on": last.date(),
    },
}  # fmt: skip


def rewrite(row, **columns) -> None:
    """Let a row have been written on another day."""
    assigned = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {row._meta.db_table} SET {assigned} WHERE id = %s", [*columns.values(), row.pk]
        )


OWN = [(label, column) for label, column in ACTIVITY if "__" not in column and column != "decided_at"]


@pytest.mark.parametrize(("label", "name"), OWN)
def test_any_later_work_with_the_family_moves_the_date_on(council, label, name):
    """A letter added or a note written after the last visit keeps the file as long as another visit would."""
    last = datetime.datetime(2026, 5, 15, 23, 30, tzinfo=LONDON)
    with as_owner():
        file = make_old_family(council, ended_on=date("2020-01-10"))
        row = Planter(file, staff=council.hub_worker, prefix="later").row(label)
        column = row._meta.get_field(name)
        moment = last if isinstance(column, DateTimeField) else last.date()
        moved = {} if column.generated else {column.column: moment}
        rewrite(row, **moved, **BESIDES.get(label, lambda file, last: {})(file, last))
    assert blocks(file, "2033-03-31") is None
    assert blocks(file, "2033-04-01") == []


@pytest.mark.parametrize(("left", "kept"), [(None, True), ("2026-06-01", True), ("2025-01-01", False)])
def test_a_warning_about_one_member_moves_the_date_on_unless_they_had_left(council, left, kept):
    with as_owner():
        file = make_old_family(council, ended_on=date("2020-01-10"))
        make_warning(council.hub_worker, person=file.person, recorded_on=date("2026-05-15"))
        membership = file.family.memberships.get(person=file.person)
        rewrite(membership, ended_on=date(left) if left else None)
    assert (blocks(file, "2033-03-31") is None) is kept
    assert blocks(file, "2033-04-01") == []


def test_having_come_to_a_group_moves_the_date_on(council):
    with as_owner():
        file = make_old_family(council, ended_on=date("2020-01-10"))
        attendance = Planter(file, staff=council.hub_worker, prefix="later").row("groups.Attendance")
        rewrite(attendance.session, happens_on=date("2026-05-15"))
    assert blocks(file, "2033-03-31") is None
    assert blocks(file, "2033-04-01") == []


def test_a_supported_childs_file_waits_for_the_25th_birthday_of_the_youngest(council):
    with as_owner():
        old, young = (make_person(date_of_birth=date(born)) for born in ("1998-07-01", "2004-02-29"))
        file = make_supported(council, old, young)
    assert blocks(file, "2029-03-01") is None
    assert blocks(file, "2029-03-02") == []


def test_a_parent_does_not_lengthen_the_file_by_a_birthday(council):
    with as_owner():
        parent = make_person(date_of_birth=date("1990-12-31"))
        file = make_supported(council, parent, ended_on="2010-03-01")
    assert blocks(file, "2016-03-01") is None
    assert blocks(file, "2016-03-02") == []


def test_a_child_who_died_is_counted_from_the_death(council):
    with as_owner():
        child = make_person(date_of_birth=date("2005-01-01"), date_of_death=date("2012-06-30"))
        file = make_supported(council, child)
    assert blocks(file, "2018-06-30") is None
    assert blocks(file, "2018-07-01") == []


@pytest.mark.parametrize(
    "birth",
    [
        {},
        {"birth_date_kind": "estimated", "date_of_birth": date("1980-01-01")},
        {"birth_date_kind": "unborn", "date_of_birth": date("2010-09-01")},
    ],
    ids=["unknown", "estimated", "unborn"],
)
def test_without_an_exact_date_of_birth_no_date_comes_by_itself(council, birth):
    with as_owner():
        file = make_supported(council, make_person(**birth))
    assert "birth_date" in blocks(file, "2060-01-01")


def test_a_hub_file_needs_no_date_of_birth(council):
    with as_owner():
        file = make_old_family(council, make_person())
    assert blocks(file, "2026-11-22") == []


def test_the_longest_rule_of_a_household_decides(council):
    with as_owner():
        child = make_person(date_of_birth=date("2008-01-01"))
        file = make_old_family(council, child)
        make_supported(council, child)
    assert blocks(file, "2026-11-22") == ["linked"]
    assert blocks(file, "2033-01-02") == []


def test_a_referral_moves_the_date_and_one_that_waits_keeps_the_file(council):
    with as_owner():
        file = make_old_family(council, make_person())
        at = datetime.datetime(2024, 5, 1, 12, tzinfo=datetime.UTC)
        times = {"received_at": at, "recorded_at": at, "due_at": at}
        referral = make_referral(council.north_hub, council.hub_worker, family=file.family, **times)
    assert blocks(file, "2026-11-22") is None
    assert blocks(file, "2040-01-01") is None
    with as_owner():
        referral.stage, referral.decided_at = "done", at
        referral.save_by(by=None, reason="Decided")
    assert blocks(file, "2031-03-31") is None
    assert blocks(file, "2031-04-01") == []


def test_an_open_service_keeps_the_file(council):
    with as_owner():
        file = make_old_family(council, ended_on=None)
    assert blocks(file, "2026-11-22") == ["open_involvement"]


def test_a_service_that_ends_in_the_future_is_open(council):
    with as_owner():
        file = make_supported(council, make_person(date_of_birth=date("1970-01-01")), ended_on="2030-01-01")
    assert blocks(file, "2026-11-22") is None


def test_a_survey_is_due_five_months_after_it_was_collected_even_if_nobody_closed_it(council):
    with as_owner():
        file = make_family(
            council.north_hub, service=make_service("Website test", "survey"), started_on=date("2026-01-15")
        )
    assert blocks(file, "2026-06-15") is None
    assert blocks(file, "2026-06-16") == []


def test_youth_justice_waits_for_a_person(council):
    with as_owner():
        file = make_supported(
            council,
            make_person(date_of_birth=date("1990-01-01")),
            service=make_service("Youth justice", "youth_justice"),
        )
    assert blocks(file, "2026-11-22") == ["review"]


def test_support_that_stepped_up_is_held_for_the_inquiry(council):
    with as_owner():
        file = make_supported(council, make_person(date_of_birth=date("1990-01-01")), end_reason="step_up")
    assert blocks(file, "2044-01-01") is None
    assert set(blocks(file, "2046-01-01")) == {"hold", "review"}


@pytest.mark.parametrize("scope", ["everything", "family", "person", "service", "rule"])
def test_a_hold_of_any_scope_keeps_the_file(council, scope):
    with as_owner():
        file = make_old_family(council)
        make_hold(
            scope=scope,
            **{
                "everything": {},
                "family": {"family": file.family},
                "person": {"person": file.person},
                "service": {"service_kind": "hub"},
                "rule": {"rule_code": "hub"},
            }[scope],
        )
    assert blocks(file, "2026-11-22") == ["hold"]


def test_a_hold_on_another_family_or_service_keeps_nothing_here(council):
    with as_owner():
        file, other = make_old_family(council), make_old_family(council)
        make_hold(scope="family", family=other.family)
        make_hold(scope="service", service_kind="victim_service")
        make_hold(scope="rule", rule_code="victim_service")
    assert blocks(file, "2026-11-22") == []


def test_a_released_hold_keeps_nothing(council):
    with as_owner():
        file = make_old_family(council)
        make_hold(
            released_on=date("2026-01-01"), released_by=council.records_officer, release_reason="Case settled"
        )
    assert blocks(file, "2026-11-22") == []


def test_a_hold_past_its_review_date_still_keeps(council):
    with as_owner():
        file = make_old_family(council)
        make_hold(review_on=date("2020-01-01"))
    assert blocks(file, "2026-11-22") == ["hold"]


def make_request(council, person, **fields):
    request = DataRequest(
        reference="SAR-1",
        subject=person,
        subject_name="A",
        asker_name="A",
        channel="email",
        received_on=date("2020-01-01"),
        handler=council.information_officer,
        **fields,
    )
    request.save_by(by=None, reason=REASON)


@pytest.mark.parametrize("whose", ["person", "family"])
def test_data_that_may_not_be_used_keeps_the_file_until_the_lock_is_lifted(council, whose):
    with as_owner():
        file = make_old_family(council)
        lock = make_lock(council.information_officer, **{whose: getattr(file, whose)})
    assert blocks(file, "2033-04-01") == ["locked"]
    lock.told_on, lock.told_how, lock.lift_reason = lock.review_on, "Rang them", "Checked"
    lock.lifted_by, lock.lifted_at = council.information_officer, lock.placed_at
    with as_owner():
        lock.save_by(by=None, reason=REASON)
    assert blocks(file, "2033-04-01") == []


def test_a_complaint_keeps_the_file_until_six_years_after_its_answer(council):
    with as_owner():
        file = make_old_family(council)
        officer = council.information_officer
        complaint = make_complaint(officer, person=file.person, received_on=date("2026-11-20"))
    assert blocks(file, "2033-04-01") == ["request"]
    complaint.closed_on, complaint.outcome, complaint.told_how = date("2030-05-01"), "upheld", "Letter"
    with as_owner():
        complaint.save_by(by=None, reason=REASON)
    assert blocks(file, "2036-05-01") is None
    assert blocks(file, "2036-05-02") == []


def test_an_open_request_keeps_the_file(council):
    with as_owner():
        file = make_old_family(council)
        make_request(council, file.person)
    assert blocks(file, "2026-11-22") == ["request"]


def test_an_answered_request_keeps_the_file_for_three_more_years(council):
    with as_owner():
        file = make_old_family(council)
        make_request(council, file.person, closed_on=date("2024-02-29"), sent_how="By post")
    assert blocks(file, "2027-03-01") is None
    assert blocks(file, "2027-03-02") == []


def test_a_person_in_two_families_keeps_both_until_the_last_is_due(council):
    with as_owner():
        shared, cousin = make_person(), make_person()
        first, second = make_old_family(council, shared), make_old_family(council, shared, cousin)
        third = make_old_family(council, cousin, ended_on=date("2025-01-01"))
        alone = make_old_family(council)
    assert blocks(first, "2026-11-22") == blocks(second, "2026-11-22") == ["linked"]
    assert blocks(alone, "2026-11-22") == []
    assert blocks(first, "2031-04-01") == blocks(second, "2031-04-01") == blocks(third, "2031-04-01") == []


def test_somebody_who_left_long_ago_still_links_the_families(council):
    with as_owner():
        moved = make_person()
        old = make_old_family(council, moved)
        make_family(council.south_hub, moved)
        membership = FamilyMembership.objects.get(family=old.family)
        membership.ended_on = date("2024-02-01")
        membership.save_by(by=None, reason=REASON)
    assert blocks(old, "2026-11-22") == ["linked"]


def test_a_family_whose_members_are_in_no_other_is_not_linked(council):
    with as_owner():
        file = make_old_family(council)
        join_family(make_person(), file.family)
        make_old_family(council, ended_on=date("2026-01-01"))
    assert blocks(file, "2026-11-22") == []
