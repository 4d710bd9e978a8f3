"""What the program proposes for a passage: by whom it is about and who said it (rights-and-retention 4.3)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import NamedTuple

from django.db import models

from privacy.redaction.models.passage import Proposal, SaidBy


class Who(models.TextChoices):
    """What somebody is to the person the pack is about."""

    SUBJECT = "subject", "the person themselves"
    PARENT = "parent", "parent or carer"
    SEPARATED = "separated", "separated parent or former partner"
    SIBLING = "sibling", "brother or sister"
    PARTNER = "partner", "partner"
    CHILD = "child", "their child"
    RELATIVE = "relative", "other relative"
    REFERRER = "referrer", "told us about the family and is no professional"
    PROFESSIONAL = "professional", "professional"
    OTHER = "other", "somebody else"


HELD_BACK = frozenset({Who.SIBLING, Who.SEPARATED, Who.REFERRER})
"""Third parties whose information is proposed to be held back; every other one is weighed line by line."""

OPEN_ANYWAY = frozenset({Who.SUBJECT, Who.PROFESSIONAL})


class Proposed(NamedTuple):
    """A proposal and why."""

    proposal: str
    why: str


def proposed(
    *, named: AbstractSet[str], linked: AbstractSet[str], said_by: str, is_free: bool, speaks_of_people: bool
) -> Proposed:
    """``named`` in the words, ``linked`` by the record; both as values of ``Who``."""
    others = named - OPEN_ANYWAY
    if said_by == SaidBy.PERSON:
        return Proposed(Proposal.OPEN, "They told us this themselves")
    if said_by == SaidBy.REFERRER and is_free:
        return Proposed(Proposal.CUT, "Somebody who is no professional told us in confidence")
    if held := others & HELD_BACK:
        return Proposed(Proposal.CUT, f"Names a {_words(held)}")
    if others:
        return Proposed("", f"Names a {_words(others)}: weigh it")
    if linked and Who.SUBJECT not in linked and linked & HELD_BACK:
        return Proposed(Proposal.CUT, f"The record is about a {_words(linked & HELD_BACK)}")
    if is_free and (linked - OPEN_ANYWAY):
        return Proposed("", "The record is about others too: weigh it")
    if is_free and speaks_of_people:
        return Proposed("", "Speaks of somebody without a name: weigh it")
    if Who.SUBJECT in linked or Who.SUBJECT in named:
        return Proposed(Proposal.OPEN, "About the person")
    if is_free:
        return Proposed("", "About the family as a whole: weigh it")
    return Proposed(Proposal.OPEN, "What we did in our role")


def _words(who: AbstractSet[str]) -> str:
    return " and a ".join(sorted(Who(one).label for one in who))
