"""Making a letter: only what the wording of its kind has a gap for is asked."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Checkboxes, Radios
from privacy.models import DataRequest
from privacy.workbench.from_pack import FromPack
from privacy.workbench.gaps import Said
from privacy.workbench.grounds import GROUNDS, WORDS
from privacy.workbench.models import LetterKind, Reader
from privacy.workbench.rules.letters import REFUSALS, WITH_REASON

REASON = {
    LetterKind.IDENTITY: (
        "What do you need to see?",
        "The least that will do. Ask at once, and never to gain time",
    ),
    LetterKind.AUTHORITY: ("What do you need to see?", "For example signed authority, or a court order"),
    LetterKind.CLARIFY: (
        "What is the question?",
        "Only what you need to find the data. They may want everything",
    ),
    LetterKind.EXTEND: (
        "Why do you need two more months?",
        "It must be complex, or one of many requests by the same person. Being short of staff is no reason",
    ),
    LetterKind.UPDATE: ("How far are you?", "What is done, what is left, and when they hear from you next"),
}


class LetterForm(Form):
    """To whom, and what the officer says in it."""

    reader = forms.ChoiceField(label="Who reads it?", choices=Reader.choices, widget=Radios(inline=True))
    to_name = forms.CharField(label="Name of the person it goes to", max_length=200)
    to_address = forms.CharField(
        label="Where does it go?",
        max_length=300,
        required=False,
        help_text="An address or email that is safe for them",
    )
    reason = LongTextField(label="Reason", max_length=2_000, rows=5)
    withheld = LongTextField(
        label="What is held back, in general terms?",
        max_length=2_000,
        rows=4,
        help_text="Say that it is held back without telling what it says. For example: parts of notes that are about"
        " other people",
    )
    grounds = forms.MultipleChoiceField(
        label="On what ground?",
        choices=GROUNDS,
        widget=Checkboxes(small=True, hints={ground: words.law for ground, words in WORDS.items()}),
        required=False,
    )
    is_unsaid = forms.BooleanField(
        label="For part of it, telling the reason would do the harm itself. Say only that", required=False
    )
    own_words = LongTextField(
        label="Anything else you want to say",
        max_length=2_000,
        rows=4,
        required=False,
        help_text="The letter says by itself what the law asks for: you cannot take that out",
    )

    def __init__(
        self,
        *args: Any,
        kind: LetterKind,
        request: DataRequest,
        readers: list[str],
        pack: FromPack | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.pack = kind, pack or FromPack()
        begin = {"to_name": request.asker_name, "to_address": request.asker_contact, "reader": Reader.ADULT}
        self.initial = {**begin, **self.pack.initial, **self.initial}
        self.fields["is_unsaid"].help_text = self.pack.hint
        reader: Any = self.fields["reader"]
        reader.choices = [choice for choice in Reader.choices if choice[0] in readers]
        if kind in WITH_REASON:
            self.fields["reason"].label, self.fields["reason"].help_text = REASON[kind]
        else:
            del self.fields["reason"]
        if kind not in REFUSALS:
            del self.fields["withheld"], self.fields["grounds"], self.fields["is_unsaid"]

    def clean(self) -> dict[str, Any]:
        """A refusal gives a ground, or says that it cannot; and nobody who is held back is named in the letter."""
        cleaned = super().clean() or self.cleaned_data
        if "grounds" in self.fields and not cleaned.get("grounds") and not cleaned.get("is_unsaid"):
            self.add_error("grounds", "Select at least one ground")
        for field in ("reason", "withheld", "own_words"):
            if found := self.pack.names_in(cleaned.get(field) or ""):
                told = ", ".join(f"“{name}”" for name in found)
                self.add_error(field, f"Take out the name of somebody who is held back in the pack: {told}")
        return cleaned

    @property
    def said(self) -> Said:
        """The answers as a letter takes them."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "reader"}
        return Said(**told)


def grounds_known(codes: list[str]) -> list[str]:
    """Grounds of a letter in words, as an officer picked them."""
    return [WORDS[code].label for code in codes]
