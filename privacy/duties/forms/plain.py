"""What forms of an information officer share: somebody by their reference, and a moment from a day and a time."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone

from cases.families.forms.reference import ReferenceField
from privacy.queries import index_card, look_target


class PersonField(ReferenceField):
    """Somebody on file, by their reference; gives their key."""

    def __init__(self, **kwargs: Any) -> None:
        words = {"label": "Reference of the person", "help_text": "For example PN-100001"}
        super().__init__(**(words | kwargs))

    def clean(self, value: Any) -> UUID | None:
        """The key behind the reference."""
        reference = super().clean(value)
        key = look_target(reference) if reference else None
        if reference and (key is None or index_card(key) is None):
            raise forms.ValidationError("No person has this reference. It begins with PN")
        return key

    def prepare_value(self, value: Any) -> Any:
        """What was typed."""
        return value


def moment_of(form: forms.BaseForm, day: str, time: str) -> datetime.datetime | None:
    """The moment that a day and a time of day in London mean; of an hour that comes twice, the first.

    A time that the clocks leave out is refused beside its field.
    """
    on, at = form.cleaned_data.get(day), form.cleaned_data.get(time)
    if on is None or at is None:
        return None
    zone = timezone.get_default_timezone()
    moment = datetime.datetime.combine(on, at, tzinfo=zone)
    if moment.astimezone(datetime.UTC).astimezone(zone).time() != at:
        form.add_error(time, "Clocks went forward then: there was no such time that day")
        return None
    if moment > timezone.now():
        form.add_error(time, "The time must not be in the future")
        return None
    return moment
