"""A question that is answered with a file. What a file is, its content says: never its name, nor the browser.

GOV.UK's wording of errors. Looking for viruses is not done here: that is for a scanner of the council's.
"""

import zipfile
from collections.abc import Iterable
from typing import Any

import puremagic
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from govuk.uploads import MEGABYTE

KINDS = {".pdf": "PDF", ".docx": "Word document (DOCX)", ".jpg": "JPG", ".jpeg": "JPG", ".png": "PNG"}
WORD = ".docx"
# A document of 10 MB unpacks to a few times that. What unpacks to more is made to fill a memory.
MOST_UNPACKED = 20


class DocumentField(forms.FileField):
    """One file of the given kinds (name endings), whose name and content agree; ``at_most`` in bytes.

    The view needs ``@takes_files``. Cleans to Django's uploaded file. Keep it under a name of the portal's own and
    send it as a download.
    """

    def __init__(
        self, *, kinds: Iterable[str] = tuple(KINDS), at_most: int = 10 * MEGABYTE, **kwargs: Any
    ) -> None:
        self.kinds, self.at_most = tuple(kinds), at_most
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ",".join(self.kinds)}))
        kwargs.setdefault("max_length", 200)
        super().__init__(**kwargs)
        self.error_messages |= {
            "empty": "The selected file is empty",
            "invalid": "The selected file could not be uploaded – try again",
            "missing": "The selected file could not be uploaded – try again",
            "max_length": "The name of the selected file must be %(max)d characters or fewer",
        }

    def to_python(self, data: Any) -> UploadedFile | None:
        """Raises ValidationError with one sentence that says what would do."""
        file: UploadedFile | None = super().to_python(data)  # type: ignore[assignment]
        if file is None:
            return None
        if (file.size or 0) > self.at_most:
            raise ValidationError(
                f"The selected file must be smaller than {self.at_most // MEGABYTE}MB", "too_big"
            )
        ending = puremagic.ext_from_filename(str(file.name)).lower()
        if ending not in self.kinds or ending not in _endings(file):
            raise ValidationError(f"The selected file must be a {self._wanted()}", "wrong_kind")
        _inspect(file, is_word=ending == WORD, most=MOST_UNPACKED * self.at_most)
        file.seek(0)
        return file

    def _wanted(self) -> str:
        *first, last = dict.fromkeys(KINDS[kind] for kind in self.kinds)
        return f"{', '.join(first)} or {last}" if first else last


def _endings(file: UploadedFile) -> set[str]:
    file.seek(0)
    try:
        return {str(found.extension) for found in puremagic.magic_stream(file)}
    except (puremagic.PureError, ValueError):
        return set()


def _inspect(file: UploadedFile, *, is_word: bool, most: int) -> None:
    """Refuse what is two things at once, what unpacks without end, and what runs by itself."""
    damaged = ValidationError("The selected file is damaged or is not what its name says", "damaged")
    if not is_word:
        if zipfile.is_zipfile(file):
            raise damaged
        return
    try:
        with zipfile.ZipFile(file) as archive:
            _inspect_word(archive, most)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise damaged from None


def _inspect_word(archive: zipfile.ZipFile, most: int) -> None:
    parts = archive.infolist()
    names = {part.filename.lower() for part in parts}
    # Sizes are what the archive says of itself; zipfile stops reading there, and a lie then fails the checksum.
    if sum(part.file_size for part in parts) > most:
        raise ValidationError("The selected file is too big when it is unpacked", "bomb")
    begins_later = min((part.header_offset for part in parts), default=1) > 0
    twice = len(names) < len(parts)
    if begins_later or twice or "word/document.xml" not in names or archive.comment or archive.testzip():
        raise zipfile.BadZipFile
    kinds = archive.read("[Content_Types].xml") if "[content_types].xml" in names else b""
    runs = any(name.endswith((".bin", ".exe", ".js", ".vbs")) or "activex" in name for name in names)
    if runs or b"macroenabled" in kinds.lower().replace(b"\0", b""):
        raise ValidationError("The selected file must not contain macros", "macros")
