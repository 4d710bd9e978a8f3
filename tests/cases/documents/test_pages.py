"""Adding, opening, describing, replacing and removing a document, and what is refused."""

import datetime
import logging
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AccessRecord
from accounts.walls import Wall
from cases.documents.actions.document import document_describe
from cases.documents.models import Document, DocumentVersion
from cases.families.actions.rows import row_version
from tests.cases.documents.conftest import files_in
from tests.database import as_owner
from tests.factories.accounts import Council
from tests.factories.documents import EICAR, PDF, PNG, make_document, make_version, word_file
from tests.factories.families import REASON, FamilyFile, make_family, make_person
from tests.page_client import PageClient

OUR_OWN = ("documents_", "families_", "contacts_", "texts_", "accounts_")


@pytest.fixture
def home(council: Council) -> FamilyFile:
    with as_owner():
        return make_family(
            council.north_hub, make_person("Robin", "Hood"), make_person("Kim", "Hood"),
            name="Hood", allocated_to=council.hub_worker,
        )  # fmt: skip


def told(
    home: FamilyFile, content: bytes = PDF, name: str = "Hood family secret.pdf", **more: Any
) -> dict[str, Any]:
    """The answers of the form to add a document."""
    return {
        "key": str(uuid.uuid4()),
        "file": SimpleUploadedFile(name, content),
        "title": "School report, spring term",
        "kind": "school",
        "dated_on_day": "5", "dated_on_month": "3", "dated_on_year": "2026",
        "source": "Example Primary",
        "people": [str(home.person.pk)],
    } | more  # fmt: skip


def add(page: PageClient, home: FamilyFile, *args: Any, **more: Any) -> Any:
    return page.post(reverse("documents:add", args=[home.family.pk]), told(home, *args, **more))


def at(name: str, document: Document, *more: uuid.UUID) -> str:
    return reverse(f"documents:{name}", args=[document.family_id, document.pk, *more])


def only() -> Document:
    with as_owner():
        return Document.objects.get()


def test_a_document_is_added_listed_and_opened_as_it_was(
    council: Council, home: FamilyFile, page: PageClient, folder: Path
) -> None:
    page.force_login(council.hub_worker)
    answer = add(page, home, people=[str(person.pk) for person in home.people])
    found = only()
    assert answer.url == at("document", found)
    assert "School report, spring term" in page.get(reverse("documents:list", args=[home.family.pk])).text
    shown = page.get(answer.url).text
    assert "Robin Hood; Kim Hood" in shown
    with as_owner():
        version = found.versions.get()
    (kept,) = files_in(folder)
    assert kept.name == version.pk.hex
    assert kept.stat().st_mode & 0o077 == 0
    opened = page.get(at("file", found, version.pk))
    assert opened.content == PDF
    assert opened["Content-Type"] == "application/pdf"
    assert opened["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in opened["Cache-Control"]
    assert opened["Content-Disposition"] == 'attachment; filename="School report, spring term v1.pdf"'
    with as_owner():
        looks = AccessRecord.objects.filter(family_id=home.family.pk, user_id=council.hub_worker.pk)
        assert looks.filter(route="documents:file").count() == 1


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ((PNG, "a.png"), "image/png"),
        ((word_file(), "b.docx"), "application/vnd.openxml"),
        ((PDF, "c.PDF"), "application/pdf"),
    ],
)
def test_each_kind_is_sent_as_what_it_is(
    council: Council, home: FamilyFile, page: PageClient, sent: tuple[bytes, str], kept: str
) -> None:
    page.force_login(council.hub_worker)
    assert add(page, home, *sent).status_code == 302
    with as_owner():
        assert DocumentVersion.objects.get().file_type.startswith(kept)


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", "letter.pdf", "must be a PDF"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture.png", "must be a PDF"),
        (b"<html></html>", "page.html", "must be a PDF"),
        (PDF, "program.exe", "must be a PDF"),
        (PNG, "letter.pdf", "must be a PDF"),
        (PDF + word_file(), "both.pdf", "damaged or is not what its name says"),
        (b"", "empty.pdf", "is empty"),
        (PDF.ljust(10 * 1024 * 1024 + 1), "long.pdf", "must be smaller than 10MB"),
    ],
)  # fmt: skip
def test_what_is_not_what_it_says_is_refused_and_nothing_is_kept(  # noqa: PLR0917 - a table
    council: Council, home: FamilyFile, page: PageClient, content: bytes, name: str, says: str
) -> None:
    page.force_login(council.hub_worker)
    answer = add(page, home, content, name)
    assert says in answer.text
    assert "Example Primary" in answer.text  # what was typed is kept
    with as_owner():
        assert not Document.objects.exists()
    assert not files_in(Path(settings.DOCUMENT_FOLDER))


def test_far_too_long_a_file_is_refused_before_it_is_read(
    council: Council, home: FamilyFile, page: PageClient, folder: Path
) -> None:
    page.force_login(council.hub_worker)
    assert add(page, home, PDF.ljust(13 * 1024 * 1024)).status_code == 413
    assert not files_in(folder)


