"""Deciding one passage, many at once, whose name may be told, and what a second reader says."""

from __future__ import annotations

from typing import Any

from django import forms

from govuk.fields import LongTextField
from govuk.forms import Form
from govuk.widgets import Checkboxes, Radios, TextInput
from privacy.grounds import HARM, PICKED
from privacy.redaction.files.flatten import areas_of_words, page_text
from privacy.redaction.models import Passage
from privacy.redaction.models.passage import DecisionKind, SaidBy
from privacy.redaction.rules.split import words_of

KEEP, CUT, WORDS, ITEM = "keep", "cut", "words", "item"
PERCENT = (
    "In hundredths of the page, from its left or its upper edge: the lines on the picture stand ten apart"
)
CHOOSE = [("", "Choose a ground")]


class _CutForm(Form):
    """What every cut needs."""

    ground = forms.ChoiceField(label="On which ground?", choices=[*CHOOSE, *PICKED], required=False)
    reason = forms.CharField(
        label="Why?",
        max_length=500,
        required=False,
        help_text="For the second reader, and for a court. The person who asked does not see it",
    )
    practitioner = forms.CharField(
        label="Who says that it would cause serious harm?",
        max_length=200,
        required=False,
        widget=TextInput(width=20),
        help_text="The practitioner, their job, and the date. Needed for grounds of serious harm",
    )

    def check_cut(self, cleaned: dict[str, Any]) -> None:
        """Say beside each field what a cut lacks."""
        if not cleaned.get("ground"):
            self.add_error("ground", "Choose the ground on which it is held back")
        if not cleaned.get("reason"):
            self.add_error("reason", "Enter why it is held back")
        if cleaned.get("ground") in HARM and not cleaned.get("practitioner"):
            self.add_error("practitioner", "Enter who says that it would cause serious harm")

    def why(self) -> dict[str, str]:
        """Ground, reason and practitioner as the action takes them."""
        return {name: self.cleaned_data.get(name, "") for name in ("ground", "reason", "practitioner")}


