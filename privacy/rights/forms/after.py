"""What follows a decision: recipients told, a lock lifted, a fact corrected; and words beside an opinion."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from cases.families.forms.reason import RowForm
from cases.families.models import Person
from govuk.fields import DateField, LongTextField
from govuk.widgets import Radios, TextInput

TOLD = "told"


class RecipientForm(RowForm):
    """Whether a recipient was told."""

    why_not = forms.ChoiceField(
        label="Were they told?",
        widget=Radios(reveals={TOLD: "told_on"}),
        error_messages={"required": "Select whether they were told"},
    )
    told_on = DateField(label="When were they told?", required=False, not_future=True)
    words = forms.CharField(
        label="How were they told, or what makes it impossible or too much?",
        max_length=500,
        widget=TextInput(),
        help_text="Tell them what was corrected, deleted or locked, so that they do the same",
    )

    def __init__(self, *args: Any, whys: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        why: Any = self.fields["why_not"]
        why.choices = [(TOLD, "Yes"), *whys]

    def clean(self) -> dict[str, Any]:
        """Told on a day, or a reason of the law: one of the two."""
        data = super().clean()
        if data.get("why_not") == TOLD:
            data["why_not"] = ""
            if not data.get("told_on") and "told_on" not in self.errors:
                self.add_error("told_on", "Enter when they were told")
        else:
            data["told_on"] = None
        return data


class ListGivenForm(RowForm):
    """When the person was given the list of recipients."""

    on = DateField(label="When were they given this list?", not_future=True)


class LiftForm(RowForm):
    """Use it again, after the person was told."""

    told_on = DateField(label="When were they told that we will use it again?", not_future=True)
    told_how = forms.CharField(label="How were they told?", max_length=200, widget=TextInput())
    lift_reason = forms.CharField(
        label="Why may it be used again?", max_length=500, widget=TextInput(),
        help_text="For example: we checked it, and it was corrected",
    )  # fmt: skip


class CorrectedForm(RowForm):
    """The team corrected it."""

    words = forms.CharField(label="What did the team correct?", max_length=500, widget=TextInput())


class StatementForm(RowForm):
    """What somebody says about what we wrote."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Whose words are these?",
        widget=Radios(small=True),
        empty_label=None,
        error_messages={"required": "Select whose words these are"},
    )
    words = LongTextField(
        label="What do they say?",
        max_length=4_000,
        rows=6,
        help_text="In their own words. Do not shorten them",
    )
    said_on = DateField(label="When did they say it?", not_future=True)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people
