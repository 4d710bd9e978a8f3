"""What an auditor of the log of reads asks."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from accounts.models import User
from cases.families.forms.reference import ReferenceField
from govuk.fields import DateField
from govuk.forms import Form
from govuk.widgets import TextInput
from privacy.queries import look_target


class LooksForm(Form):
    """Looks at one person or family, by one member of staff, or both, between two days."""

    mark_optional = False

    reference = ReferenceField()
    staff = forms.CharField(
        label="Member of staff",
        help_text="Their name or email address",
        max_length=254,
        required=False,
        widget=TextInput(width=20),
    )
    since = DateField(label="From", required=False, not_future=True)
    until = DateField(label="To", required=False)

    def clean_reference(self) -> uuid.UUID | None:
        """The key behind a reference; the form says no more about it than whether there is one."""
        reference = self.cleaned_data["reference"]
        key = look_target(reference) if reference else None
        if reference and key is None:
            raise forms.ValidationError("No person or family has this reference")
        return key

    def clean_staff(self) -> uuid.UUID | None:
        """The one member of staff meant; those who left count too."""
        typed = str(self.cleaned_data["staff"]).strip()
        if not typed:
            return None
        people = User.objects.filter(email__iexact=typed) or User.objects.filter(full_name__icontains=typed)
        keys = list(people.values_list("pk", flat=True)[:2])
        if not keys:
            raise forms.ValidationError("No member of staff is called that or has this email address")
        if len(keys) > 1:
            raise forms.ValidationError("More than one member of staff fits: enter their email address")
        return keys[0]

    def clean(self) -> dict[str, Any]:
        """Ask for somebody, and for days in their order."""
        typed = super().clean() or self.cleaned_data
        if not self.errors and not typed.get("reference") and not typed.get("staff"):
            self.add_error("reference", "Enter a reference or a member of staff")
        since, until = typed.get("since"), typed.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be the same as or after the first day")
        return typed

    def asked(self) -> dict[str, str]:
        """The question as an address may hold it: keys and days, nothing that names anybody."""
        names = {"about": "reference", "staff": "staff", "since": "since", "until": "until"}
        return {word: str(self.cleaned_data[name]) for word, name in names.items() if self.cleaned_data[name]}
