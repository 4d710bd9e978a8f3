"""A manager's note on a file."""

from typing import Any

from cases.families.forms.reason import ChangeForm
from cases.oversight.models import OversightNote
from cases.oversight.models.note import LONGEST
from govuk.fields import DateField, LongTextField
from govuk.widgets import Radios


class CorrectNoteForm(ChangeForm):
    """The note and why it is corrected."""

    talked_on = DateField(label="Date", not_future=True)
    words = LongTextField(label="What was discussed and decided, and why", max_length=LONGEST, rows=8)
    next_actions = LongTextField(
        label="What happens next, who does it and by when", required=False, max_length=LONGEST, rows=4
    )

    class Meta:
        model = OversightNote
        fields = ["kind", "talked_on", "words", "next_actions"]
        labels = {"kind": "What is this note?"}
        error_messages = {"kind": {"required": "Select what this note is"}}
        widgets = {"kind": Radios(small=True)}


class NoteForm(CorrectNoteForm):
    """A new note needs no reason besides itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ask_no_reason()
