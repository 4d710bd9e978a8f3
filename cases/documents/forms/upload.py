"""Forms that bring a file."""

from __future__ import annotations

import datetime
from typing import Any

import puremagic
from django import forms

from cases.documents.forms.description import EARLIEST, DescriptionForm
from cases.documents.models import FileType
from cases.documents.rules import Upload
from cases.families.forms.reason import ReasonForm
from govuk.documents import DocumentField
from govuk.fields import DateField
from govuk.forms import Form, declared
from govuk.uploads import MEGABYTE

LARGEST = 10 * MEGABYTE
TYPES = {
    ".pdf": FileType.PDF,
    ".docx": FileType.WORD,
    ".jpg": FileType.JPEG,
    ".jpeg": FileType.JPEG,
    ".png": FileType.PNG,
}
CHOOSE_AGAIN = "Select the file again: browsers do not keep it when there is something to correct"


class UploadForm(Form):
    """The file, which a browser forgets whenever the page comes back."""

    file = DocumentField(
        label="File",
        at_most=LARGEST,
        help_text=f"A PDF, Word document (DOCX), JPG or PNG of up to {LARGEST // MEGABYTE}MB",
        error_messages={"required": "Select a file"},
    )

    def clean(self) -> dict[str, Any]:
        """Say that a file which was right has to be chosen again, where another answer was not."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors and "file" in cleaned:
            self.add_error("file", CHOOSE_AGAIN)
        return cleaned

    def upload(self) -> Upload:
        """The file, once it is valid. Its name is not kept: people put names of families into it."""
        file = self.cleaned_data["file"]
        file.seek(0)
        return Upload(file.read(), TYPES[puremagic.ext_from_filename(str(file.name)).lower()])


class AddForm(UploadForm, DescriptionForm):
    """A new document. ``key`` was made with the empty form, so that the same form sent twice adds one document."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["file", "title", "kind", "dated_on", "source", "people", "involvement"]

    def __init__(self, *args: Any, today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        declared(self, "dated_on", DateField).today = lambda: today


class ReplaceForm(UploadForm, ReasonForm):
    """A newer version of a document."""

    dated_on = DateField(label="Date of this version", not_future=True, earliest=EARLIEST)
    field_order = ["file", "dated_on", "why", "why_detail"]
