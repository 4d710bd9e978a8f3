"""Writing a breach down, and what happens to it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms

from cases.families.forms.reason import RowForm
from govuk.fields import DateField, LongTextField, TimeField
from govuk.widgets import Checkboxes, Radios, TextInput
from privacy.duties.forms.plain import PersonField, moment_of
from privacy.duties.models.breach import LONGEST, BreachKind, Likelihood, NoticeTo, Severity
from privacy.duties.rules.clocks import tell_ico_by
from privacy.duties.rules.risk import least_severity

NO_NAMES = "Name nobody: this log is kept for good. References of people are asked for on the next page"
HOURS = "For example 9:30am or 14:30"


class BreachForm(RowForm):
    """An incident. Small ones count too: the law asks for all of them."""

    kind = forms.ChoiceField(
        label="What went wrong?",
        choices=BreachKind.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select what went wrong"},
    )
    what_happened = LongTextField(label="What happened?", max_length=LONGEST, rows=6, help_text=NO_NAMES)
    happened_on = DateField(
        label="When did it happen?",
        required=False,
        not_future=True,
        help_text="Leave it empty if nobody knows",
    )
    aware_on = DateField(
        label="On which day did anybody at the council know of it?",
        not_future=True,
        help_text="The 72 hours run from then, over nights and weekends",
    )
    aware_time = TimeField(label="At what time?", help_text=HOURS)
    categories = forms.MultipleChoiceField(
        label="What kinds of data?",
        widget=Checkboxes(small=True),
        help_text="As our privacy notice names them",
        error_messages={"required": "Select at least one kind of data"},
    )
    people_count = forms.IntegerField(
        label="How many people’s data is it?",
        min_value=1,
        max_value=1_000_000,
        help_text="Your best guess for now",
        widget=TextInput(width=5),
    )

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        categories: Any = self.fields["categories"]
        categories.choices = list(kinds)
        self.aware_at: datetime.datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Put day and time together."""
        data = super().clean()
        self.aware_at = moment_of(self, "aware_on", "aware_time")
        if data.get("happened_on") and data.get("aware_on") and data["happened_on"] > data["aware_on"]:
            self.add_error("happened_on", "It cannot have happened after somebody knew of it")
        return data


class _AtAMoment(RowForm):
    """Something at a moment, not before anybody knew of the breach."""

    def __init__(self, *args: Any, aware_at: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aware_at = aware_at
        self.at: datetime.datetime | None = None

    def clean(self) -> dict[str, Any]:
        """Put day and time together."""
        data = super().clean()
        self.at = moment_of(self, "on", "time")
        if self.at and self.at < self.aware_at:
            self.add_error("time", "That was before anybody knew of it")
        return data


class BreachStepForm(_AtAMoment):
    """Something done to contain it."""

    words = LongTextField(
        label="What was done?",
        max_length=LONGEST,
        rows=4,
        help_text="For example: the wrong person was rung, has not read it and destroyed it. Name nobody",
    )
    on = DateField(label="On which day?", not_future=True)
    time = TimeField(label="At what time?", help_text=HOURS)


class WeighForm(RowForm):
    """Likelihood and severity."""

    likelihood = forms.TypedChoiceField(
        label="How likely is it that somebody comes to harm?",
        choices=Likelihood.choices,
        coerce=int,
        widget=Radios(),
    )
    severity = forms.TypedChoiceField(
        label="How bad would it be?", choices=Severity.choices, coerce=int, widget=Radios(),
        help_text="Think of the person it would hit hardest",
    )  # fmt: skip

    def __init__(self, *args: Any, categories: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.categories = categories

    def clean_severity(self) -> int:
        """Some kinds of data are never a small thing."""
        severity: int = self.cleaned_data["severity"]
        least = least_severity(self.categories)
        if severity < least:
            raise forms.ValidationError(
                f"For these kinds of data choose at least “{least.label.partition(':')[0].lower()}”"
            )
        return severity


class DecisionForm(RowForm):
    """Whether somebody is told."""

    is_told = forms.TypedChoiceField(
        label="Are they told?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=Radios(inline=True),
        error_messages={"required": "Select whether they are told"},
    )
    reasons = LongTextField(label="Why?", max_length=LONGEST, rows=4)


class NoticeForm(_AtAMoment):
    """Somebody was told."""

    whom = forms.ChoiceField(label="Who was told?", choices=NoticeTo.choices, widget=Radios())
    how = forms.CharField(
        label="How?",
        max_length=300,
        help_text="For example: by the Commissioner’s web form, with their number for it",
    )
    on = DateField(label="On which day?", not_future=True)
    time = TimeField(label="At what time?", help_text=HOURS)
    delay = LongTextField(
        label="Why was it later than 72 hours?",
        max_length=LONGEST,
        rows=3,
        required=False,
        help_text="For the Commissioner alone, and if it was later",
    )

    def clean(self) -> dict[str, Any]:
        """A late report needs its reasons (UK GDPR Article 33(1))."""
        data = super().clean()
        late = self.at is not None and self.at > tell_ico_by(self.aware_at)
        if data.get("whom") == NoticeTo.ICO and late and not data.get("delay"):
            self.add_error("delay", "Enter why the Commissioner was told later than 72 hours")
        return data


class ConcernedForm(RowForm):
    """Somebody on file whose data it was."""

    person_id = PersonField()
    told_on = DateField(label="When were they told?", required=False, not_future=True)
    told_how = forms.CharField(label="How were they told?", required=False, max_length=200)
    why_not = forms.CharField(
        label="If they were not told, why?", required=False, max_length=500,
        help_text="They may read this one day",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Whom, and then how they were told or why not."""
        data = super().clean()
        if not data.get("person_id") and "person_id" not in self.errors:
            self.add_error("person_id", "Enter the reference of the person")
        if bool(data.get("told_on")) != bool(data.get("told_how")):
            self.add_error("told_how", "Enter both when and how they were told, or neither")
        if not data.get("told_on") and not data.get("why_not") and "told_on" not in self.errors:
            self.add_error("why_not", "Enter when they were told, or why they were not")
        return data


class CloseForm(RowForm):
    """It is over."""

    lessons = LongTextField(
        label="What do we change, so that it does not happen again?", max_length=LONGEST, rows=4
    )
