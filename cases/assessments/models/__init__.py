"""The forms that are asked, and what was answered; see the module of each noun."""

from cases.assessments.models.assessment import Answer, Assessment, AssessmentPart, State
from cases.assessments.models.definition import (
    About,
    FormDefinition,
    FormQuestion,
    FormSection,
    FormVersion,
    Kind,
    Prefill,
)

__all__ = [
    "About",
    "Answer",
    "Assessment",
    "AssessmentPart",
    "FormDefinition",
    "FormQuestion",
    "FormSection",
    "FormVersion",
    "Kind",
    "Prefill",
    "State",
]
