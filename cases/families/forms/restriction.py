"""Restricting a family, and opening one in an emergency."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import Permission
from cases.families.models import Restriction
from cases.families.models.break_glass import Outcome
from govuk.fields import DateField
from govuk.forms import Form, ModelForm, declared
from govuk.widgets import CharacterCount, Checkboxes, Radios

LONGEST = 500
SHORTEST_REASON = 15


class NamedField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # Django does not subscript it
    """The staff who will see the family; at least one of them can change who is named."""

    widget = Checkboxes(small=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            User.objects.none(),
            label="Who may see this family?",
            help_text="Nobody else will find the family or anybody in it, by search or through a relative.",
            error_messages={"required": "Select who may see this family"},
            **kwargs,
        )

    def label_from_instance(self, obj: User) -> str:
        """Name and job: a council has several people of one name."""
        return f"{obj.full_name}, {obj.job_title}" if obj.job_title else obj.full_name

    def offer(self, staff: QuerySet[User], on: datetime.date) -> None:
        """Let these members of staff be chosen."""
        self.queryset = staff
        self.on = on

    def clean(self, value: Any) -> QuerySet[User]:
        """Refuse a choice that nobody could ever undo."""
        named: QuerySet[User] = super().clean(value)
        leading = User.objects.holding(Permission.FAMILY_RESTRICT, self.on).values("pk")
        if not named.filter(pk__in=leading).exists():
            raise forms.ValidationError(
                "Select at least one manager, so that somebody can lift the restriction"
            )
        return named


class RestrictForm(ModelForm):
    """Why, who may see the family, and when to look at it again."""

    named = NamedField()
    review_on = DateField(label="When will you look at this again?", help_text="Within a year")

    class Meta:
        model = Restriction
        fields = ["reason", "detail", "review_on"]
        labels = {"reason": "Why is the family restricted?", "detail": "More about the reason"}
        widgets = {"reason": Radios(small=True), "detail": CharacterCount(max_length=LONGEST, rows=3)}

    field_order = ["reason", "detail", "named", "review_on"]

    def __init__(self, *args: Any, staff: QuerySet[User], today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        declared(self, "named", NamedField).offer(staff, today)

    def clean_review_on(self) -> datetime.date:
        """A day to come, within a year."""
        on: datetime.date = self.cleaned_data["review_on"]
        if not self.today < on <= self.today + datetime.timedelta(days=366):
            raise forms.ValidationError(
                "The day you look at this again must be after today and within a year"
            )
        return on


class NamedForm(Form):
    """Who may see a restricted family from now on; ``seen`` keeps who was named when the form was opened."""

    named = NamedField()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, staff: QuerySet[User], today: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        declared(self, "named", NamedField).offer(staff, today)


class LiftForm(Form):
    """Why the family need not be restricted any more."""

    reason = forms.CharField(
        label="Why is the restriction lifted?",
        max_length=300,
        error_messages={"required": "Enter why the restriction is lifted"},
        widget=CharacterCount(max_length=300, rows=3),
    )


class BreakGlassForm(Form):
    """Why the record cannot wait for the team that holds it."""

    reason = forms.CharField(
        label="Why can this not wait for the team that works with them?",
        min_length=SHORTEST_REASON,
        max_length=LONGEST,
        help_text="Their managers read this at once. For example who is at risk, and what you need to know.",
        error_messages={
            "required": "Enter why this cannot wait",
            "min_length": "Enter why this cannot wait, in a sentence",
        },
        widget=CharacterCount(max_length=LONGEST, rows=4),
    )


class ReviewForm(Form):
    """What a manager found when they looked at an emergency afterwards."""

    outcome = forms.ChoiceField(
        label="What did you find?",
        choices=Outcome.choices,
        widget=Radios(),
        error_messages={"required": "Select what you found"},
    )
    note = forms.CharField(
        label="What did you look at, and whom did you speak to?",
        max_length=LONGEST,
        error_messages={"required": "Enter what you looked at"},
        widget=CharacterCount(max_length=LONGEST, rows=3),
    )
