"""Restriction (UK GDPR Article 18): of a person, a family or one record, down to the last row that hangs on it."""

import uuid

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from cases.families.merging.models import MergeState, Refusal
from cases.families.models import UseLock
from retention.schedule import FILE, KEPT_WITH
from tests.database import as_owner
from tests.factories.assessments import make_assessment
from tests.factories.canaries import plant_canaries
from tests.factories.contacts import make_contact
from tests.factories.families import make_family
from tests.factories.merging import merge_now
from tests.factories.privacy import make_request
from tests.factories.retention import make_old_family
from tests.factories.rights import make_lock
from tests.page_client import PageClient
from tests.privacy.rights.test_rights import day, decide, text

TODAY = timezone.localdate()
SOON = day("review_on", TODAY)

RESTRICTIVE = "SELECT policyname FROM pg_policies WHERE tablename = %s AND permissive = 'RESTRICTIVE'"

NOT_LOCKED = {
    "families.UseLock": "the order itself: it is lifted",
    "families.Involvement": "who works with the family goes on while we look into what was written",
    "families.Restriction": "who may see the file: keeping it from more people is no use of it",
    "families.NamedStaff": "as the restriction",
    "families.BreakGlass": "an emergency is judged afterwards by whoever is in charge",
    "families.AccessPatternSubject": "whether a look was right is judged, not what is in the file",
    "accounts.AccessRecord": "the log of reads: nobody changes it anyway",
    "texts.Delivery": "whether a text arrived; what waits is refused when it is sent",
    "texts.TextStop": "an objection counts at once",
    "oversight.HandOver": "who works with the family goes on",
    "diary.Task": "what staff have to do, such as putting right what is locked",
    "diary.Visit": "whether a worker came back safe",
    "privacy.Disclosure": "the log of what was shared; sharing itself is refused when it is asked for",
    "partners.Download": "a link is taken back at any time; what is locked is refused when it is handed over",
    "partners.DownloadFile": "as the download: destroyed when its link ends",
    "partners.Opening": "the log of who opened it",
    "telling.Given": "proof of what they were told",
    "telling.Told": "proof of what they were told",
    "duties.BreachPerson": "they have to be told of a breach",
    "merging.DuplicatePair": "found by a job; putting records together is refused",
    "merging.FamilyPair": "found by a job; putting records together is refused",
    "merging.Merge": "asked for on a page and refused by the job",
    "merging.MergeStep": "written by the job",
    "retention.Hold": "an order to keep: it goes along with a lock",
    "retention.DisposalItem": "a list of what may go; what is locked is kept off it",
}


def above(label):
    """A kind of record and everything it is kept with, up to the file."""
    found = [label]
    while KEPT_WITH.get(found[-1], "") in KEPT_WITH and KEPT_WITH[found[-1]] not in found:
        found.append(KEPT_WITH[found[-1]])
    return found


LOCKED = sorted(label for label in KEPT_WITH if FILE in above(label) and label not in NOT_LOCKED)
BELOW_RECORDS = sorted(
    (label, record)
    for label in LOCKED
    for record in ("contacts.Contact", "documents.Document", "assessments.Assessment", "assessments.Plan")
    if record in above(label)
)


@pytest.fixture
def planted(council):
    """A file with a row of every kind there is, and no lock."""
    with as_owner(), connection.cursor() as cursor:
        file = make_old_family(council, ended_on=None)
        plant_canaries(file, staff=council.hub_worker)
        cursor.execute("DELETE FROM families_uselock")
    return file


