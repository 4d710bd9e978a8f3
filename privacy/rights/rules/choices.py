"""What an officer may choose from: facts that can be corrected, kinds of record that can be erased apart."""

from __future__ import annotations

from collections.abc import Mapping

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


def erasable() -> list[tuple[str, str]]:
    """What can be erased, in the words of the pack."""
    titles = {entry.model: entry.title for entry in PERSONAL}
    return [
        *((model, titles[model]) for model in ERASED_APART),
        (EVERYTHING, "The whole file, when nobody else is in it"),
    ]


BY_CONSENT: tuple[str, ...] = ("texts.TextStop",)
"""Kinds of record that people gave us of their own free will: everything else is held because a law or a public task
says so, so that next to nothing can be taken elsewhere (Article 20)."""
