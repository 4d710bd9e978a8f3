"""Why a plan changes, in a few words: plans change for other reasons than facts about a family do."""

from django import forms

from cases.families.forms.reason import RowForm

LONGEST = 300


class BecauseForm(RowForm):
    """One open question in place of the usual reasons; the answer goes into the history of the row."""

    because = forms.CharField(
        label="Why does it change?", max_length=LONGEST, error_messages={"required": "Enter why it changes"}
    )

    @property
    def reason(self) -> str:
        """The answer itself."""
        return str(self.cleaned_data["because"])
