"""A handful of documents on files that people look at, each a small PDF with a few made-up lines."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass

from accounts.models import User
from cases.documents.folder import file_write
from cases.documents.models import Document, DocumentAbout, DocumentKind, DocumentVersion, FileType
from cases.families.models import Person
from cases.families.queries import wall_of_work
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker

REASON = "Document added"


@dataclass(frozen=True)
class Paper:
    """One document that many families have; a second text is its newer version."""

    title: str
    kind: DocumentKind
    source: str
    days_ago: int
    texts: tuple[str, ...]
    about_all: bool = False


PAPERS = (
    Paper(
        "School report, spring term",
        DocumentKind.SCHOOL,
        "The school",
        70,
        ("{child} has come every day since January and reads with a helper on Tuesdays.",),
    ),
    Paper(
        "Letter about the tenancy",
        DocumentKind.LETTER,
        "Housing association",
        48,
        ("We have your form. The repair of the boiler is booked for next week, {carer}.",),
        about_all=True,
    ),
    Paper(
        "Consent to share information",
        DocumentKind.CONSENT,
        "Signed at the hub",
        33,
        (
            "I agree that the hub speaks with the school about {child}. Signed: {carer}",
            "I agree that the hub speaks with the school and the clinic about {child}. Signed: {carer}",
        ),
    ),
    Paper(
        "Drawing of our house",
        DocumentKind.PICTURE,
        "The child, at a visit",
        12,
        ("(A scan: a house with a red door, five people and a cat.)",),
    ),
)


class Documents:
    """Puts papers on the files of households."""

    def __init__(self, maker: Maker) -> None:
        self.maker = maker

    def papers(self, home: Household, by: User, number: int = len(PAPERS)) -> None:
        """So many of the papers, the older ones first."""
        for paper in PAPERS[:number]:
            about = home.at_home if paper.about_all else [home.main_child]
            self._paper(home, paper, by, about)
        self.maker.ledger.write()

    def _paper(self, home: Household, paper: Paper, by: User, about: list[Person]) -> None:
        dated_on = self.maker.working_day(self.maker.days_ago(paper.days_ago))
        at = self.maker.moment(self.maker.working_day_after(dated_on), 10, self.maker.between(0, 59))
        document = Document(
            family=home.family,
            title=paper.title,
            kind=paper.kind,
            dated_on=dated_on,
            source=paper.source,
            wall=wall_of_work(by, home.family.pk),
            added_by=by,
            added_at=at,
        )
        self.maker.keep_at(document, by=by, at=at, reason=REASON)
        for person in about:
            self.maker.keep_at(DocumentAbout(document=document, person=person), by=by, at=at, reason=REASON)
        names = {"child": home.main_child.given_name, "carer": home.main_carer.given_name}
        for number, text in enumerate(paper.texts, 1):
            content = pdf_of([paper.title, "", text.format_map(names)])
            later = at + datetime.timedelta(days=3 * (number - 1))
            self._version(document, number, content, by=by, at=later)

    def _version(
        self, document: Document, number: int, content: bytes, *, by: User, at: datetime.datetime
    ) -> None:
        version = DocumentVersion(
            document=document,
            number=number,
            file_type=FileType.PDF,
            size=len(content),
            digest=hashlib.sha256(content).hexdigest(),
            added_by=by,
            added_at=at,
        )
        self.maker.keep_at(version, by=by, at=at, reason=REASON)
        file_write(version.pk, content)


def pdf_of(lines: list[str]) -> bytes:
    """The least a PDF of one page with these lines can be (ISO 32000-1, 7.5)."""
    escaped = ["".join(f"\\{each}" if each in "\\()" else each for each in line) for line in lines]
    shown = "\n".join(f"({line}) Tj T*" for line in escaped)
    drawn = f"BT /F1 13 Tf 60 770 Td 22 TL\n{shown}\nET".encode("cp1252", "replace")
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1"
        b" << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    made, begins = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        begins.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % begin for begin in begins)
    ending = b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return made + ending % (table, len(made))
