"""What is asked while a referral is on the board."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import Team
from cases.families.forms.offering import offer
from cases.families.models import Family
from cases.referrals.models import Priority
from cases.referrals.models.referral import LONGEST_ASKED, LONGEST_CONCERNS
from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Radios, TextInput

READY, NOT_YET = "ready", "not_yet"
TYPED, NOBODY = "typed", "nobody"


class VersionForm(Form):
    """The version of the referral its reader had before them."""

    version = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ScreenForm(VersionForm):
    """What checks and calls brought to light, and whether somebody can decide now."""

    screening = LongTextField(
        label="What did screening find?",
        max_length=LONGEST_CONCERNS,
        rows=8,
        help_text="Records checked, who was rung, what the family wants. The family can ask to read this.",
        error_messages={"required": "Enter what screening found"},
    )
    priority = forms.ChoiceField(label="Priority", choices=Priority.choices, widget=Radios(small=True))
    next_stage = forms.ChoiceField(
        label="Can it be decided now?",
        choices=[(READY, "Yes, it is ready for a decision"), (NOT_YET, "No, screening goes on")],
        widget=Radios(small=True),
        error_messages={"required": "Select whether it can be decided now"},
    )


class PassForm(VersionForm):
    """Which front door takes over, and why."""

    team = forms.ModelChoiceField(label="Which team takes over?", queryset=Team.objects.none())
    reason = LongTextField(
        label="Why is it theirs?",
        max_length=LONGEST_ASKED,
        rows=3,
        error_messages={"required": "Enter why it is theirs"},
    )

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "team", teams)


class ReturnForm(VersionForm):
    """Why it has to be looked at again."""

    reason = LongTextField(
        label="Why does it have to be looked at again?",
        max_length=LONGEST_ASKED,
        rows=3,
        error_messages={"required": "Enter why it has to be looked at again"},
    )


class LinkForm(VersionForm):
    """Which family it is: one of those found, another by its reference, or none on file."""

    family = forms.ChoiceField(
        label="Which family is it?",
        widget=Radios(reveals={TYPED: "reference"}),
        error_messages={"required": "Select which family it is"},
    )
    reference = forms.CharField(
        label="Reference of the family",
        required=False,
        max_length=20,
        help_text="It starts with FH and stands on the family’s page",
        widget=TextInput(width=10),
    )

    def __init__(self, *args: Any, user: Any, found: dict[Family, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user, self.found = user, {str(family.pk): family for family in found}
        question: Any = self.fields["family"]
        question.choices = [
            *((str(family.pk), str(family)) for family in found),
            (TYPED, "Another family"),
            (NOBODY, "None: the search of our records found nobody of them"),
        ]
        question.widget.hints = {str(family.pk): why for family, why in found.items()} | {
            NOBODY: "Look for each of them first"
        }

    def clean(self) -> dict[str, Any]:
        """A family this person sees."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("family") == TYPED and "reference" not in self.errors:
            text = str(said.get("reference") or "").upper().replace(" ", "")
            said["chosen"] = Family.objects.visible_to(self.user).filter(reference=text).first()
            if said["chosen"] is None:
                self.add_error("reference", "Enter the reference of a family you work with, like FH-100123")
        elif said.get("family") not in {None, "", NOBODY}:
            said["chosen"] = self.found[said["family"]]
        return said
