"""Pairs of records that may be one, and merges with their journal."""

from cases.families.merging.models.merge import Merge, MergeState, MergeStep, Refusal, StepKind
from cases.families.merging.models.pair import (
    DuplicatePair,
    FamilyPair,
    FamilyPairReason,
    Pair,
    PairReason,
    called,
)

__all__ = [
    "DuplicatePair",
    "FamilyPair",
    "FamilyPairReason",
    "Merge",
    "MergeState",
    "MergeStep",
    "Pair",
    "PairReason",
    "Refusal",
    "StepKind",
    "called",
]
