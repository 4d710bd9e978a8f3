"""Marks on a few entries of long chronologies: what somebody new to the family reads first."""

from __future__ import annotations

from cases.contacts.models import Contact, SignificantEvent
from familyhubs.demo.council.households import Household
from familyhubs.demo.council.maker import Maker

EVERY = 6  # contacts


def significant_make(maker: Maker, homes: list[Household]) -> None:
    """Mark the first contact with each family, and some later ones, by whoever wrote them down."""
    for home in homes:
        contacts = Contact.objects.filter(family=home.family).select_related("recorded_by")
        for contact in contacts.order_by("happened_at", "id")[::EVERY]:
            mark = SignificantEvent(
                family=home.family,
                strand="contact",
                entry_id=contact.pk,
                marked_by=contact.recorded_by,
                marked_at=contact.recorded_at,
                wall=contact.wall,
            )
            maker.keep_at(
                mark, by=contact.recorded_by, at=contact.recorded_at, reason="Marked as significant"
            )
