"""How much a breach weighs: likelihood times severity, with weights of our own after the way the ICO and ENISA go.

The table proposes; officers decide, with reasons, and may decide otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from privacy.codes import Category
from privacy.duties.models.breach import Likelihood, Severity

LOW, RISK, HIGH = "low", "risk", "high"
MATRIX = (
    # severity: slight, some, serious, grave
    (LOW, LOW, LOW, RISK),  # very unlikely
    (LOW, RISK, RISK, HIGH),  # unlikely
    (LOW, RISK, HIGH, HIGH),  # likely
    (RISK, RISK, HIGH, HIGH),  # certain
)
WORDS = {
    LOW: "Nobody is likely to come to harm: it stays in this log",
    RISK: "Somebody may come to harm: tell the Information Commissioner",
    HIGH: "Somebody may come to serious harm: tell the Information Commissioner, and the people themselves",
}
SENSITIVE = frozenset(
    {Category.HEALTH_AND_DISABILITY, Category.EQUALITY, Category.OFFENCES_AND_COURT, Category.VICTIMS}
)
"""Kinds the law sets apart: harm by them is never slight."""


@dataclass(frozen=True)
class Proposal:
    """What the weights say ought to be done."""

    level: str
    words: str
    tell_ico: bool
    tell_people: bool


def weigh(likelihood: int, severity: int) -> Proposal:
    """What the table proposes for one likelihood and one severity."""
    level = MATRIX[Likelihood(likelihood) - 1][Severity(severity) - 1]
    return Proposal(level, WORDS[level], level != LOW, level == HIGH)


def least_severity(categories: Iterable[str]) -> Severity:
    """The least that may be chosen for these kinds of data: where somebody is safe is never a small thing."""
    kinds = {Category(code) for code in categories}
    if Category.SAFETY in kinds:
        return Severity.SERIOUS
    return Severity.SOME if SENSITIVE & kinds else Severity.SLIGHT
