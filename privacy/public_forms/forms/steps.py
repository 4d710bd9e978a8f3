"""One page of a public form at a time, in words a child of twelve reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from govuk.documents import KINDS, DocumentField
from govuk.fields import DateField, LongTextField, UKPhoneField
from govuk.forms import Form
from govuk.uploads import MEGABYTE
from govuk.widgets import DateInputs, Radios, TextInput
from privacy.public_forms.models import FormKind
from privacy.public_forms.rules import steps

LARGEST = 10 * MEGABYTE
SELF, CHILD, OTHER = "self", "child", "other"
WHAT_LABEL = {
    FormKind.COPY: (
        "What do you want to see?",
        "You can ask for everything, or for one thing. For example: notes from last year",
    ),
    FormKind.CORRECT: ("What is wrong, and what is right?", "Tell us where it is, if you know"),
    FormKind.OBJECT: ("What do you want us to stop, and why?", "For example: stop sending me texts"),
    FormKind.DELETE: ("What is it about, and why?", "Tell us as much as you can"),
    FormKind.COMPLAINT: ("What went wrong?", "Tell us what happened and what you want us to do"),
    FormKind.DETAILS: ("What has changed?", "For example: a new phone number or address"),
}
LONGEST = 3_000


class WhoForm(Form):
    """Whose information it is."""

    who = forms.ChoiceField(
        label="Who is this about?",
        choices=[(SELF, "Me"), (CHILD, "My child"), (OTHER, "Somebody I speak for")],
        widget=Radios(hints={OTHER: "For example as a carer, a solicitor or an advocate"}),
        error_messages={"required": "Choose who this is about"},
    )


class AboutForm(Form):
    """Who the information is about. Only a name is needed; the rest helps us to find it."""

    given_name = forms.CharField(label="First name", max_length=100)
    family_name = forms.CharField(label="Last name", max_length=100)
    other_names = forms.CharField(
        label="Other names", max_length=200, required=False, help_text="For example a name from before"
    )
    born = DateField(
        label="Date of birth",
        past_only=True,
        required=False,
        widget=DateInputs(),
        help_text="For example 27 3 2012",
    )
    home = forms.CharField(
        label="Address",
        max_length=300,
        required=False,
        help_text="Where they live now, or lived when we knew them",
    )


class YouForm(Form):
    """Who asks for somebody else, and what shows that they may."""

    your_name = forms.CharField(label="Your name", max_length=200, widget=TextInput(autocomplete="name"))
    relation = forms.CharField(
        label="What are you to them?", max_length=200, help_text="For example: mum, or solicitor"
    )
    proof = LongTextField(
        label="What shows that you may ask for them?",
        max_length=500,
        rows=3,
        required=False,
        help_text="For example: I have parental responsibility. If they are old enough to decide, tell us what they"
        " want",
    )


class WhatForm(Form):
    """What they want."""

    delete_or_stop = forms.ChoiceField(
        label="What do you want us to do?",
        choices=[("delete", "Delete it"), ("stop", "Keep it, but do not use it")],
        widget=Radios(),
        error_messages={"required": "Choose what you want us to do"},
    )
    details = LongTextField(label="What", max_length=LONGEST, rows=6)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        label, hint = WHAT_LABEL[FormKind(kind)]
        self.fields["details"].label, self.fields["details"].help_text = label, hint
        self.fields["details"].error_messages["required"] = f"Answer the question: {label}"
        if kind != FormKind.DELETE:
            del self.fields["delete_or_stop"]


class ReachForm(Form):
    """How we answer, safely."""

    reach = forms.ChoiceField(
        label="How should we answer you?",
        choices=[("email", "By email"), ("phone", "By phone"), ("post", "By post")],
        widget=Radios(reveals={"email": ["email"], "phone": ["phone"], "post": ["post"]}),
        error_messages={"required": "Choose how we should answer you"},
    )
    email = forms.EmailField(label="Email address", max_length=200, required=False)
    phone = UKPhoneField(label="Phone number", required=False)
    post = forms.CharField(label="Address to write to", max_length=300, required=False)
    safe = forms.CharField(
        label="Is there anything we must do to keep you safe?",
        max_length=300,
        required=False,
        help_text="For example: do not ring after 5pm, do not leave a message",
    )

    def clean(self) -> dict[str, Any]:
        """The way that was chosen needs where to."""
        data = super().clean() or {}
        missing = {
            "email": "Enter your email address",
            "phone": "Enter your phone number",
            "post": "Enter the address",
        }
        way = data.get("reach")
        if way in missing and not data.get(way) and way not in self.errors:
            self.add_error(way, missing[way])
        return data


class FilesForm(Form):
    """Something that helps us, if they want to send it."""

    file = DocumentField(
        label="A file",
        at_most=LARGEST,
        required=False,
        kinds=tuple(KINDS),
        help_text=f"A PDF, Word file, JPG or PNG of up to {LARGEST // MEGABYTE}MB. You do not have to send one",
    )


class CheckForm(Form):
    """Nothing more is asked. ``website`` is out of sight: whoever fills it in is a program."""

    website = forms.CharField(required=False, widget=forms.HiddenInput)


FORMS: Mapping[str, type[Form]] = {
    steps.WHO: WhoForm,
    steps.ABOUT: AboutForm,
    steps.YOU: YouForm,
    steps.WHAT: WhatForm,
    steps.REACH: ReachForm,
    steps.FILES: FilesForm,
    steps.CHECK: CheckForm,
}
HEADINGS = {
    steps.WHO: "Whose information is it?",
    steps.YOU: "About you",
    steps.WHAT: "What you want",
    steps.REACH: "How we answer you",
    steps.FILES: "Send us a file",
    steps.CHECK: "Check what you tell us",
}
ABOUT = {SELF: "About you", CHILD: "About your child", OTHER: "About them"}


def heading(kept: steps.Kept, step: str) -> str:
    """What a page is called; whom it is about depends on what was said first."""
    if step == steps.ABOUT:
        return ABOUT.get(kept.answers.get(steps.WHO, {}).get("who", SELF), ABOUT[OTHER])
    return HEADINGS[step]


def step_form(kept: steps.Kept, data: Any = None, files: Any = None) -> Form:
    """The form of the page a form stands at; with what was typed there before."""
    asked: dict[str, Any] = {"kind": kept.kind} if kept.step == steps.WHAT else {}
    if files is not None and kept.step == steps.FILES:
        return FORMS[kept.step](data, files)
    if data is None and kept.step in kept.answers:
        shown = FORMS[kept.step](kept.answers[kept.step], **asked)
        return FORMS[kept.step](initial=_initial(shown), **asked)
    return FORMS[kept.step](data, **asked)


def _initial(shown: Form) -> dict[str, Any]:
    shown.is_valid()
    return {
        name: field.widget.value_from_datadict(shown.data, {}, name) for name, field in shown.fields.items()
    }


def typed(form: Form) -> dict[str, str]:
    """What was typed into a page, as it is kept: the raw words, so that the page can be shown again."""
    names = [
        part
        for name, field in form.fields.items()
        for part in (
            [f"{name}_{each}" for each in DateInputs.PARTS] if isinstance(field, DateField) else [name]
        )
    ]
    return {name: str(form.data[name]) for name in names if form.data.get(name)}


def lines(kept: steps.Kept) -> list[tuple[str, list[tuple[str, str]]]]:
    """Question and answer of each page, for the last page and for whoever reads it."""
    told = []
    for step in kept.steps:
        if step in (steps.FILES, steps.CHECK) or step not in kept.answers:
            continue
        asked: dict[str, Any] = {"kind": kept.kind} if step == steps.WHAT else {}
        form = FORMS[step](kept.answers[step], **asked)
        form.is_valid()
        told.append((step, [(str(field.label), _words(form, name)) for name, field in form.fields.items()]))
    return told


def _words(form: Form, name: str) -> str:
    field, value = form.fields[name], form.cleaned_data.get(name)
    if isinstance(field, forms.ChoiceField):
        flat: Any = field.choices  # of these forms no choice stands in a group
        return str(dict(flat).get(value, ""))
    if isinstance(field, DateField):
        return f"{value:%-d %B %Y}" if value else ""
    return str(field.prepare_value(value) or "")
