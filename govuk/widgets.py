"""Inputs beyond Django's own. Plain Django widgets need nothing special: the form renderer styles them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.utils.datastructures import MultiValueDict

Reveals = Mapping[str, str | Iterable[str]]


class TextInput(forms.TextInput):
    """A text input as wide as its answer: ``width`` in characters is 2, 3, 4, 5, 10, 20 or 30."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        *,
        width: int | None = None,
        autocomplete: str | None = None,
        inputmode: str | None = None,
        input_type: str = "text",
        prefix: str = "",
        suffix: str = "",
    ) -> None:
        named = {
            "class": f"govuk-input--width-{width}" if width else None,
            "autocomplete": autocomplete,
            "inputmode": inputmode,
        }
        super().__init__({**{name: value for name, value in named.items() if value}, **(attrs or {})})
        self.input_type = input_type
        self.prefix = prefix
        self.suffix = suffix


class Textarea(forms.Textarea):
    """Several lines of text; ``rows`` shows how much is expected."""

    def __init__(self, attrs: dict[str, Any] | None = None, *, rows: int = 5) -> None:
        super().__init__({"rows": str(rows), **(attrs or {})})
        self.attrs.pop("cols", None)


class CharacterCount(Textarea):
    """Several lines with a limit: the limit is stated, and counted down where scripts run."""

    def __init__(
        self, attrs: dict[str, Any] | None = None, *, max_length: int | None = None, rows: int = 5
    ) -> None:
        super().__init__(attrs, rows=rows)
        self.max_length = max_length


class _Choices:
    """What radios and checkboxes share: a hint for each option, and questions an option reveals."""

    hints: dict[str, str]
    reveals: dict[str, tuple[str, ...]]
    small: bool

    def _keep(self, hints: Mapping[Any, str] | None, reveals: Reveals | None, small: bool) -> None:
        self.hints = {str(value): hint for value, hint in (hints or {}).items()}
        self.reveals = {
            str(value): (names,) if isinstance(names, str) else tuple(names)
            for value, names in (reveals or {}).items()
        }
        self.small = small


class Radios(_Choices, forms.RadioSelect):
    """Radios. ``reveals={"other": "other_detail"}`` draws that field inside the option.

    Without scripts a revealed question is always visible. It should not be required on the field: ask for it in
    the form's ``clean`` when its option is chosen.
    """

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        hints: Mapping[Any, str] | None = None,
        reveals: Reveals | None = None,
        inline: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self._keep(hints, reveals, small)
        self.inline = inline


class Checkboxes(_Choices, forms.CheckboxSelectMultiple):
    """Checkboxes for several answers at once; hints and reveals as in `Radios`."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Iterable[Any] = (),
        *,
        hints: Mapping[Any, str] | None = None,
        reveals: Reveals | None = None,
        small: bool = False,
    ) -> None:
        super().__init__(attrs, choices)
        self._keep(hints, reveals, small)


class DateParts(NamedTuple):
    """A date as it was typed, possibly nonsense; kept so that the page can show it again."""

    day: str
    month: str
    year: str

    def __bool__(self) -> bool:
        return any(self)


class DateInputs(forms.Widget):
    """Day, month and year in three inputs, because people know a date they have to give."""

    PARTS = ("day", "month", "year")
    template_name = "govuk/widgets/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None, *, birthday: bool = False) -> None:
        super().__init__(attrs)
        self.birthday = birthday

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        attrs = dict(attrs or {})
        wrong = str(attrs.pop("wrong_parts", "")).split()
        context = super().get_context(name, None, attrs)
        identity = context["widget"]["attrs"].get("id", f"id_{name}")
        typed = self._parts(value)
        context["widget"]["parts"] = [
            {
                "name": f"{name}_{part}",
                "id": f"{identity}_{part}",
                "label": part.capitalize(),
                "value": text,
                "width": 4 if part == "year" else 2,
                "wrong": part in wrong,
                "autocomplete": f"bday-{part}" if self.birthday else "",
            }
            for part, text in zip(self.PARTS, typed, strict=True)
        ]
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> DateParts:
        return DateParts(*(str(data.get(f"{name}_{part}", "")).strip() for part in self.PARTS))

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> bool:
        return not any(f"{name}_{part}" in data for part in self.PARTS)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else ""

    @staticmethod
    def _parts(value: Any) -> DateParts:
        if isinstance(value, DateParts):
            return value
        if isinstance(value, str) and value:  # an ISO date, as a saved draft keeps it
            value = date.fromisoformat(value)
        return (
            DateParts(str(value.day), str(value.month), str(value.year)) if value else DateParts("", "", "")
        )
