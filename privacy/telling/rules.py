"""How may somebody be told that the notice changed? Safety comes before ease: in doubt a worker tells them."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from cases.families.models import Address, Phone
from cases.texts.rules import refusal_of
from privacy.telling.concerned import Concerned
from privacy.telling.models import Way


@dataclass(frozen=True)
class Choice:
    """The way, why, and the phone or address it goes to."""

    way: Way
    why: str
    phone: Phone | None = field(default=None, repr=False)
    address: Address | None = field(default=None, repr=False)


def choose(concerned: Concerned, on: datetime.date) -> Choice:
    """A text where a number is safe for one nobody planned, else a letter to an address nobody hides, else a worker."""
    if concerned.is_restricted:
        return Choice(Way.IN_PERSON, "Only named staff may know of the family")
    if concerned.wall:
        return Choice(Way.IN_PERSON, "The service they use is not to be seen from outside")
    if concerned.has_confidential:
        return Choice(Way.IN_PERSON, "Where they can be found is kept from somebody")
    for phone in concerned.phones:
        if _may_text(phone, concerned, on):
            return Choice(Way.TEXT, "The number is safe to text", phone=phone)
    for address in concerned.addresses:
        if address.lines:
            return Choice(Way.LETTER, "No number is safe to text", address=address)
    return Choice(Way.IN_PERSON, "No safe number and no address is on file")


def _may_text(phone: Phone, concerned: Concerned, on: datetime.date) -> bool:
    """The rules of every text; and never at any hour to somebody who named safe times."""
    if phone.safe_times or phone.is_confidential:
        return False
    broken = phone.pk in concerned.broken
    return refusal_of(phone, concerned.person, is_member=True, on=on, is_broken=broken) is None
