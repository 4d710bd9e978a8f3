"""A short form: which version somebody was given, how, and when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

from django import forms

from govuk.fields import DateField
from govuk.forms import Form
from govuk.widgets import Radios
from privacy.notices.models import LANGUAGES, NoticeVersion
from privacy.telling.models import How


class GivenForm(Form):
    """Four quick answers."""

    version = forms.ChoiceField(
        label="Which version?", widget=Radios(small=True), error_messages={"required": "Select which version"}
    )
    how = forms.ChoiceField(
        label="How was it given?",
        choices=How.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select how it was given"},
    )
    language = forms.ChoiceField(
        label="In another language than English?", required=False, choices=[("", "No"), *LANGUAGES]
    )
    given_on = DateField(label="When?", not_future=True)

    def __init__(
        self, *args: Any, versions: Iterable[NoticeVersion], today: datetime.date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.versions = {str(version.pk): version for version in versions}
        field: Any = self.fields["version"]
        field.choices = [
            (key, f"Version {version.number}, from {version.effective_from:%-d %B %Y}")
            for key, version in self.versions.items()
        ]
        day: Any = self.fields["given_on"]
        day.today = lambda: today

    def clean(self) -> dict[str, Any]:
        """Nobody was given a version before it counted."""
        data = super().clean() or self.cleaned_data
        version = self.versions.get(data.get("version", ""))
        if version and data.get("given_on") and data["given_on"] < version.effective_from:
            self.add_error(
                "given_on",
                f"Version {version.number} counts from {version.effective_from:%-d %B %Y}. Enter that day or a later"
                " one, or choose an older version",
            )
        return data
