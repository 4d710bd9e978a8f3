"""All texts of a page in one language, on one page."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from govuk.fields import LongTextField
from govuk.forms import Form
from privacy.notices.models import LANGUAGES
from privacy.notices.translations import Part

LONGEST = 5_000
A_LINE = 90
"""About as many letters as a line of the box holds."""


class LanguageForm(Form):
    """Which language."""

    language = forms.ChoiceField(
        label="Which language?", choices=[("", "Choose a language"), *LANGUAGES],
        error_messages={"required": "Select a language"},
    )  # fmt: skip


class TranslationForm(Form):
    """A box for each text; ``seen`` is what the translator had before them when the page was made."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, parts: Sequence[Part], brought: Mapping[str, str] | None = None, **kwargs: Any
    ) -> None:
        filled = {part.key: part.text for part in parts} | dict(brought or {})
        kwargs["initial"] = filled | {"seen": json.dumps({part.key: part.mark for part in parts})}
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part in parts:
            older = f"The English has changed. Of the older English it said: {part.before}"
            self.fields[part.key] = LongTextField(
                label=part.english,
                max_length=LONGEST,
                rows=max(2, len(part.english) // A_LINE + 1),
                required=False,
                help_text=older if part.before else "",
            )

    @property
    def said(self) -> dict[str, str]:
        """What was typed, by the key of the text."""
        return {part.key: str(self.cleaned_data[part.key]) for part in self.parts}

    @property
    def marks(self) -> dict[str, str]:
        """The mark of each part as the translator saw it; none where the page did not say."""
        try:
            told = json.loads(self.cleaned_data["seen"])
        except ValueError:
            return {}
        return told if isinstance(told, dict) else {}

    def clash(self, parts: Sequence[Part]) -> None:
        """Say beside each box what somebody else wrote meanwhile; from now on that has been seen."""
        self.data = {**self.data, "seen": self.initial["seen"]}
        for part in parts:
            now = f"It says now: {part.text}" if part.text else f"Its English is now: {part.english}"
            self.add_error(part.key, f"Somebody changed this meanwhile. {now}. Save again to keep yours")