class PassageForm(_CutForm):
    """Keep a passage, hold it back, or some of its words, or the whole record it belongs to."""

    what = forms.ChoiceField(label="What do you decide?", widget=Radios)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = (
        "what",
        "picked",
        "words",
        "left",
        "top",
        "right",
        "bottom",
        "ground",
        "reason",
        "practitioner",
    )

    def __init__(self, *args: Any, passage: Passage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.passage = passage
        self.initial.setdefault("seen", passage.state)
        is_picture = passage.picture is not None
        some = "Hold back words or a part of this page" if is_picture else "Hold back some words"
        self.fields["what"].choices = [  # type: ignore[attr-defined] # a ChoiceField has them
            (KEEP, "Keep it open"),
            (CUT, "Hold back this page" if is_picture else "Hold back all of it"),
            (WORDS, some),
            (ITEM, "Hold back the whole record it belongs to"),
        ]
        self._add_picture() if is_picture else self._add_words()
        self.order_fields(self.field_order)

    def _add_words(self) -> None:
        text = self.passage.text
        choices = [(f"{start}-{end}", text[start:end]) for start, end in words_of(text)]
        self.fields["picked"] = forms.MultipleChoiceField(
            label="Which words?", choices=choices, required=False, widget=Checkboxes(small=True)
        )

    def _add_picture(self) -> None:
        self.fields["words"] = forms.CharField(
            label="Which words on the page?",
            max_length=200,
            required=False,
            help_text="As they stand there, if the file knows its words",
        )
        for name in ("left", "top", "right", "bottom"):
            hint = PERCENT if name == "left" else ""
            self.fields[name] = forms.IntegerField(
                label=f"Part of the page: {name}", min_value=0, max_value=100, required=False, help_text=hint,
                widget=TextInput(width=3, inputmode="numeric"),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A cut has its ground and reason; words are chosen."""
        cleaned = super().clean() or {}
        what = cleaned.get("what")
        if what in (CUT, WORDS, ITEM):
            self.check_cut(cleaned)
        if what == WORDS:
            picture = self.passage.picture
            cleaned["ranges"] = self._areas(cleaned, picture.words) if picture else self._letters(cleaned)
        return cleaned

    def _letters(self, cleaned: dict[str, Any]) -> list[list[int]]:
        picked = [[int(part) for part in value.split("-")] for value in cleaned.get("picked", [])]
        if not picked:
            self.add_error("picked", "Select the words to hold back")
        joined: list[list[int]] = []
        for start, end in sorted(picked):
            if joined and not self.passage.text[joined[-1][1] : start].strip():
                joined[-1][1] = end
            else:
                joined.append([start, end])
        return joined

    def _areas(self, cleaned: dict[str, Any], known: list[Any]) -> list[list[float]]:
        sides = [cleaned.get(name) for name in ("left", "top", "right", "bottom")]
        if words := " ".join((cleaned.get("words") or "").split()):
            return self._of_words(words, known)
        if any(side is None for side in sides):
            self.add_error("words", "Enter the words, or all four sides of the part to hold back")
            return []
        left, top, right, bottom = (int(side or 0) / 100 for side in sides)
        if left >= right or top >= bottom:
            self.add_error(
                "left", "The left side must be smaller than the right, and the top than the bottom"
            )
            return []
        return [[left, top, right, bottom]]

    def _of_words(self, words: str, known: list[Any]) -> list[list[float]]:
        said, at, spans = page_text(known).lower(), 0, []
        while (at := said.find(words.lower(), at)) >= 0:
            spans.append([at, at + len(words)])
            at += len(words)
        if not spans:
            self.add_error(
                "words", "The page has no such words that the program can read. Enter the four sides"
            )
        return [list(area) for area in areas_of_words(known, spans)]


class BulkForm(_CutForm):
    """Decide every undecided passage by an author, of a kind, or about somebody."""

    said_by = forms.ChoiceField(label="Said by", choices=[("", "Anybody"), *SaidBy.choices], required=False)
    title = forms.ChoiceField(label="Kind of record", required=False)
    about = forms.ChoiceField(label="About", required=False)
    proposal = forms.ChoiceField(
        label="Proposed",
        choices=[("", "Anything"), ("open", "Keep open"), ("cut", "Hold back"), ("none", "Weigh it")],
        required=False,
    )
    what = forms.ChoiceField(
        label="What do you decide?",
        choices=[("accept", "What is proposed for each"), (KEEP, "Keep them open"), (CUT, "Hold them back")],
        widget=Radios,
    )
    count = forms.IntegerField(required=False, widget=forms.HiddenInput)
    field_order = ("said_by", "title", "about", "proposal", "what")

    def __init__(self, *args: Any, titles: list[str], people: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["title"].choices = [("", "Any"), *((title, title) for title in titles)]  # type: ignore[attr-defined] # as above
        self.fields["about"].choices = [  # type: ignore[attr-defined] # as above
            ("", "Anybody"), *((one["code"], f"{one['name']}, {one['who']}") for one in people),
        ]  # fmt: skip
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """A cut has its ground and reason; so has a proposal to cut."""
        cleaned = super().clean() or {}
        if cleaned.get("what") == CUT:
            self.check_cut(cleaned)
        if cleaned.get("what") == "accept" and not cleaned.get("reason"):
            self.add_error("reason", "Enter why the proposals are right")
        return cleaned

    def kind(self) -> str:
        """As the action takes it."""
        return DecisionKind.KEEP if self.cleaned_data["what"] == KEEP else DecisionKind.CUT


class TellForm(Form):
    """Somebody's name may be told."""

    person = forms.ChoiceField(label="Whose name may be told?", widget=Radios)
    reason = forms.CharField(label="Why?", max_length=500)

    def __init__(self, *args: Any, people: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = people  # type: ignore[attr-defined] # a ChoiceField has them


class SecondForm(Form):
    """What the second reader says."""

    what = forms.ChoiceField(
        label="Can it go out?",
        choices=[
            ("approve", "Yes, I read it and it can go out"),
            ("return", "No, it has to be looked at again"),
        ],
        widget=Radios,
    )
    words = LongTextField(label="What should the first officer know?", max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        """Who sends it back says why."""
        cleaned = super().clean() or {}
        if cleaned.get("what") == "return" and not cleaned.get("words"):
            self.add_error("words", "Enter what has to be looked at again")
        return cleaned
