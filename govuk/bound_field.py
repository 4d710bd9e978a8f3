"""A field on a form, as GOV.UK draws it: label, hint, error and input tied together for screen readers."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

from govuk.widgets import CharacterCount, Checkboxes, DateInputs, Radios, TextInput

BLANK_CHOICE = "---------"


@dataclass(frozen=True)
class Option:
    """One radio or checkbox, with the questions it reveals."""

    id: str
    name: str
    value: str
    label: str
    checked: bool
    disabled: bool
    hint: str
    revealed: tuple["GovukBoundField", ...]


class GovukBoundField(BoundField):
    """Knows the ids that tie hint and errors to the input, and which input an error should lead to."""

    @property
    def kind(self) -> str:
        """Which drawing the field needs; anything unknown is a plain labelled control."""
        widget = self.field.widget
        kinds: tuple[tuple[type[forms.Widget], str], ...] = (
            (forms.CheckboxSelectMultiple, "checkboxes"),
            (forms.RadioSelect, "radios"),
            (forms.CheckboxInput, "checkbox"),
            (DateInputs, "date"),
            (forms.PasswordInput, "password"),
            (CharacterCount, "character-count"),
        )
        return next((kind for type_, kind in kinds if isinstance(widget, type_)), "input")

    @property
    def css_class(self) -> str:
        """The class of the control itself; empty where several inputs carry their own."""
        widget = self.field.widget
        classes: tuple[tuple[type[forms.Widget], str], ...] = (
            (forms.CheckboxInput, "govuk-checkboxes__input"),
            (CharacterCount, "govuk-textarea govuk-js-character-count"),
            (forms.Textarea, "govuk-textarea"),
            (forms.RadioSelect, ""),
            (forms.Select, "govuk-select"),
            (forms.FileInput, "govuk-file-upload"),
            (forms.PasswordInput, "govuk-input govuk-password-input__input govuk-js-password-input-input"),
            (Input, "govuk-input"),
        )
        return next((name for type_, name in classes if isinstance(widget, type_)), "")

    @property
    def hint_id(self) -> str:
        """Id of the hint, the same one Django uses."""
        return f"{self.auto_id}_helptext"

    @property
    def numbered_errors(self) -> list[tuple[str, str]]:
        """Each error with its own id, so that all of them are read out with the input."""
        errors = [str(error) for error in self.errors]
        return [
            (f"{self.auto_id}_error" + (f"_{n}" if n > 1 else ""), text) for n, text in enumerate(errors, 1)
        ]

    @property
    def aria_describedby(self) -> str:
        """The ids of character count, hint and errors, in the order in which they should be heard."""
        if self.is_hidden or not self.auto_id:
            return ""
        parts = [f"{self.auto_id}-info"] if self.kind == "character-count" else []
        parts += [self.hint_id] if self.help_text else []
        return " ".join(parts + [error_id for error_id, _ in self.numbered_errors])

    @property
    def error_target(self) -> str:
        """Id of the input a link in the error summary should bring the user to."""
        if self.kind in ("radios", "checkboxes"):
            return self.options[0].id if self.options else self.auto_id
        if isinstance(self.field.widget, DateInputs):
            return f"{self.auto_id}_{(*self._wrong_date_parts(), 'day')[0]}"
        return self.id_for_label

    @property
    def display_label(self) -> str:
        """The label, with "(optional)" where the form marks optional questions."""
        label = str(self.label)
        marks = getattr(self.form, "mark_optional", False) and not self.field.required
        if marks and self.kind != "checkbox" and not self.is_revealed and "(optional)" not in label:
            return f"{label} (optional)"
        return label

    @property
    def is_revealed(self) -> bool:
        """Whether the question is drawn inside a radio or checkbox of another one."""
        widgets = (field.widget for field in self.form.fields.values())
        return any(self.name in names for widget in widgets for names in _reveals(widget).values())

    @property
    def options(self) -> list[Option]:
        """The radios or checkboxes to draw; Django's row of dashes is no answer and is left out."""
        widgets = (bound.data for bound in self.subwidgets)
        return [
            self._option(data)
            for data in widgets
            if not (data["value"] == "" and str(data["label"]) == BLANK_CHOICE)
        ]

    @property
    def layout_class(self) -> str:
        """Modifiers of the group of radios or checkboxes: small, side by side."""
        widget = self.field.widget
        name = f"govuk-{self.kind}"
        modifiers = [word for word in ("inline", "small") if getattr(widget, word, False)]
        return "".join(f" {name}--{word}" for word in modifiers)

    @property
    def prefix(self) -> str:
        """A sign in front of the input, like £."""
        widget = self.field.widget
        return widget.prefix if isinstance(widget, TextInput) else ""

    @property
    def suffix(self) -> str:
        """A unit behind the input, like "hours"."""
        widget = self.field.widget
        return widget.suffix if isinstance(widget, TextInput) else ""

    def as_heading(self) -> SafeString:
        """The field with its label or legend as the page's h1; the page then leaves block h1 empty."""
        return self.render(context={"field": self, "page_heading": True})

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add classes and the ids of hint and errors; browser bubbles are switched off in favour of our own words."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built.pop("required", None)
        built.pop("aria-invalid", None)
        if widget.is_hidden or widget is not self.field.widget:
            return built
        built.update(self._own_attrs(widget))
        return built

    def _own_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        name = self.css_class
        error = f"{name.split()[0]}--error" if name and self.errors and self.kind != "checkbox" else ""
        classes = " ".join(filter(None, [name, error, str(widget.attrs.get("class", ""))]))
        # A browser cuts what is pasted at maxlength without a word; our check says what is too long.
        own: dict[str, Any] = {"maxlength": False, "class": classes or False}
        if isinstance(widget, forms.PasswordInput):
            own |= {"spellcheck": "false", "autocapitalize": "none"}
        # Browsers must not offer one family's details while another's are typed.
        elif isinstance(widget, forms.TextInput) and "autocomplete" not in widget.attrs:
            own["autocomplete"] = "off"
        if isinstance(widget, DateInputs):
            own["wrong_parts"] = " ".join(self._wrong_date_parts())
        return own

    def _wrong_date_parts(self) -> tuple[str, ...]:
        if not self.errors:
            return ()
        wrong = [part for error in self.errors.as_data() for part in getattr(error, "date_parts", ())]
        return tuple(wrong) or DateInputs.PARTS

    def _option(self, data: dict[str, Any]) -> Option:
        value, widget = str(data["value"]), self.field.widget
        hints = widget.hints if isinstance(widget, (Radios, Checkboxes)) else {}
        return Option(
            id=str(data["attrs"].get("id", "")),
            name=str(data["name"]),
            value=value,
            label=str(data["label"]),
            checked=bool(data["selected"]),
            disabled=bool(data["attrs"].get("disabled")),
            hint=hints.get(value, ""),
            revealed=tuple(self.form[name] for name in _reveals(widget).get(value, ())),  # type: ignore[misc]
        )


def _reveals(widget: forms.Widget) -> dict[str, tuple[str, ...]]:
    return widget.reveals if isinstance(widget, (Radios, Checkboxes)) else {}
