"""Asking whether somebody about to be entered is one of those on file: the answers offered, in words.

Of people the reader may not see an answer shows the index card alone, and carries no key.
"""

import uuid
from typing import Any

from django.utils.crypto import salted_hmac

from cases.families.search.cards import Card


def title(card: Card) -> str:
    """Name and birth as far as the reader may know them."""
    born = card.person.date_of_birth if card.person else None
    if born:
        return f"{card.hit.full_name}, born {born.day} {born:%B %Y}"
    return f"{card.hit.full_name}, born {card.hit.born}" if card.hit.born else card.hit.full_name


def hint(card: Card, why: str) -> str:
    """Why it may be the same person, and their families or whom to ask."""
    if card.person is None:
        return f"{why}. You do not have access to this record. {card.whom_to_ask}"
    families = ", ".join(f"{family.name} family, {family.reference}" for family in card.families)
    return f"{why}. {families}"


def option(place: int, card: Card) -> str:
    """The value of the answer."""
    # The key of somebody the reader may not see is not theirs to have.
    return str(card.person.pk) if card.person else f"card-{place}"


def digest(people: Any) -> str:
    """A seal on the list of people an answer was given about: when the list changes, the question is asked again."""
    keys: list[uuid.UUID] = sorted(people)
    return salted_hmac("cases.families.forms.create", ",".join(map(str, keys))).hexdigest()
