"""Naming one person or family without seeing a list of them."""

from typing import Any

from django import forms

from govuk.widgets import TextInput


class ReferenceField(forms.CharField):
    """The reference printed on every page and letter about a person or family, for officers without casework access.

    Optional; gives it in capitals, and says nothing about whether anybody has it.
    """

    widget = TextInput(width=10)

    def __init__(self, **kwargs: Any) -> None:
        words = {
            "label": "Reference of the person or family",
            "help_text": "For example FH-100001 or PN-100001",
        }
        super().__init__(max_length=20, required=False, **(words | kwargs))

    def to_python(self, value: Any) -> str:
        """Take small letters too."""
        return str(super().to_python(value)).upper()
