"""Base classes of every form: GOV.UK's wording of errors instead of "This field is required."."""

from collections.abc import Mapping
from typing import Any, TypeVar

from django import forms
from django.forms.utils import pretty_name
from django.utils.datastructures import MultiValueDict

F = TypeVar("F", bound=forms.Field)
NULL = "\x00"
DJANGO_REQUIRED = forms.Field.default_error_messages["required"]


class Form(forms.Form):
    """A form in GOV.UK style. ``mark_optional = False`` suits filters, where every question is optional."""

    mark_optional = True

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(without_null(data), *args, **kwargs)
        word_fields(self.fields)


class ModelForm(forms.ModelForm):  # type: ignore[type-arg]  # Django does not subscript it at run time
    """A form made from a model, with the same wording."""

    mark_optional = True

    def __init__(self, data: Mapping[str, Any] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(without_null(data), *args, **kwargs)
        word_fields(self.fields)


def without_null(data: Mapping[str, Any] | None) -> Mapping[str, Any] | None:
    """What was typed without null characters: a broken paste brings them, PostgreSQL cannot keep them, and the writer
    could neither see nor remove one."""
    if not isinstance(data, MultiValueDict):
        return data and {name: _no_null(value) for name, value in data.items()}
    if not any(NULL in str(value) for _, values in data.lists() for value in values):
        return data
    clean = data.copy()
    for name, values in data.lists():
        clean.setlist(name, [_no_null(value) for value in values])
    return clean


def _no_null(value: Any) -> Any:
    return value.replace(NULL, "") if isinstance(value, str) else value


def declared(form: forms.BaseForm, name: str, kind: type[F]) -> F:
    """The field a form asks under ``name``, as the kind it is, for a form that fills it in anew for each page.

    Raises ``TypeError`` where the field is of another kind.
    """
    field = form.fields[name]
    if not isinstance(field, kind):
        raise TypeError(f"{name} is a {type(field).__name__}, not a {kind.__name__}")
    return field


def word_fields(fields: Mapping[str, forms.Field]) -> None:
    """Give each field a label and errors that name it; errors the form words itself stay as they are."""
    for name, field in fields.items():
        if field.label is None:
            field.label = pretty_name(name)
        messages = field.error_messages
        label = str(field.label)
        if messages.get("required") == DJANGO_REQUIRED:
            messages["required"] = required_message(field, label)
        if isinstance(field, forms.EmailField):
            wrong = "Enter an email address in the correct format, like name@example.com"
            field.error_messages["invalid"] = wrong
        if isinstance(field, forms.IntegerField):
            messages["invalid"] = f"{label} must be a number"
        if isinstance(field, forms.ChoiceField):
            messages["invalid_choice"] = required_message(field, label)
        if isinstance(field, forms.CharField):
            messages.setdefault("max_length", f"{_bare(label)} must be %(limit_value)d characters or fewer")


def required_message(field: forms.Field, label: str) -> str:
    """Say what to do, not what went wrong: "Enter first name", "Select relationship"."""
    if isinstance(field, forms.BooleanField):
        return f"Select “{label}” to continue"
    verb = "Select" if isinstance(field, (forms.ChoiceField, forms.FileField)) else "Enter"
    if label.endswith("?"):
        return f"{verb} an answer to “{label}”"
    return f"{verb} {_uncapitalised(label)}"


def _bare(label: str) -> str:
    return label.rstrip("?").replace("%", "%%")


def _uncapitalised(label: str) -> str:
    keeps_capital = len(label) > 1 and not label[1].islower() and not label.startswith("A ")
    return label if keeps_capital else label[:1].lower() + label[1:]
