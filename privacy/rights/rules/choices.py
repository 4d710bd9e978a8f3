"""What an officer may choose from: facts that can be corrected, kinds of record that can be erased apart."""

from __future__ import annotations

from collections.abc import Mapping

from django.apps import apps
from django.db import models

from privacy.data_map import PERSONAL

FACTS: Mapping[str, str] = {
    "given_name": "First names",
    "family_name": "Last name",
    "date_of_birth": "Date of birth",
}
"""Facts of a person that an officer corrects; every other is corrected by whoever works with the family."""

ERASED_APART = (
    "families.PersonName",
    "families.Address",
    "families.Phone",
    "families.Email",
    "families.SchoolAttendance",
    "families.PersonLanguage",
    "families.SpecialRequirement",
    "families.EqualityProfile",
    "families.HealthNeed",
    "texts.Text",
    "groups.Enrolment",
)
"""Kinds of record that are about one person alone, so that they can go without taking anything of somebody else's."""

EVERYTHING = "everything"


class Reach(models.TextChoices):
    """How much a lock takes in (Article 18)."""

    PERSON = "person", "Everything we hold about this person"
    FAMILY = "family", "The record of a whole family they are or were in"
    RECORD = "record", "One record, with what hangs on it"


def erasable() -> list[tuple[str, str]]:
    """What can be erased, in the words of the pack; with what hangs on it, as that goes too."""
    return [
        *((model, _with_what_goes_too(model)) for model in ERASED_APART),
        (EVERYTHING, "The whole file, when nobody else is in it"),
    ]


def _with_what_goes_too(model: str) -> str:
    titles = {entry.model: entry.title for entry in PERSONAL}
    found, waiting = list[str](), [apps.get_model(model)]
    # A loop over a list that grows: what hangs on what hangs on it goes too.
    for held in waiting:
        for other in apps.get_models():
            title = titles.get(other._meta.label, "")
            links = (field for field in other._meta.concrete_fields if field.related_model is held)
            if title and title not in found and any(links):
                found.append(title)
                waiting.append(other)
    return f"{titles[model]}, and with them: {', '.join(found).lower()}" if found else titles[model]


BY_CONSENT: tuple[str, ...] = ("texts.TextStop",)
"""Kinds of record that people gave us of their own free will: everything else is held because a law or a public task
says so, so that next to nothing can be taken elsewhere (Article 20)."""
