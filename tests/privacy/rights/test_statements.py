"""What somebody says about an opinion on them stands beside it wherever it is read."""

import csv
import io

import pytest
from django.db import ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as, acting_as_system
from cases.assessments.views import compare
from privacy.data_map import PERSONAL
from privacy.pack.collect import section_of
from privacy.pack.shown import SAID
from privacy.person_graph import subject_of
from privacy.redaction.models.passage import SaidBy
from privacy.redaction.sources import source_of
from privacy.rights.actions.decisions import statement_add
from privacy.rights.models import Statement
from tests.database import as_owner, as_web, as_worker
from tests.factories.assessments import make_submitted
from tests.factories.contacts import make_contact
from tests.factories.families import join_family, make_family, make_person
from tests.factories.rights import make_statement
from tests.privacy.rights.test_rights import text

WORDS = "I was afraid, not angry"


@pytest.fixture
def case(council):
    with as_owner():
        return make_family(council.north_hub, allocated_to=council.hub_worker)


@pytest.fixture
def contact(council, case):
    with as_owner():
        row = make_contact(case, council.hub_worker, about={case.person: {}}, what_we_think="They were angry")
        make_statement(case, council.hub_worker, record_id=row.pk, words=WORDS)
        return row


@pytest.fixture
def assessment(council, case):
    with as_owner():
        row = make_submitted(case, council.hub_worker)
        row.state, row.decided_by, row.decided_at = "approved", council.hub_manager, timezone.now()
        row.save_by(by=council.hub_manager, reason="Approved")
        make_statement(case, council.hub_worker, about="assessment", record_id=row.pk, words=WORDS)
        return row


@pytest.fixture
def worker(council, page):
    page.force_login(council.hub_worker)
    return page


def test_in_the_chronology_on_screen_on_paper_and_as_a_spreadsheet(worker, case, contact, assessment):
    there = reverse("contacts:chronology", args=[case.family.pk])
    assert text(worker.get(there)).count(WORDS) == 2
    assert text(worker.get(there, {"print": "1"})).count(WORDS) == 2
    lines = csv.DictReader(
        io.StringIO(
            worker.get(reverse("contacts:chronology_csv", args=[case.family.pk])).content.decode("utf-8-sig")
        )
    )
    assert sum(WORDS in line["What people say about it"] for line in lines) == 2


def test_on_the_family_page(worker, case, contact):
    assert WORDS in text(worker.get(reverse("families:family", args=[case.family.pk])))


def test_not_where_a_viewpoint_hides_the_record(worker, council, case, contact):
    with as_owner():
        contact.source = "told_by_professional"
        contact.save_by(by=council.hub_worker, reason="Put right")
    seen = worker.get(reverse("contacts:chronology", args=[case.family.pk]), {"view": "family"})
    assert WORDS not in text(seen)


def test_in_the_copy_for_the_family_and_in_its_pdf(worker, case, assessment, monkeypatch):
    assert WORDS in text(worker.get(reverse("assessments:print", args=[case.family.pk, assessment.pk])))
    made = []
    monkeypatch.setattr(compare, "copy_pdf", lambda found, parts, on: made.append(parts) or b"%PDF")
    worker.get(reverse("assessments:pdf", args=[case.family.pk, assessment.pk]))
    assert WORDS in str(made)
    assert WORDS in text(worker.get(reverse("assessments:compare", args=[case.family.pk, assessment.pk])))


def test_what_is_left_out_of_a_copy_takes_along_what_that_person_says(worker, case, assessment):
    with as_owner():
        part = assessment.parts.first()
        part.person = case.person
        part.save_by(by=None, reason="A part about them alone")
    shown = worker.get(
        reverse("assessments:print", args=[case.family.pk, assessment.pk]), {"without": str(part.pk)}
    )
    assert WORDS not in text(shown)


def pack_of(person, model):
    entry = next(entry for entry in PERSONAL if entry.model == model)
    with as_worker(), acting_as_system("privacy"):
        return section_of(entry, subject_of(person.pk), asked_by_subject=True)


def test_in_their_pack_and_not_in_that_of_somebody_else(council, case, contact, assessment):
    with as_owner():
        brother = make_person("Brother", "Of")
        join_family(brother, case.family)
        shared = make_contact(case, council.hub_worker, about={case.person: {}, brother: {}})
        make_statement(case, council.hub_worker, record_id=shared.pk, words="Mine alone")
    for model, words in (("contacts.Contact", WORDS), ("assessments.Assessment", WORDS)):
        assert [SAID, words] in [
            list(said) for item in pack_of(case.person, model)["items"] for said in item["fields"]
        ]
    assert "Mine alone" not in str(pack_of(brother, "contacts.Contact"))
    assert "Mine alone" in str(pack_of(case.person, "contacts.Contact"))


def test_whoever_redacts_is_told_that_the_words_are_the_persons_own(council, contact):
    with as_worker(), acting_as_system("privacy"):
        source = source_of("contacts.Contact", [str(contact.pk)])
    assert source.said_by(str(contact.pk), SAID) == SaidBy.FAMILY
    assert source.kind(SAID).is_free
    assert source.kind(SAID).may_name


def test_it_stands_behind_the_wall_of_its_record_for_the_database_too(council, case):
    with as_owner():
        walled = make_contact(case, council.hub_worker, involvement=None, wall="victim_service")
        make_statement(case, council.hub_worker, record_id=walled.pk, words="To the victim worker")
        open_to_all = make_statement(case, council.hub_worker)
    with as_web(), acting_as(council.hub_worker):
        assert [row.pk for row in Statement._base_manager.all()] == [open_to_all.pk]
        assert list(Statement.objects.visible_to(council.hub_worker)) == [open_to_all]
        history = Statement.history.values_list("id", flat=True)
        assert set(history) == {open_to_all.pk}
        beside_it = make_statement_of(case, walled.pk)
        with transaction.atomic(), pytest.raises(ProgrammingError):
            statement_add(statement=beside_it, at=timezone.now(), by=council.hub_worker)


def make_statement_of(case, record):
    return Statement(
        family=case.family, person=case.person, about="contact", record_id=record, words="Guessed",
        said_on=timezone.localdate(),
    )  # fmt: skip
