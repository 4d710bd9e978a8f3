"""What managers add to a file, and how good they find it."""

from cases.oversight.models.audit import CaseAudit, Grade
from cases.oversight.models.hand_over import Direction, FamilyView, HandOver
from cases.oversight.models.note import NoteKind, OversightNote

__all__ = ["CaseAudit", "Direction", "FamilyView", "Grade", "HandOver", "NoteKind", "OversightNote"]
