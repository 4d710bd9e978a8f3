"""Why a plan changes, in a few words: plans change for other reasons than facts about a family do."""

from django import forms

from cases.families.forms.reason import ReasonForm

LONGEST = 300


class BecauseForm(ReasonForm):
    """One open question in place of the usual reasons; the answer goes into the history of the row."""

    why = None  # type: ignore[assignment]  # Django's way of leaving a question out
    why_detail = None  # type: ignore[assignment]  # Django's way of leaving a question out
    because = forms.CharField(
        label="Why does it change?", max_length=LONGEST, error_messages={"required": "Enter why it changes"}
    )

    @property
    def reason(self) -> str:
        """The answer itself."""
        return str(self.cleaned_data["because"])
