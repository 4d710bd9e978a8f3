"""What a document is, of when, from whom and about whom; and why it is taken off the list."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms

from cases.contacts.forms.contact import Circle
from cases.documents.models import Document, DocumentKind
from cases.documents.rules import Description
from cases.families.forms.reason import ReasonForm, RowForm
from cases.families.models import Involvement
from govuk.fields import DateField
from govuk.forms import Form, declared
from govuk.widgets import Checkboxes, Radios, TextInput

EARLIEST = datetime.date(1900, 1, 1)  # a grandparent's birth certificate; an older year is a slip


class DescriptionForm(Form):
    """Everything a document says of itself. ``circle`` is whom and what it can be about."""

    title = forms.CharField(
        label="What is it?",
        max_length=150,
        help_text="For example, “School report, spring term”. Leave out names: they are asked for below",
        error_messages={"required": "Enter what the document is"},
    )
    kind = forms.ChoiceField(
        label="Kind of document",
        choices=DocumentKind.choices,
        widget=Radios(small=True),
        error_messages={"required": "Select the kind of document"},
    )
    dated_on = DateField(
        label="Date of the document",
        not_future=True,
        earliest=EARLIEST,
        help_text="The date on it; if it has none, the day we got it",
    )
    source = forms.CharField(
        label="Who did it come from?",
        max_length=150,
        help_text="For example, “Health visitor” or “The mother”",
        error_messages={"required": "Enter who the document came from"},
    )
    people = forms.MultipleChoiceField(
        label="Who is it about?",
        widget=Checkboxes(),
        help_text="Select everybody this document says something about",
        error_messages={"required": "Select who this document is about"},
    )
    involvement: forms.ModelChoiceField[Involvement] = forms.ModelChoiceField(
        label="As part of which work?", queryset=None, required=False, empty_label="None of these"
    )

    def __init__(self, *args: Any, circle: Circle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.circle = circle
        declared(self, "people", forms.MultipleChoiceField).choices = [
            (str(person.pk), person.full_name) for person in circle.people
        ]
        works = [work.pk for work in circle.involvements]
        offered = Involvement.objects.filter(pk__in=works).select_related("service", "team")
        declared(self, "involvement", forms.ModelChoiceField).queryset = offered
        if len(works) < 2:
            del self.fields["involvement"]

    def description(self) -> Description:
        """What was typed, once it is valid. Where there is one piece of work, the document is part of it."""
        said = self.cleaned_data
        only = self.circle.involvements[0] if len(self.circle.involvements) == 1 else None
        return Description(
            **{name: said[name] for name in ("title", "kind", "dated_on", "source")},
            involvement=said.get("involvement") or only,
            about=frozenset(uuid.UUID(person) for person in said["people"]),
        )


class DescribeForm(ReasonForm, DescriptionForm):
    """A correction of the description, with its reason."""


class RemoveForm(RowForm):
    """Why a document is taken off the list."""

    removal_reason = forms.CharField(
        label="Why are you removing this document?",
        max_length=300,
        help_text="For example, “It is about another family”. Leave out names",
        widget=TextInput(),
        error_messages={"required": "Enter why you are removing this document"},
    )

    @property
    def reason(self) -> str:
        """The answer as the history keeps it."""
        return str(self.cleaned_data["removal_reason"])


def as_described(document: Document) -> dict[str, Any]:
    """The answers that a document's description would give."""
    return {
        "title": document.title,
        "kind": document.kind,
        "dated_on": document.dated_on,
        "source": document.source,
        "involvement": document.involvement_id,
        "people": [str(row.person_id) for row in document.about.all()],
    }
