"""What is to be done, by whom, by when; and handing a colleague's work over."""

import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet

from accounts.models import User
from cases.diary.forms.because import BecauseForm
from cases.diary.models import Task
from cases.diary.models.task import LONGEST
from cases.diary.rules import FURTHEST
from cases.families.forms.offering import offer
from cases.families.forms.reason import RowModelForm
from govuk.fields import DateField, LongTextField
from govuk.forms import declared


class ChangeTaskForm(BecauseForm, RowModelForm):
    """A task as it stands, and why it changes."""

    what = LongTextField(label="What has to be done", max_length=LONGEST, rows=3)
    due_on = DateField(label="Due date")

    class Meta:
        model = Task
        fields = ["what", "owner", "due_on"]
        labels = {"owner": "Who does it?"}
        error_messages = {"owner": {"required": "Select who does it"}}

    def __init__(self, *args: Any, owners: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "owner", owners)
        self.fields["owner"].error_messages["invalid_choice"] = "Select who does it"
        self.was_due_on = self.instance.due_on
        declared(self, "due_on", DateField).latest = self.today + FURTHEST

    def clean_due_on(self) -> datetime.date:
        """A new date is not in the past; one that has passed may stay while something else is changed."""
        on: datetime.date = self.cleaned_data["due_on"]
        if on < self.today and on != self.was_due_on:
            raise forms.ValidationError("Due date must be today or in the future")
        return on


class TaskForm(ChangeTaskForm):
    """A new task, which needs no reason besides itself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["because"]


class ReopenTaskForm(BecauseForm):
    """Why a task that was ticked off is to be done after all."""


class HandOverForm(BecauseForm):
    """Who takes over everything a colleague had to do."""

    to = forms.ModelChoiceField(label="Who takes over?", queryset=User.objects.none())
    field_order = ["to"]

    def __init__(self, *args: Any, workers: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "to", workers)
        said = dict.fromkeys(("required", "invalid_choice"), "Select who takes over")
        self.fields["to"].error_messages.update(said)
        self.fields["because"].label = "Why are you handing it over?"
        self.fields["because"].help_text = "For example, when they leave"
        self.fields["because"].error_messages["required"] = "Enter why you are handing it over"
