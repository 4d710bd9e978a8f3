"""Choosing a number and a wording, and filling the gaps of the wording."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from accounts.keys import new_key
from cases.families.forms.reason import RowForm
from cases.families.models import Person, Phone
from cases.texts.choices import Choice
from cases.texts.length import MAXIMUM_CHARACTERS, text_length
from cases.texts.models import TextTemplate
from cases.texts.wording import filled, gaps
from govuk.forms import Form
from govuk.widgets import Radios, TextInput

LONGEST_VALUE = 200


class WhoAndWhat(Form):
    """Which number gets which wording."""

    phone = forms.ChoiceField(
        label="Who is the text to?", error_messages={"required": "Select who the text is to"}
    )
    template = forms.ChoiceField(
        label="Which text?", error_messages={"required": "Select which text to send"}
    )

    def __init__(
        self, *args: Any, choices: Sequence[Choice], templates: Sequence[TextTemplate], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offered = [choice for choice in choices if choice.refusal is None]
        self._offer("phone", {c.phone.pk: c.label for c in offered}, {c.phone.pk: c.hint for c in offered})
        self._offer("template", {t.pk: t.name for t in templates}, {t.pk: t.body for t in templates})

    def _offer(self, name: str, labels: Mapping[uuid.UUID, str], hints: Mapping[uuid.UUID, str]) -> None:
        radios = Radios(hints={key: hint for key, hint in hints.items() if hint})
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label,
            error_messages=self.fields[name].error_messages,
            choices=[(str(key), label) for key, label in labels.items()],
            widget=radios,
        )


class Words(Form):
    """A value for each gap of a template. ``key`` is the text's own, so that a second press sends no second text."""

    key = forms.UUIDField(
        widget=forms.HiddenInput,
        required=False,
        error_messages={"invalid": "This page came back changed. Go back and choose the text again."},
    )

    def __init__(
        self, *args: Any, template: TextTemplate, phone: Phone, known: Mapping[str, str], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        self.template = template
        self.names = {f"gap_{number}": name for number, name in enumerate(gaps(template.body))}
        for field, name in self.names.items():
            label = name[:1].upper() + name[1:]
            self.fields[field] = forms.CharField(
                label=label,
                max_length=LONGEST_VALUE,
                initial=known.get(name.lower(), ""),
                widget=TextInput(),
                error_messages={
                    "required": f"Enter {name}",
                    "max_length": f"{label} must be {LONGEST_VALUE} characters or fewer",
                },
            )
        self.fields["key"].initial = new_key
        if phone.is_shared:
            self.fields["shared_confirmed"] = forms.BooleanField(
                label="This text is safe for other people to read",
                help_text="Other people answer or read this phone.",
                error_messages={"required": "Confirm that this text is safe for other people to read"},
            )

    def clean(self) -> dict[str, Any]:
        """Fill the gaps; too long for Notify is an error of the whole form."""
        cleaned = super().clean() or {}
        for field in self.names:
            if field in cleaned:
                cleaned[field] = re.sub(r"\s+", " ", cleaned[field])
        if not cleaned.get("key"):
            cleaned["key"] = new_key()
        if all(field in cleaned for field in self.names):
            length = text_length(filled(self.template.body, self._values(cleaned)))
            if length.is_too_long:
                self.add_error(
                    None,
                    f"The text is {length.characters} characters long: it must be {MAXIMUM_CHARACTERS} or fewer",
                )
        return cleaned

    @property
    def personalisation(self) -> dict[str, str]:
        """The values by the template's own names."""
        return self._values(self.cleaned_data)

    @property
    def body(self) -> str:
        """The finished words."""
        return filled(self.template.body, self.personalisation)

    @property
    def shared_confirmed(self) -> bool:
        """Whether the writer knows that others read this phone."""
        return bool(self.cleaned_data.get("shared_confirmed"))

    def kept(self) -> list[tuple[str, str]]:
        """Everything that was typed, for the hidden fields of the preview."""
        values = {
            **{name: self.cleaned_data[name] for name in self.names},
            "key": str(self.cleaned_data["key"]),
        }
        if self.shared_confirmed:
            values["shared_confirmed"] = "on"
        return list(values.items())

    def _values(self, cleaned: Mapping[str, Any]) -> dict[str, str]:
        return {name: cleaned[field] for field, name in self.names.items()}


class StopForm(RowForm):
    """Who does not want texts."""

    person = forms.ModelChoiceField(
        Person.objects.none(),
        label="Who does not want texts?",
        widget=Radios(),
        empty_label=None,
        error_messages={"required": "Select who does not want texts"},
    )
    said = forms.CharField(
        label="How did they tell us?",
        max_length=300,
        help_text="For example: on the phone today",
        widget=TextInput(),
    )

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people


class StopLiftForm(RowForm):
    """They want texts again."""

    said = forms.CharField(
        label="How did they tell us that they want texts again?", max_length=300, widget=TextInput()
    )
