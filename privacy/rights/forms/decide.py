"""Deciding on one right: what it is about, the answer, its ground, the reasons; and what that right needs beside."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms

from cases.families.forms.reason import RowForm
from govuk.fields import LongTextField
from govuk.widgets import Checkboxes, Radios, TextInput
from privacy.models.data_request import RequestRight
from privacy.rights.models.decision import LONGEST
from privacy.rights.rules.choices import EVERYTHING, FACTS, erasable
from privacy.rights.rules.grounds import AGAINST, FOR, fits

TEAM = "team"


class DecideForm(RowForm):
    """What every right asks. The grounds are those the law has for this right."""

    right = ""
    what = LongTextField(label="What is it about?", max_length=LONGEST, rows=3)
    is_granted = forms.TypedChoiceField(
        label="Do we do what they ask?",
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda value: value == "yes",
        widget=Radios(inline=True),
        error_messages={"required": "Select yes or no"},
    )
    ground = forms.ChoiceField(
        label="On what ground?", widget=Radios(small=True), error_messages={"required": "Select a ground"}
    )
    reasons = LongTextField(
        label="The reasons, in words for the person",
        max_length=LONGEST,
        rows=4,
        help_text="They go into the letter",
    )

    def __init__(self, *args: Any, subject: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.subject = subject
        ground: Any = self.fields["ground"]
        ground.choices = [
            *((found.value, f"Yes: {found.label}") for found in FOR[self.right]),
            *((found.value, f"No: {found.label}") for found in AGAINST[self.right]),
        ]

    def clean(self) -> dict[str, Any]:
        """A ground goes with its answer."""
        data = super().clean()
        answer, ground = data.get("is_granted"), data.get("ground")
        if answer is not None and ground and not fits(self.right, ground, is_granted=answer):
            self.add_error("ground", "This ground does not go with your answer")
        return data

    def chosen(self) -> dict[str, Any]:
        """What is carried out."""
        return {}


class ErasureForm(DecideForm):
    """Which kinds of record go."""

    right = RequestRight.ERASURE.value
    kinds = forms.MultipleChoiceField(
        label="If yes, what is deleted?",
        required=False,
        widget=Checkboxes(small=True),
        help_text="Kinds of record about this person alone, earlier versions included. It cannot be had back",
    )
    behind_walls = forms.BooleanField(
        label="What youth justice and the victim service hold goes too",
        required=False,
        help_text="It is behind their walls, so ask them first. Otherwise it stays",
    )
    field_order = ["what", "is_granted", "ground", "kinds", "behind_walls", "reasons"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kinds"]
        kinds.choices = erasable()

    def clean(self) -> dict[str, Any]:
        """Something has to go, or nothing is granted."""
        data = super().clean()
        if data.get("is_granted") and not data.get("kinds"):
            self.add_error("kinds", "Select what is deleted")
        if data.get("is_granted") and EVERYTHING in data.get("kinds", []) and not data.get("behind_walls"):
            self.add_error(
                "behind_walls",
                "Select this too, once you asked them: the whole file has no part that stays. Or select kinds",
            )
        return data

    def chosen(self) -> dict[str, Any]:
        """The kinds, and whether what stands behind walls goes."""
        kinds = self.cleaned_data["kinds"]
        return {
            "kinds": [EVERYTHING] if EVERYTHING in kinds else kinds,
            "behind_walls": self.cleaned_data["behind_walls"],
        }


class ObjectionForm(DecideForm):
    """Whether it is about texts, which stop at once."""

    right = RequestRight.OBJECTION.value
    texts = forms.BooleanField(
        label="It is about texts: stop them now", required=False,
        help_text="Texts stop the moment you save. What waits to be sent is withdrawn",
    )  # fmt: skip
    field_order = ["what", "texts", "is_granted", "ground", "reasons"]

    def clean(self) -> dict[str, Any]:
        """No ground outweighs an objection to texts."""
        data = super().clean()
        if data.get("texts") and data.get("is_granted") is False:
            self.add_error(
                "texts", "Texts always stop when somebody objects to them. Decide on the rest apart"
            )
        return data

    def chosen(self) -> dict[str, Any]:
        """Whether texts stop."""
        return {"texts": self.cleaned_data["texts"]}


class RectificationForm(DecideForm):
    """Which fact is wrong, and what is right."""

    right = RequestRight.RECTIFICATION.value
    fact = forms.ChoiceField(
        label="If yes, who corrects it?",
        required=False,
        choices=[
            *((name, f"{label}: we correct it now") for name, label in FACTS.items()),
            (TEAM, "Something else: whoever works with the family gets a task"),
        ],
        widget=Radios(small=True),
    )
    value = forms.CharField(
        label="What is right?",
        required=False,
        max_length=100,
        help_text="The name in full, or the date as 27/3/2015",
        widget=TextInput(),
    )
    field_order = ["what", "is_granted", "ground", "fact", "value", "reasons"]

    def clean(self) -> dict[str, Any]:
        """A correction says what is right."""
        data = super().clean()
        fact, value = data.get("fact"), str(data.get("value") or "").strip()
        if data.get("is_granted") and not fact:
            self.add_error("fact", "Select who corrects it")
        if data.get("is_granted") and fact in FACTS and not value:
            self.add_error("value", "Enter what is right")
        if fact == "date_of_birth" and value:
            self._date(value)
        return data

    def _date(self, value: str) -> None:
        try:
            born = datetime.datetime.strptime(value, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            self.add_error("value", "Enter the date as 27/3/2015")
            return
        if born > self.today:
            self.add_error("value", "The date of birth must not be in the future")
        self.cleaned_data["value"] = born.isoformat()

    def chosen(self) -> dict[str, Any]:
        """The fact and its value."""
        return {"fact": self.cleaned_data["fact"], "value": str(self.cleaned_data.get("value") or "").strip()}


class PortabilityForm(DecideForm):
    """Nothing more."""

    right = RequestRight.PORTABILITY.value
