"""The one long form about a contact."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from cases.contacts.models import Contact, ContactKind, ContactSource
from cases.contacts.models.contact import DAY_IN_MINUTES, LONGEST_NOTE, LONGEST_STEP
from cases.contacts.rules import FIELDS, Details, Other, Seen
from cases.families.models import Involvement, Person
from govuk.fields import DateField, LongTextField, TimeField
from govuk.forms import Form, declared
from govuk.widgets import Checkboxes, Radios, TextInput

LONGEST_NAME = 100
SEEN = "seen_"
EARLIEST = datetime.date(1990, 1, 1)  # files brought along from paper begin here; an older year is a slip
SEEN_CHOICES = [
    (Seen.ALONE.value, "Yes, alone"),
    (Seen.WITH_OTHERS.value, "Yes, with others there"),
    (Seen.NOT.value, "No"),
]


@dataclass(frozen=True)
class Circle:
    """Whom and what a contact with this family can be about."""

    people: list[Person]
    involvements: list[Involvement]


class ContactForm(Form):
    """What happened, who was there, who it is about. ``now`` is the writer's time in London."""

    kind = forms.ChoiceField(label="Kind of contact", choices=ContactKind.choices, widget=Radios(small=True))
    happened_on = DateField(label="Date of contact", not_future=True, earliest=EARLIEST)
    started_at = TimeField(label="Start time", required=False, help_text="For example, 14:30 or 2.30pm")
    minutes = forms.IntegerField(
        label="How long it took",
        required=False,
        min_value=1,
        max_value=DAY_IN_MINUTES,
        widget=TextInput(width=4, suffix="minutes", inputmode="numeric"),
        error_messages={
            "min_value": "How long it took must be 1 minute or more",
            "max_value": "How long it took must be 24 hours or less",
        },
    )
    place = forms.CharField(label="Place", required=False, max_length=200)
    involvement: forms.ModelChoiceField[Involvement] = forms.ModelChoiceField(
        label="As part of which work?", queryset=None, required=False, empty_label="None of these"
    )
    present = forms.MultipleChoiceField(
        label="Who of the family was there?", required=False, widget=Checkboxes(small=True)
    )
    others = LongTextField(
        label="Who else was there?",
        required=False,
        max_length=2_000,
        rows=3,
        help_text="One on each line: their name, a comma, their role. For example, Sam Lee, health visitor",
    )
    about = forms.MultipleChoiceField(
        label="Who is it about?",
        widget=Checkboxes(),
        help_text="Select everybody this contact says something about",
        error_messages={"required": "Select who this contact is about"},
    )
    source = forms.ChoiceField(
        label="How do you know?",
        choices=ContactSource.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select how you know"},
    )
    what_happened = LongTextField(
        label="What happened",
        max_length=LONGEST_NOTE,
        rows=10,
        help_text="Facts: what you saw, what was said and by whom. The family can ask to read this.",
    )
    what_we_think = LongTextField(
        label="What we think",
        required=False,
        max_length=LONGEST_NOTE,
        rows=6,
        help_text="Judgement: what it means for the children, and why you think so. They can read this too.",
    )
    next_step = LongTextField(
        label="Next step",
        required=False,
        max_length=LONGEST_STEP,
        rows=2,
        help_text="What will be done, and who will do it",
    )
    next_step_on = DateField(label="Date of next step", required=False, not_past=True)

    def __init__(self, *args: Any, circle: Circle, now: datetime.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circle, self.now = circle, now
        for name in ("happened_on", "next_step_on"):
            declared(self, name, DateField).today = now.date
        people = [(str(person.pk), person.full_name) for person in circle.people]
        declared(self, "present", forms.MultipleChoiceField).choices = people
        declared(self, "about", forms.MultipleChoiceField).choices = people
        self._ask_about_work()
        self._ask_who_was_seen()

    def clean_others(self) -> tuple[Other, ...]:
        """The lines as names with roles."""
        lines = [line.strip() for line in str(self.cleaned_data["others"]).split("\n") if line.strip()]
        return tuple(dict.fromkeys(_other(line) for line in lines))

    def clean(self) -> dict[str, Any]:
        """Check what only shows when answers are put side by side."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self._check_time(cleaned)
        self._check_seen(cleaned)
        self._check_next_step(cleaned)
        return cleaned

    def details(self) -> Details:
        """What was typed, once it is valid."""
        said = self.cleaned_data
        only = self.circle.involvements[0] if len(self.circle.involvements) == 1 else None
        return Details(
            **{name: said[name] for name in FIELDS if name != "involvement"},
            involvement=said.get("involvement") or only,
            about={UUID(person): Seen(said[seen_field(person)]) for person in said["about"]},
            present=frozenset(UUID(person) for person in said["present"]),
            others=said["others"],
        )

    def _ask_about_work(self) -> None:
        if len(self.circle.involvements) < 2:
            del self.fields["involvement"]
            return
        keys = [involvement.pk for involvement in self.circle.involvements]
        offered = Involvement.objects.filter(pk__in=keys).select_related("service")
        declared(self, "involvement", forms.ModelChoiceField).queryset = offered

    def _ask_who_was_seen(self) -> None:
        for person in self.circle.people:
            self.fields[seen_field(person.pk)] = forms.ChoiceField(
                label=f"Was {person.full_name} seen?",
                choices=SEEN_CHOICES,
                required=False,
                widget=Radios(small=True),
                error_messages={"invalid_choice": "Select whether they were seen"},
            )
        names = [name for name in self.fields if not name.startswith(SEEN)]
        after = names.index("about") + 1
        self.order_fields([*names[:after], *(seen_field(person.pk) for person in self.circle.people)])
        widget = self.fields["about"].widget
        widget.reveals = {str(person.pk): (seen_field(person.pk),) for person in self.circle.people}

    def _check_time(self, cleaned: Mapping[str, Any]) -> None:
        day, start = cleaned.get("happened_on"), cleaned.get("started_at")
        if start and day == self.now.date() and start > self.now.time():
            self.add_error("started_at", "Start time must be in the past")

    def _check_seen(self, cleaned: Mapping[str, Any]) -> None:
        for person in self.circle.people:
            name = seen_field(person.pk)
            if (
                str(person.pk) in cleaned.get("about", ())
                and not cleaned.get(name)
                and name not in self.errors
            ):
                self.add_error(name, f"Select whether {person.full_name} was seen")

    def _check_next_step(self, cleaned: Mapping[str, Any]) -> None:
        step, day = cleaned.get("next_step"), cleaned.get("next_step_on")
        if step and not day and "next_step_on" not in self.errors:
            self.add_error("next_step_on", "Enter a date for the next step")
        if day and not step and "next_step" not in self.errors:
            self.add_error("next_step", "Enter what the next step is")


class RecordForm(ContactForm):
    """A new contact. Its key is made with the empty form, so that sending it twice records it once."""

    contact = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Open this form again", "invalid": "Open this form again"},
    )


class CorrectForm(ContactForm):
    """The contact as it stands, to be corrected with a reason. ``recorded_on``: it cannot have happened later."""

    reason = forms.CharField(
        label="Why are you correcting it?",
        max_length=500,
        error_messages={"required": "Enter why you are correcting this record"},
    )
    version = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"required": "Open this form again", "invalid": "Open this form again"},
    )

    def __init__(self, *args: Any, recorded_on: datetime.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.recorded_on = recorded_on
        declared(self, "next_step_on", DateField).not_past = False

    def clean(self) -> dict[str, Any]:
        """A next step of the past stands; one from before the contact cannot."""
        cleaned = super().clean()
        day, step_on = cleaned.get("happened_on"), cleaned.get("next_step_on")
        if day and day > self.recorded_on:
            last = f"{self.recorded_on.day} {self.recorded_on:%B %Y}"
            self.add_error("happened_on", f"Date of contact must be {last} or before, when it was recorded")
        if day and step_on and step_on < day:
            self.add_error("next_step_on", "Date of next step must be the same as or after the contact")
        return cleaned


def seen_field(person: UUID | str) -> str:
    """The name of the question whether a person was seen."""
    return f"{SEEN}{person}"


def as_typed(form: ContactForm, post: QueryDict) -> dict[str, Any]:
    """What a draft holds as the initial answers of a form, nonsense included; nothing is checked yet."""
    return {name: field.widget.value_from_datadict(post, {}, name) for name, field in form.fields.items()}


def as_recorded(contact: Contact) -> dict[str, Any]:
    """A recorded contact as the initial answers of a form."""
    about = list(contact.about.all())
    present = list(contact.present.all())
    answers: dict[str, Any] = {name: getattr(contact, name) for name in FIELDS}
    answers["about"] = [str(row.person_id) for row in about]
    answers["present"] = [str(row.person_id) for row in present if row.person_id]
    answers["others"] = "\n".join(row.words for row in present if not row.person_id)
    for row in about:
        how = Seen.ALONE if row.seen_alone else Seen.WITH_OTHERS if row.seen else Seen.NOT
        answers[seen_field(row.person_id)] = how.value
    return answers


def _other(line: str) -> Other:
    name, comma, role = (part.strip() for part in line.partition(","))
    if not (comma and name and role):
        raise forms.ValidationError(f"Add a comma and a role after “{line[:LONGEST_NAME]}”", "no_role")
    if max(len(name), len(role)) > LONGEST_NAME:
        raise forms.ValidationError(
            f"Each name and each role must be {LONGEST_NAME} characters or fewer", "too_long"
        )
    return Other(name, role)
