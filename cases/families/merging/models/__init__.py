"""Pairs of records that may be one person, and merges with their journal."""

from cases.families.merging.models.merge import Merge, MergeState, MergeStep, Refusal, StepKind
from cases.families.merging.models.pair import DuplicatePair, PairReason

__all__ = ["DuplicatePair", "Merge", "MergeState", "MergeStep", "PairReason", "Refusal", "StepKind"]
