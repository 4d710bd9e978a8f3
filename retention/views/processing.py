"""The record of processing and the evidence for an impact assessment: as pages, as CSV and as Word files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from docx import Document
from docx.document import Document as WordFile

from accounts.access import READ, StaffRequest, requires
from accounts.permissions import Permission
from govuk.spreadsheets import as_file, spreadsheet
from retention.queries.processing import Evidence, Processing, impact_evidence, record_of_processing

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ACTIVITY_HEAD = (
    "Kind of record",
    "Whose",
    "What",
    "Fields",
    "How long",
    "Then",
    "Kept out of copies, and why",
)
CATEGORY_HEAD = (
    "What we hold",
    "Fields",
    "Kinds of record",
    "Set apart by law",
    "Kept out of copies",
    "Held elsewhere",
)
SAFEGUARD_HEAD = ("Safeguard", "As it stands", "What keeps it so")
Line = Sequence[str]


@requires(Permission.REQUEST_HANDLE, READ)
def processing(request: StaffRequest) -> HttpResponse:
    """The record of processing as it stands today."""
    record = record_of_processing(timezone.localdate())
    context = {"record": record, "head": ACTIVITY_HEAD, "lines": _activities(record), "full_width": True}
    return render(request, "retention/processing.html", context)


@requires(Permission.REQUEST_HANDLE, READ)
def processing_csv(request: StaffRequest) -> HttpResponse:
    """The activities as a spreadsheet."""
    record = record_of_processing(timezone.localdate())
    return spreadsheet("record-of-processing", [ACTIVITY_HEAD, *_activities(record)])


@requires(Permission.REQUEST_HANDLE, READ)
def processing_docx(request: StaffRequest) -> HttpResponse:
    """The whole record as a Word file."""
    record = record_of_processing(timezone.localdate())
    document = _begun("Record of processing activities", record)
    for title, items in record.lists:
        document.add_heading(title, level=1)
        for item in items:
            document.add_paragraph(item, style="List Bullet")
    document.add_heading("Transfers abroad", level=1)
    document.add_paragraph(record.transfers)
    document.add_heading("Security", level=1)
    for item in record.security:
        document.add_paragraph(item, style="List Bullet")
    document.add_heading("Activities", level=1)
    _table(document, ACTIVITY_HEAD, _activities(record))
    return _word("record-of-processing", document)


@requires(Permission.REQUEST_HANDLE, READ)
def impact(request: StaffRequest) -> HttpResponse:
    """What an impact assessment has to weigh."""
    evidence = impact_evidence(timezone.localdate())
    context = {
        "evidence": evidence,
        "category_head": CATEGORY_HEAD,
        "categories": _categories(evidence),
        "safeguard_head": SAFEGUARD_HEAD,
        "full_width": True,
    }
    return render(request, "retention/impact.html", context)


@requires(Permission.REQUEST_HANDLE, READ)
def impact_csv(request: StaffRequest) -> HttpResponse:
    """The categories as a spreadsheet."""
    return spreadsheet(
        "impact-evidence", [CATEGORY_HEAD, *_categories(impact_evidence(timezone.localdate()))]
    )


@requires(Permission.REQUEST_HANDLE, READ)
def impact_docx(request: StaffRequest) -> HttpResponse:
    """The whole evidence as a Word file."""
    evidence = impact_evidence(timezone.localdate())
    document = _begun("Evidence for the data protection impact assessment", evidence)
    document.add_heading("What is held", level=1)
    _table(document, CATEGORY_HEAD, _categories(evidence))
    document.add_heading("Safeguards", level=1)
    _table(document, SAFEGUARD_HEAD, evidence.safeguards)
    return _word("impact-evidence", document)


def _activities(record: Processing) -> list[Line]:
    return [
        (
            activity.title, activity.whose, "; ".join(activity.categories), str(activity.fields), activity.kept,
            activity.then, "; ".join(activity.withheld),
        )
        for activity in record.activities
    ]  # fmt: skip


def _categories(evidence: Evidence) -> list[Line]:
    return [
        (row.title, str(row.fields), str(row.kinds), row.sensitive, str(row.withheld), row.elsewhere)
        for row in evidence.categories
    ]


def _begun(title: str, of: Processing | Evidence) -> WordFile:
    document = Document()
    document.core_properties.title, document.core_properties.author = title, "Family Hubs portal"
    document.core_properties.language = "en-GB"
    document.add_heading(title, level=0)
    document.add_paragraph(f"Made from the running portal on {of.on:%-d %B %Y}.")
    if isinstance(of, Processing):
        document.add_paragraph(
            f"Controller: {of.controller}, {of.service}. Data Protection Officer: {of.officer}"
        )
    return document


def _table(document: WordFile, head: Line, lines: Iterable[Line]) -> None:
    rows = [head, *lines]
    table = document.add_table(rows=len(rows), cols=len(head), style="Table Grid")
    for row, line in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, line, strict=True):
            cell.text = words


def _word(name: str, word_file: WordFile) -> HttpResponse:
    written = BytesIO()
    word_file.save(written)
    return HttpResponse(written.getvalue(), content_type=WORD, headers=as_file(f"{name}.docx"))
