"""Deciding on one right: what it is about, the answer, its ground, the reasons; and what that right needs beside."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from cases.families.forms.reason import RowForm
from cases.families.forms.reference import ReferenceField
from cases.families.models import Person
from govuk.fields import DateField, LongTextField
from govuk.widgets import Checkboxes, Radios, TextInput
from privacy.models.data_request import RequestRight
from privacy.rights.models.decision import LONGEST
from privacy.rights.queries import lockable_family, lockable_record
from privacy.rights.rules.choices import EVERYTHING, FACTS, Reach, erasable
from privacy.rights.rules.grounds import AGAINST, FOR, fits

TEAM, TOLD = "team", "told"


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


class RestrictionForm(DecideForm):
    """What is locked, and when somebody looks at it again."""

    right = RequestRight.RESTRICTION.value
    reach = forms.ChoiceField(
        label="If yes, what is locked?",
        required=False,
        choices=Reach.choices,
        widget=Radios(small=True, reveals={Reach.FAMILY: "family", Reach.RECORD: "record"}),
    )
    family = ReferenceField(label="Reference of the family", help_text="For example FH-100001")
    record = forms.CharField(
        label="Address of the record’s page",
        required=False,
        max_length=500,
        widget=TextInput(),
        help_text="A worker of the family copies it from their browser: a contact, a document, an assessment or a plan",
    )
    review_on = DateField(label="If yes, when do we look at it again?", required=False)
    field_order = ["what", "is_granted", "ground", "reach", "family", "record", "review_on", "reasons"]

    def clean(self) -> dict[str, Any]:
        """A lock says what it is about, and has a day to look at it again."""
        data = super().clean()
        self.key: uuid.UUID | None = None
        if data.get("is_granted"):
            self._reach(data)
        review = data.get("review_on")
        if data.get("is_granted") and "review_on" not in self.errors and (not review or review < self.today):
            self.add_error("review_on", "Enter a day from today on")
        return data

    def _reach(self, data: dict[str, Any]) -> None:
        """Whether what is named is about this person: a wrong reference would lock somebody else's file."""
        reach = data.get("reach")
        if not reach and "reach" not in self.errors:
            self.add_error("reach", "Select what is locked")
        if reach == Reach.FAMILY and "family" not in self.errors:
            self.key = lockable_family(data.get("family") or "", self.subject)
            if self.key is None:
                self.add_error("family", "Enter the reference of a family this person is or was in")
        if reach == Reach.RECORD and "record" not in self.errors:
            self.key = lockable_record(data.get("record") or "", self.subject)
            if self.key is None:
                self.add_error("record", "Enter the address of a record of a family this person is or was in")

    def chosen(self) -> dict[str, Any]:
        """What is locked, by key, and the day."""
        said = self.cleaned_data
        if not said["is_granted"]:
            return {}
        locked = {said["reach"]: str(self.key)} if self.key else {}
        return {"review_on": said["review_on"].isoformat(), **locked}


class PortabilityForm(DecideForm):
    """Nothing more."""

    right = RequestRight.PORTABILITY.value


FORMS: dict[str, type[DecideForm]] = {
    form.right: form
    for form in (ErasureForm, ObjectionForm, RectificationForm, RestrictionForm, PortabilityForm)
}


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