def states(label):
    """What PostgreSQL answers when a page, seeing everything, changes or removes a row of this kind."""
    table = apps.get_model(label)._meta.db_table
    answers = set()
    for sql in (f"UPDATE {table} SET id = id", f"DELETE FROM {table}"):
        with as_owner(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(RESTRICTIVE, [table])
            for (policy,) in cursor.fetchall():
                cursor.execute(f"DROP POLICY {policy} ON {table}")
            cursor.execute(f"CREATE POLICY all_of_it ON {table} TO familyhubs_web USING (true)")
            cursor.execute(f"GRANT SELECT, UPDATE, DELETE ON {table} TO familyhubs_web")
            cursor.execute("SET LOCAL ROLE familyhubs_web")
            try:
                with transaction.atomic():
                    cursor.execute(sql)
                    answers.add(f"{cursor.rowcount} rows")
            except DatabaseError as error:
                answers.add(error.__cause__.sqlstate)
            transaction.set_rollback(True)
    return answers


@pytest.mark.parametrize("label", LOCKED)
def test_whatever_is_kept_with_a_locked_family_is_changed_by_no_page(council, planted, label):
    assert "UL001" not in states(label)
    with as_owner():
        make_lock(council.information_officer, family=planted.family)
    assert states(label) == {"UL001"}


@pytest.mark.parametrize(("label", "record"), BELOW_RECORDS)
def test_whatever_hangs_on_a_locked_record_is_changed_by_no_page(council, planted, label, record):
    with as_owner():
        key = apps.get_model(record)._base_manager.get().pk
        make_lock(council.information_officer, person=planted.person, record_id=key)
    assert states(label) == {"UL001"}
    assert "UL001" not in states("families.HealthNeed")


def test_what_is_not_locked_is_a_kind_of_record_that_would_be(council):
    assert NOT_LOCKED.keys() <= {label for label in KEPT_WITH if FILE in above(label)}


class TestChoosing:
    """What an officer locks."""

    @pytest.fixture
    def case(self, council):
        with as_owner():
            return make_family(council.north_hub, allocated_to=council.hub_worker)

    @pytest.fixture
    def asked(self, council, case):
        with as_owner():
            return make_request(case.person, council.information_officer, received_on=TODAY)

    @pytest.fixture
    def officer(self, council, page):
        page.force_login(council.information_officer)
        return page

    def lock(self, officer, asked, **typed):
        return decide(officer, asked, "restriction", ground="accuracy_checked", **SOON, **typed)

    def test_a_family(self, officer, asked, case):
        self.lock(officer, asked, reach="family", family=case.family.reference.lower())
        with as_owner():
            lock = UseLock.objects.get()
        assert (lock.family_id, lock.person_id, lock.record_id) == (case.family.pk, None, None)
        assert "A whole family’s record" in text(officer.get(reverse("rights:request", args=[asked.pk])))

    def test_one_record_is_said_on_its_own_page(self, officer, asked, case, council):
        with as_owner():
            contact, other = (make_contact(case, council.hub_worker) for _ in range(2))
        page = reverse("contacts:contact", args=[case.family.pk, contact.pk])
        self.lock(officer, asked, reach="record", record=f"https://hubs.example{page}?from=list")
        with as_owner():
            lock = UseLock.objects.get()
        assert (lock.person_id, lock.record_id) == (case.person.pk, contact.pk)
        worker = PageClient()
        worker.force_login(council.hub_worker)
        assert "This record is kept and may not be used" in text(worker.get(page))
        elsewhere = worker.get(reverse("contacts:contact", args=[case.family.pk, other.pk]))
        assert "One of the records is kept and may not be used" in text(elsewhere)

    @pytest.mark.parametrize(
        ("typed", "said"),
        [
            ({}, "Select what is locked"),
            ({"reach": "family"}, "Enter the reference of a family this person is or was in"),
            ({"reach": "record", "record": "nothing"}, "Enter the address of a record"),
        ],
    )
    def test_what_is_missing_is_said_and_what_was_typed_stays(self, officer, asked, typed, said):
        answer = text(self.lock(officer, asked, what="The letter of May", **typed))
        assert said in answer
        assert "The letter of May" in answer
        with as_owner():
            assert not UseLock.objects.exists()

    def test_nothing_of_anybody_else_is_locked_or_given_away(self, officer, asked, council):
        with as_owner():
            other = make_family(council.north_hub)
            contact = make_contact(other, council.hub_worker)
        family = self.lock(officer, asked, reach="family", family=other.family.reference)
        record = self.lock(officer, asked, reach="record", record=str(contact.pk))
        nobodys = self.lock(officer, asked, reach="record", record=str(uuid.uuid4()))
        assert "Enter the reference of a family this person is or was in" in text(family)
        assert "Enter the address of a record" in text(record)
        assert "Enter the address of a record" in text(nobodys)
        with as_owner():
            assert not UseLock.objects.exists()

    def test_the_database_answers_officers_alone(self, council, case):
        with as_owner():
            assessment = make_assessment(case, council.hub_worker)
        for persona, found in (
            ("information_officer", True),
            ("hub_worker", False),
            ("records_officer", False),
        ):
            with acting_as(getattr(council, persona)), connection.cursor() as cursor:
                cursor.execute("SELECT lockable_record(%s, %s)", [assessment.pk, case.person.pk])
                assert cursor.fetchone() == (found,)
                cursor.execute("SELECT lockable_family(%s, %s)", [case.family.reference, case.person.pk])
                assert bool(cursor.fetchone()[0]) is found


@pytest.mark.parametrize("of", ["person", "family"])
def test_locked_records_are_not_put_together_and_the_manager_reads_why(council, of):
    with as_owner():
        one, other = (make_family(council.north_hub) for _ in range(2))
        pair = (one.person, other.person) if of == "person" else (one.family, other.family)
        make_lock(council.information_officer, **{of: pair[1]})
    merge = merge_now(*pair, council.hub_manager)
    assert (merge.state, merge.refusal) == (MergeState.REFUSED, Refusal.LOCKED)
    assert "The information officers can say how long this takes" in merge.get_refusal_display()
