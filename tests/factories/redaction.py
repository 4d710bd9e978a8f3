"""Packs that are being looked through."""

import datetime
import io
from collections.abc import Callable
from typing import Any

import docx
import pypdf
import pypdfium2
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from accounts.models import User
from cases.families.models import Person
from privacy.models import Pack
from privacy.redaction.actions.decisions import decision_add
from privacy.redaction.actions.prepare import review_start
from privacy.redaction.actions.reading import review_read, review_submit
from privacy.redaction.models import Passage, Review
from privacy.redaction.output.read_back import printed_text
from privacy.redaction.tasks import see_to_reviews
from privacy.tasks import collect_waiting_packs
from tests.database import as_owner, as_worker
from tests.factories.privacy import make_request

AT = datetime.datetime(2027, 3, 20, 10, tzinfo=datetime.UTC)


def make_review(subject: Person, officer: User, **request: Any) -> Review:
    """A pack about this person, collected and broken into passages. Call outside ``as_owner()``."""
    with as_owner():
        asked = make_request(subject, officer, **request)
        pack = Pack.objects.create(request=asked, asked_at=AT)
    with as_worker():
        collect_waiting_packs()
    with as_owner():
        pack.refresh_from_db()
        review = review_start(pack=pack, at=AT, by=officer)
    with as_worker():
        see_to_reviews()
    with as_owner():
        review.refresh_from_db()
    return review


def passages_with(review: Review, words: str) -> list[Passage]:
    """Passages that hold these words; call as the owner."""
    return list(Passage.objects.filter(review=review, text__contains=words).order_by("number"))


def decide_all(
    review: Review, officer: User, *, cut: Callable[[Passage], bool] = lambda passage: False
) -> None:
    """Accept every proposal but keep or cut as told what has to be weighed. Call as the owner."""
    rows = list(Passage.objects.filter(review=review, state="").order_by("number"))
    wanted = {
        "cut": [row.number for row in rows if cut(row) or row.proposal == "cut"],
        "keep": [row.number for row in rows if not cut(row) and row.proposal != "cut"],
    }
    for kind, numbers in wanted.items():
        why = {"ground": "third_party", "reason": "Somebody else’s"} if kind == "cut" else {}
        if numbers:
            decision_add(review_id=review.pk, kind=kind, passages=numbers, at=AT, by=officer, **why)


def approve(review: Review, first: User, second: User) -> Review:
    """Hand it over, approve it, and let the program set and read it. Call outside ``as_owner()``."""
    with as_owner():
        hits = review_submit(review_id=review.pk, at=AT, by=first, has_looked=True)
        assert not hits, hits
        review_read(review_id=review.pk, approve=True, words="", at=AT, by=second)
    with as_worker():
        see_to_reviews()
    with as_owner():
        review.refresh_from_db()
    return review


def every_byte(document: bytes) -> str:
    """All that is in a PDF: its text, its metadata, and every stream and value unpacked."""
    reader = pypdf.PdfReader(io.BytesIO(document))
    told = [printed_text(document), document.decode("latin-1")]
    for number in range(1, int(str(reader.trailer["/Size"]))):
        found = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        told.append(str(found))
        if isinstance(found, pypdf.generic.StreamObject):
            try:
                told.append(found.get_data().decode("latin-1"))
            except (NotImplementedError, pypdf.errors.PyPdfError):
                continue
    return " ".join(" ".join(told).split())


def word_file(
    *, shown: str, deleted: str, hidden: str, comment: str, author: str, inserted: str = ""
) -> bytes:
    """A Word file with words in every corner of it."""
    document = docx.Document()
    document.core_properties.author = author
    paragraph = document.add_paragraph(shown)
    paragraph.add_run(hidden).font.hidden = True
    document.add_comment(runs=paragraph.runs[0], text=comment, author=author)
    for tag, inside, words in (("w:del", "w:delText", deleted), ("w:ins", "w:t", inserted)):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(inside)
        change.set(qn("w:author"), author)
        text.text = words
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def photo(*, made_by: str) -> bytes:
    """A JPEG with who took it in its EXIF data, a comment, and the same again after its end."""
    image = Image.new("RGB", (80, 60), "white")
    exif = image.getexif()
    exif[0x013B] = made_by  # artist
    exif[0x010E] = made_by  # description
    kept = io.BytesIO()
    image.save(kept, "JPEG", exif=exif, comment=made_by.encode())
    return kept.getvalue() + made_by.encode()


def pdf_file(*, shown: str, hidden: str, title: str, attached: str) -> bytes:
    """A PDF with words one sees, words one does not, a title, a note and an attachment."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(a.txt) 8 0 R] >> >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R /Annots [7 0 R]"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
    ]
    words = f"BT /F1 18 Tf 40 200 Td ({shown}) Tj ET BT 3 Tr /F1 18 Tf 40 100 Td ({hidden}) Tj ET".encode()
    objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words))
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append(f"<< /Title ({title}) /Author ({title}) >>".encode())
    objects.append(
        f"<< /Type /Annot /Subtype /Text /Rect [10 10 30 30] /F 2 /Contents ({attached}) >>".encode()
    )
    objects.append(b"<< /Type /Filespec /F (a.txt) /EF << /F 9 0 R >> >>")
    objects.append(
        b"<< /Type /EmbeddedFile /Length %d >>\nstream\n%s\nendstream" % (len(attached), attached.encode())
    )
    body, places = b"%PDF-1.7\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"trailer\n<< /Size %d /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + tail % (
        len(objects) + 1,
        len(body),
    )
    assert hidden in pypdfium2.PdfDocument(body)[0].get_textpage().get_text_bounded()
    return body
