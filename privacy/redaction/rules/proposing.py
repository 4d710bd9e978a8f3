"""What the program proposes for a passage: by whom it is about and who said it (rights-and-retention 4.3)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from enum import StrEnum
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
    THEIRS = "theirs", "parent, partner or child of somebody who is held back"
    STRANGER = "stranger", "member of another family"
    REFERRER = "referrer", "told us about the family and is no professional"
    PROFESSIONAL = "professional", "professional"
    OTHER = "other", "somebody else"


HELD_BACK = frozenset({Who.SIBLING, Who.SEPARATED, Who.THEIRS, Who.STRANGER, Who.REFERRER})
"""Third parties whose information is proposed to be held back; every other one is weighed line by line."""

IN_WORDS: Mapping[str, str] = {
    Who.SUBJECT: "the person themselves",
    Who.PARENT: "a parent or carer",
    Who.SEPARATED: "a separated parent or former partner",
    Who.SIBLING: "a brother or sister",
    Who.PARTNER: "their partner",
    Who.CHILD: "their child",
    Who.RELATIVE: "another relative",
    Who.THEIRS: "a parent, partner or child of somebody who is held back",
    Who.STRANGER: "a member of another family",
    Who.REFERRER: "somebody who told us about the family and is no professional",
    Who.PROFESSIONAL: "a professional",
    Who.OTHER: "somebody else",
}
"""Each within a sentence."""
IN_ORDER = list(IN_WORDS)

OPEN_ANYWAY = frozenset({Who.SUBJECT, Who.PROFESSIONAL})


class Hint(StrEnum):
    """What words or a field speak of without naming anybody; the value is why something is proposed."""

    IN_CONFIDENCE = "Speaks of somebody who told us and did not want to be named"
    VICTIM = "Speaks of a victim"
    ACCUSED = "Speaks of somebody accused together with others"
    HEALTH = "About health: ask the health professional first whether telling it could do serious harm (Sch 3 para 6)"
    SOMEBODY = "Speaks of somebody without a name: weigh it"


SPOKEN_OF = {
    Hint.IN_CONFIDENCE: re.compile(
        r"\b(?:anonymous(?:ly)?|(?:unknown|unnamed) (?:caller|referrer|person)|informants?|whistle-?blowers?"
        r"|in confidence|(?:not|n['’]t) (?:want|wish) (?:to be named|(?:his|her|their) name))\b",
        re.IGNORECASE,
    ),
    # "A victim of abuse" is mostly the person themselves; "the victim" is mostly somebody else.
    Hint.VICTIM: re.compile(
        r"\b(?:(?:the|his|her|their|this|each|other|named)"
        r" (?:injured part(?:y|ies)|victims?)(?! of\b)|complainants?)\b",
        re.IGNORECASE,
    ),
    Hint.ACCUSED: re.compile(
        r"\bco[- ]?(?:defendants?|accused|offenders?)\b|\baccomplices?\b|\bjointly (?:accused|charged)\b",
        re.IGNORECASE,
    ),
    Hint.SOMEBODY: re.compile(
        r"\b(?:(?:half|step)[- ]?)?(?:brothers?|sisters?|siblings?|dad|daddy|father|mum|mummy|mother|parents?|partner"
        r"|ex|boyfriend|girlfriend|husband|wife|neighbours?|nan|nana|gran|grandad|grandmother|grandfather|uncle|aunt|auntie"
        r"|cousins?|friends?)\b",
        re.IGNORECASE,
    ),
}


# A word of each pattern: most passages hold none, and a look at their words is far cheaper than the patterns.
WORDS = """
anonymous anonymously unknown unnamed informant informants whistle whistleblower whistleblowers confidence named name
injured victim victims complainant complainants co codefendant codefendants coaccused cooffender cooffenders accomplice
accomplices jointly brother brothers sister sisters sibling siblings dad daddy father mum mummy mother parent parents
partner ex boyfriend girlfriend husband wife neighbour neighbours nan nana gran grandad grandmother grandfather uncle
aunt auntie cousin cousins friend friends
"""
BEGIN = frozenset(WORDS.split())
WORD = re.compile(r"[a-z]+")


def spoken_of(text: str) -> set[Hint]:
    """Whom free words speak of without a name."""
    words = WORD.findall(re.sub(r"\b(?:half|step)(?=[a-z])", "", text.lower()))
    if BEGIN.isdisjoint(words):
        return set()
    return {hint for hint, pattern in SPOKEN_OF.items() if pattern.search(text)}


class Proposed(NamedTuple):
    """A proposal and why."""

    proposal: str
    why: str


def proposed(
    *,
    named: AbstractSet[str],
    linked: AbstractSet[str],
    said_by: str,
    is_free: bool,
    speaks_of: AbstractSet[Hint] = frozenset(),
) -> Proposed:
    """``named`` in the words, ``linked`` by the record; both as values of ``Who``.

    Data on health is told or held back only after a health professional gave their opinion on serious harm, unless the
    person told it themselves (Data Protection Act 2018, Schedule 3, paragraph 6): nothing is proposed for it.
    """
    by_words = _by_words(named - OPEN_ANYWAY, speaks_of)
    found = _by_speaker(said_by) or by_words or _by_record(linked, is_free=is_free)
    if found:
        return found
    if Hint.SOMEBODY in speaks_of:
        return Proposed("", Hint.SOMEBODY)
    if Who.SUBJECT in linked or Who.SUBJECT in named:
        return Proposed(Proposal.OPEN, "About the person")
    if named:
        return Proposed(Proposal.OPEN, "Names a professional in their role")
    if is_free:
        return Proposed("", "About the family as a whole: weigh it")
    return Proposed(Proposal.OPEN, "What we did in our role")


def _by_speaker(said_by: str) -> Proposed | None:
    if said_by == SaidBy.PERSON:
        return Proposed(Proposal.OPEN, "They told us this themselves")
    if said_by == SaidBy.REFERRER:
        return Proposed(Proposal.CUT, "Somebody who is no professional told us in confidence")
    return None


def _by_words(others: AbstractSet[str], speaks_of: AbstractSet[Hint]) -> Proposed | None:
    if held := others & HELD_BACK:
        return Proposed(Proposal.CUT, f"Names {_words(held)}")
    for hint in (Hint.IN_CONFIDENCE, Hint.VICTIM, Hint.ACCUSED):
        if hint in speaks_of:
            return Proposed(Proposal.CUT, hint)
    if Hint.HEALTH in speaks_of:
        return Proposed("", Hint.HEALTH)
    return Proposed("", f"Names {_words(others)}: weigh it") if others else None


def _by_record(linked: AbstractSet[str], *, is_free: bool) -> Proposed | None:
    others = linked - OPEN_ANYWAY
    if Who.SUBJECT not in linked and linked & HELD_BACK:
        return Proposed(Proposal.CUT, f"The record is about {_words(linked & HELD_BACK)}")
    if others and Who.SUBJECT not in linked:
        return Proposed("", "The record is about somebody else: weigh it")
    return Proposed("", "The record is about others too: weigh it") if others and is_free else None


def _words(who: AbstractSet[str]) -> str:
    return " and ".join(IN_WORDS[one] for one in sorted(who, key=IN_ORDER.index))
