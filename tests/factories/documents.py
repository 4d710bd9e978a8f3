"""Documents of families, with a small file for each version."""

import datetime
import hashlib
import io
import uuid
import zipfile
from typing import Any

from django.utils import timezone

from accounts.models import User
from cases.documents.folder import file_write
from cases.documents.models import Document, DocumentAbout, DocumentVersion
from cases.families.models import Person
from tests.factories.families import REASON, FamilyFile

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080000000"
    "03a7e9b550000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)
EICAR = PDF + b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def word_file() -> bytes:
    """The least a Word document can be."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return kept.getvalue()


def make_document(
    file: FamilyFile,
    by: User,
    *,
    about: tuple[Person, ...] = (),
    content: bytes = PDF,
    file_type: str = "application/pdf",
    **fields: Any,
) -> Document:
    """A letter of 5 March 2026 about the first person of the family, unless told otherwise."""
    said = {
        "title": "Letter about the move",
        "kind": "letter",
        "dated_on": datetime.date(2026, 3, 5),
        "source": "Housing association",
        "involvement": file.involvement,
        "added_at": timezone.now(),
    }
    document = Document(family=file.family, added_by=by, **said | fields)
    document.save_by(by=by, reason=REASON)
    for person in about or (file.person,):
        DocumentAbout(document=document, person=person).save_by(by=by, reason=REASON)
    make_version(document, by, content=content, file_type=file_type)
    return document


def make_version(
    document: Document, by: User, *, content: bytes = PDF, number: int = 1, file_type: str = "application/pdf"
) -> DocumentVersion:
    """A version with its file on the disk."""
    version = DocumentVersion(
        pk=uuid.uuid4(),
        document=document,
        number=number,
        file_type=file_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        added_by=by,
        added_at=timezone.now(),
    )
    version.save_by(by=by, reason=REASON)
    file_write(version.pk, content)
    return version