def test_a_path_in_the_name_leads_nowhere_and_the_name_is_nowhere(
    council: Council, home: FamilyFile, page: PageClient, folder: Path, caplog: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    page.force_login(council.hub_worker)
    answer = add(page, home, PDF, "../../../tmp/Hood secret.pdf")
    (kept,) = files_in(folder)
    assert kept.parent.parent == folder
    assert "secret" not in caplog.text + answer.url + page.get(answer.url).text


def test_where_another_answer_is_wrong_the_file_is_asked_for_again(
    council: Council, home: FamilyFile, page: PageClient
) -> None:
    page.force_login(council.hub_worker)
    shown = add(page, home, title="").text
    assert "Enter what the document is" in shown
    assert "Select the file again" in shown


def test_the_same_form_sent_twice_adds_one_document(
    council: Council, home: FamilyFile, page: PageClient, folder: Path
) -> None:
    page.force_login(council.hub_worker)
    key = str(uuid.uuid4())
    first, second = add(page, home, key=key), add(page, home, key=key)
    assert first.url == second.url
    assert "added already" in add(page, home, key=key, title="Another letter").text
    assert len(files_in(folder)) == 1


def test_a_virus_is_refused_in_words_and_nothing_is_kept(
    council: Council, home: FamilyFile, page: PageClient, folder: Path, clamd: Any
) -> None:
    clamd()
    page.force_login(council.hub_worker)
    assert "contains a virus" in add(page, home, EICAR).text
    assert not files_in(folder)
    assert add(page, home).status_code == 302


def test_while_the_scanner_is_down_nothing_is_kept(
    council: Council, home: FamilyFile, page: PageClient, folder: Path, settings: Any
) -> None:
    settings.CLAMD_ADDRESS = "tcp://127.0.0.1:9"  # nobody listens there
    page.force_login(council.hub_worker)
    assert "could not be checked for viruses" in add(page, home).text
    with as_owner():
        assert not Document.objects.exists()
    assert not files_in(folder)


def test_a_store_that_cannot_be_written_is_said_and_nothing_is_kept(
    council: Council, home: FamilyFile, page: PageClient, folder: Path
) -> None:
    folder.write_text("not a folder")
    page.force_login(council.hub_worker)
    assert "could not be stored" in add(page, home).text
    with as_owner():
        assert not Document.objects.exists()


def reply(document: Document, content: bytes = PDF + b"% two", **more: Any) -> dict[str, Any]:
    with as_owner():
        version = row_version(document)
    return {
        "file": SimpleUploadedFile("again.pdf", content),
        "dated_on_day": "6", "dated_on_month": "4", "dated_on_year": "2026",
        "why": "seen", "version": str(version),
    } | more  # fmt: skip


def test_a_newer_version_is_shown_and_the_older_stays_open(
    council: Council, home: FamilyFile, page: PageClient
) -> None:
    page.force_login(council.hub_worker)
    add(page, home)
    found = only()
    assert page.post(at("replace", found), reply(found)).status_code == 302
    shown = page.get(at("document", found)).text
    assert "version 2, the newest" in shown
    assert "6 April 2026" in shown
    with as_owner():
        contents = [page.get(at("file", found, version.pk)).content for version in found.versions.all()]
    assert contents == [PDF + b"% two", PDF]


def test_two_who_add_a_version_at_once_are_told(
    council: Council, home: FamilyFile, page: PageClient, folder: Path
) -> None:
    page.force_login(council.hub_worker)
    add(page, home)
    found = only()
    stale = reply(found)
    page.post(at("replace", found), reply(found))
    answer = page.post(at("replace", found), stale)
    assert answer.status_code == 409
    assert "Somebody else changed this document" in answer.text
    assert len(files_in(folder)) == 2


def test_the_description_is_corrected_with_a_reason_or_both_are_shown(
    council: Council, home: FamilyFile, page: PageClient
) -> None:
    page.force_login(council.hub_worker)
    add(page, home)
    found = only()
    said = told(home, title="School report, autumn term", people=[str(home.people[1].pk)])
    said |= {key: value for key, value in reply(found).items() if key in {"why", "version"}}
    del said["file"]
    assert page.post(at("describe", found), said).status_code == 302
    shown = page.get(at("document", found)).text
    assert "autumn term" in shown
    assert "Kim Hood" in shown
    assert "We saw a document" in shown
    assert page.post(at("describe", found), said).status_code == 409


def test_removed_with_a_reason_it_is_listed_apart_and_nobody_opens_it(
    council: Council, home: FamilyFile, page: PageClient, folder: Path
) -> None:
    page.force_login(council.hub_worker)
    add(page, home)
    found = only()
    with as_owner():
        version, file = row_version(found), found.versions.get()
    assert "Enter why" in page.post(at("remove", found), {"version": version}).text
    page.post(at("remove", found), {"version": version, "removal_reason": "It is about another family"})
    listed = reverse("documents:list", args=[home.family.pk])
    assert "School report" not in page.get(listed).text
    assert "It is about another family" in page.get(f"{listed}?removed=1").text
    assert "Nobody can open" in page.get(at("document", found)).text
    assert page.get(at("file", found, file.pk)).status_code == 404
    for name in ("replace", "describe"):
        assert page.get(at(name, found)).status_code == 404
    again = page.post(at("remove", found), {"version": version, "removal_reason": "Twice"}, follow=True)
    assert "removed already. Nothing was changed" in again.text
    assert "School report" not in page.get(reverse("contacts:chronology", args=[home.family.pk])).text
    assert len(files_in(folder)) == 1  # it goes with the family's file


def test_a_colleagues_document_is_removed_by_a_manager_alone(
    council: Council, home: FamilyFile, page: PageClient
) -> None:
    with as_owner():
        found = make_document(home, council.hub_manager)
    page.force_login(council.hub_worker)
    assert "Remove this document" not in page.get(at("document", found)).text
    assert page.get(at("remove", found)).status_code == 403
    page.force_login(council.hub_manager)
    assert page.get(at("remove", found)).status_code == 200


def test_it_stands_in_the_chronology_and_behind_a_door(
    council: Council, home: FamilyFile, page: PageClient
) -> None:
    page.force_login(council.hub_worker)
    add(page, home)
    assert reverse("documents:list", args=[home.family.pk]) in page.get(
        reverse("families:family", args=[home.family.pk])
    ).text  # fmt: skip
    assert "Document: School report" in page.get(reverse("contacts:chronology", args=[home.family.pk])).text


def test_behind_a_wall_it_is_nobody_elses(council: Council, home: FamilyFile, page: PageClient) -> None:
    with as_owner():
        found = make_document(home, council.hub_worker, involvement=None, wall=Wall.YOUTH_JUSTICE)
        version = found.versions.get()
    page.force_login(council.hub_worker)
    assert page.get(at("document", found)).status_code == 404
    assert page.get(at("file", found, version.pk)).status_code == 404
    assert "Letter about" not in page.get(reverse("documents:list", args=[home.family.pk])).text


def test_a_version_of_another_document_is_not_found(
    council: Council, home: FamilyFile, page: PageClient
) -> None:
    with as_owner():
        one, two = make_document(home, council.hub_worker), make_document(home, council.hub_worker)
        version = two.versions.get()
    page.force_login(council.hub_worker)
    assert page.get(at("file", one, version.pk)).status_code == 404


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_file_that_is_gone_or_altered_is_not_sent(
    council: Council, home: FamilyFile, page: PageClient, folder: Path, harm: str
) -> None:
    with as_owner():
        found = make_document(home, council.hub_worker)
        version = found.versions.get()
    (kept,) = files_in(folder)
    kept.unlink() if harm == "gone" else kept.write_bytes(PDF + b" ")
    page.force_login(council.hub_worker)
    answer = page.get(at("file", found, version.pk))
    assert answer.status_code == 404
    assert "The file cannot be opened" in answer.text


@pytest.mark.parametrize(
    ("table", "privilege"),
    [
        ("documents_document", "DELETE"),
        ("documents_documentversion", "DELETE"),
        ("documents_documentversion", "UPDATE"),
        ("documents_unwantedfile", "SELECT"),
    ],
)
def test_pages_cannot_destroy_or_alter_a_version_even_in_sql(db: None, table: str, privilege: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('familyhubs_web', %s, %s)", [table, privilege])
        assert cursor.fetchone() == (False,)


def test_whoever_corrects_does_not_drop_people_they_may_not_see(council: Council, home: FamilyFile) -> None:
    with as_owner():
        found = make_document(home, council.hub_worker, about=tuple(home.people))
        stranger = council.other_hub_worker
        from_nobody = Document.objects.get(pk=found.pk)
        said = type("Said", (), {"title": "x", "kind": "letter", "dated_on": datetime.date(2026, 1, 1), "source": "y",
                                 "involvement": home.involvement, "about": frozenset()})()  # fmt: skip
        document_describe(
            document=from_nobody, description=said, version=row_version(found), by=stranger, reason=REASON
        )
        assert found.about.count() == 2


@pytest.mark.parametrize("name", ["list", "document"])
def test_a_page_costs_the_same_however_many_there_are(
    council: Council, home: FamilyFile, page: PageClient, name: str
) -> None:
    with as_owner():
        found = make_document(home, council.hub_worker)
    page.force_login(council.hub_worker)
    url = at("document", found) if name == "document" else reverse("documents:list", args=[home.family.pk])

    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page.get(url)
        return sum(any(f'"{own}' in query["sql"] for own in OUR_OWN) for query in queries.captured_queries)

    cost()
    before = cost()
    with as_owner():
        for number in range(2, 12):
            make_version(found, council.hub_worker, number=number)
            make_document(home, council.hub_worker, about=tuple(home.people))
    assert cost() == before <= 12
