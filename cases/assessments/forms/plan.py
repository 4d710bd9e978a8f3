"""The parts of a plan, and reviewing it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms

from cases.assessments.forms.people import WHO_ELSE, circle_choices, named
from cases.assessments.models import Doing, PlanAction, PlanGoal, PlanNeed, PlanReview, Progress
from cases.assessments.models.plan import LONGEST, LONGEST_REVIEW
from cases.families.forms.reason import ChangeForm, RowModelForm, day
from cases.families.models import Involvement
from govuk.fields import DateField, LongTextField
from govuk.forms import Form
from govuk.widgets import Radios


class StartPlanForm(Form):
    """As part of which work; asked only where there is a choice."""

    involvement = forms.ChoiceField(label="As part of which work?", widget=Radios())

    def __init__(self, *args: Any, work: list[Involvement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.work = {str(row.pk): row for row in work}
        field: Any = self.fields["involvement"]
        field.choices = [(key, str(row)) for key, row in self.work.items()]
        if len(work) == 1:
            field.initial = next(iter(self.work))

    def chosen(self) -> Involvement:
        """The work somebody picked."""
        return self.work[self.cleaned_data["involvement"]]


class PartForm(ChangeForm):
    """A part of a plan. A new one needs no reason besides itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            self.ask_no_reason()


class NeedForm(PartForm):
    """A need, in one of the ten areas."""

    words = LongTextField(
        label="What does the family need, or worry about?",
        max_length=LONGEST,
        rows=4,
        help_text="In words the family would use. They get a copy.",
    )

    class Meta:
        model = PlanNeed
        fields = ["area", "words"]
        labels = {"area": "Which area is it about?"}
        error_messages = {"area": {"required": "Select which area it is about"}}
        widgets = {"area": Radios(small=True)}


class GoalForm(PartForm):
    """What will be better, and how everybody will know."""

    words = LongTextField(label="What will be better?", max_length=LONGEST, rows=3)
    signs = LongTextField(
        label="How will we know?",
        max_length=LONGEST,
        rows=3,
        help_text="Something everybody can see, such as “Sam is at school by 9 on four days out of five”",
    )

    class Meta:
        model = PlanGoal
        fields = ["words", "signs"]


class ActionForm(PartForm):
    """Who does what by when; and once it is done, what came of it."""

    words = LongTextField(label="What will be done?", max_length=LONGEST, rows=3)
    owner = forms.ChoiceField(label="Who does it?", error_messages={"required": "Select who does it"})
    agency = forms.CharField(label="Which agency, and who there?", required=False, max_length=200)
    due_on = DateField(label="By when?")
    ended_on = DateField(label="When was that?", required=False, not_future=True)
    outcome = LongTextField(label="What came of it?", required=False, max_length=LONGEST, rows=3)

    class Meta:
        model = PlanAction
        fields = ["words", "owner", "agency", "due_on", "state", "ended_on", "outcome"]
        labels = {"state": "How far is it?"}
        widgets = {"state": Radios(small=True)}

    def __init__(self, *args: Any, people: list[Any], staff: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circle = circle_choices(people, staff, also=self.instance)
        owner: Any = self.fields["owner"]
        owner.widget = Radios(small=True, reveals={WHO_ELSE: ["agency"]})
        owner.choices = [(key, label) for key, (label, _) in self.circle.items()]
        row = self.instance
        self.initial.setdefault("owner", named(row) if row.pk and not row._state.adding else None)
        if row._state.adding:
            del self.fields["state"], self.fields["ended_on"], self.fields["outcome"]

    def clean(self) -> dict[str, Any]:
        """An agency has a name; what is done or stopped has a day and, when stopped, a word about why."""
        data = super().clean()
        if data.get("owner") == WHO_ELSE and not data.get("agency"):
            self.add_error("agency", "Enter which agency it is, and who there")
        state = data.get("state", Doing.OPEN)
        if state != Doing.OPEN and not data.get("ended_on") and "ended_on" not in self.errors:
            self.add_error("ended_on", "Enter when it was done or stopped")
        if state == Doing.STOPPED and not data.get("outcome") and "outcome" not in self.errors:
            self.add_error("outcome", "Enter why it is no longer needed")
        if state == Doing.OPEN:
            data["ended_on"] = None  # an action taken up again has no last day
        if owner := data.get("owner"):
            self._name(owner, data)
        return data

    def _name(self, owner: str, data: dict[str, Any]) -> None:
        kind, row = self.circle[owner][1]
        self.instance.person = self.instance.worker = None
        if owner != WHO_ELSE:
            data["agency"] = ""
            setattr(self.instance, kind, row)


class ReviewKey(Form):
    """The key a review will have, made with its form: the same form sent twice is one review."""

    review = forms.UUIDField(required=False, widget=forms.HiddenInput)


class ReviewForm(ReviewKey, RowModelForm):
    """What has changed, what the family says, and how far each goal is."""

    held_on = DateField(label="When did you review the plan?", not_future=True)
    summary = LongTextField(label="What has changed?", max_length=LONGEST_REVIEW, rows=6)
    family_view = LongTextField(
        label="What does the family say?",
        max_length=LONGEST_REVIEW,
        rows=6,
        help_text="Each of them, the children too, in their own words",
    )

    class Meta:
        model = PlanReview
        fields = ["held_on", "summary", "family_view"]

    def __init__(
        self, *args: Any, goals: Iterable[PlanGoal], since: datetime.date, taken: Iterable[datetime.date],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.goals = {f"goal_{goal.pk}": goal for goal in goals}
        self.since, self.taken = since, set(taken)
        for name, goal in self.goals.items():
            self.fields[name] = forms.ChoiceField(
                label=f"Goal: {goal.words}",
                help_text=f"We will know by: {goal.signs}",
                choices=Progress.choices,
                widget=Radios(small=True),
                error_messages={"required": f"Select how far this goal is: {goal.words}"},
            )

    def clean_held_on(self) -> datetime.date:
        """Not before the plan was made, and once a day."""
        on: datetime.date = self.cleaned_data["held_on"]
        if on < self.since:
            raise forms.ValidationError(
                f"The day of the review must be the same as or after {day(self.since)}"
            )
        if on in self.taken:
            raise forms.ValidationError("There is a review of this plan on that day already")
        return on

    def clean(self) -> dict[str, Any]:
        """Under the key it was opened with."""
        data = super().clean()
        if data.get("review"):
            self.instance.pk = data["review"]
        return data

    def progress(self) -> dict[PlanGoal, str]:
        """How far each goal is."""
        return {goal: self.cleaned_data[name] for name, goal in self.goals.items()}
