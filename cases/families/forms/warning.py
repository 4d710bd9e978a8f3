"""Recording a warning, looking at it again, and ending it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms

from cases.families.forms.reason import ChangeForm, RowForm
from cases.families.models import Person, WarningNote
from cases.families.models.warning import LONGEST_NARRATIVE, LONGEST_REASON, Told, WarningKind
from govuk.fields import DateField, LongTextField
from govuk.forms import declared
from govuk.widgets import Radios

FAMILY = "family"
LONGEST_WAIT = 366
KIND_HINTS = {
    WarningKind.LONE_WORKER: "For example a dog, threats, or a place where nobody should be alone",
    WarningKind.SAFE_ADDRESS: "Somebody must not learn where this person lives",
    WarningKind.COMMUNICATION: "For example ring before you write, large print, never speak through a child",
}


class WarningForm(ChangeForm):
    """What to know, whether they were told, and when to look at it again."""

    narrative = LongTextField(
        label="What to know, and what to do",
        max_length=LONGEST_NARRATIVE,
        rows=4,
        help_text="Facts, and what a colleague should do. The family can ask to read this.",
        error_messages={"required": "Enter what to know and what to do"},
    )
    told = forms.ChoiceField(
        label="Have they been told about this warning?",
        choices=Told.choices,
        widget=Radios(reveals={Told.NO: "why_not_told"}),
        error_messages={"required": "Select whether they have been told"},
    )
    why_not_told = forms.CharField(
        label="Why have they not been told?", required=False, max_length=LONGEST_REASON
    )
    review_on = DateField(
        label="When will you look at it again?",
        help_text="Within a year. You and your manager are reminded.",
        error_messages={"required": "Enter when you will look at it again"},
    )

    class Meta:
        model = WarningNote
        fields = ["kind", "narrative", "told", "why_not_told", "review_on"]
        widgets = {"kind": Radios(hints=KIND_HINTS)}
        error_messages = {"kind": {"required": "Select the kind of warning"}}

    def clean_review_on(self) -> datetime.date:
        """A day to come, within a year."""
        on: datetime.date = self.cleaned_data["review_on"]
        if not self.today < on <= self.today + datetime.timedelta(days=LONGEST_WAIT):
            raise forms.ValidationError("The day you look at it again must be after today and within a year")
        return on

    def clean(self) -> dict[str, Any]:
        """Not telling has a reason; a safe address is one person's."""
        data = super().clean()
        if data.get("told") == Told.YES:
            data["why_not_told"] = ""
        elif (
            data.get("told") == Told.NO and not data.get("why_not_told") and "why_not_told" not in self.errors
        ):
            self.add_error("why_not_told", "Enter why they have not been told")
        if data.get("kind") == WarningKind.SAFE_ADDRESS and self.is_about_family(data):
            self.add_error(self.where_to_say_whose(), "Select the person whose address must be kept safe")
        return data

    def is_about_family(self, data: dict[str, Any]) -> bool:
        """Whether the warning is about a family as a whole."""
        return self.instance.family_id is not None

    def where_to_say_whose(self) -> str:
        """The question to put right when a safe address is nobody's."""
        return "kind"


class NewWarningForm(WarningForm):
    """A new warning, and whom it is about."""

    about = forms.ChoiceField(
        label="Who is it about?",
        widget=Radios(small=True),
        error_messages={"required": "Select who it is about"},
    )
    field_order = ["about"]

    def __init__(self, *args: Any, people: Iterable[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(person.pk), person.full_name) for person in people]
        declared(self, "about", forms.ChoiceField).choices = [(FAMILY, "The whole family"), *named]
        self.fields["why"].label = "How do you know?"
        self.fields["why"].error_messages["required"] = "Select how you know"

    def is_about_family(self, data: dict[str, Any]) -> bool:
        """Whether the writer chose the whole family."""
        return data.get("about") == FAMILY

    def where_to_say_whose(self) -> str:
        """The question whom it is about."""
        return "about"


class EndWarningForm(RowForm):
    """Why a warning is no longer needed; the answer stays beside it."""

    end_reason = forms.CharField(
        label="Why is this warning no longer needed?",
        max_length=LONGEST_REASON,
        error_messages={"required": "Enter why this warning is no longer needed"},
    )

    @property
    def reason(self) -> str:
        """The answer itself."""
        return str(self.cleaned_data["end_reason"])
