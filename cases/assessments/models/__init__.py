"""The forms that are asked, what was answered, and the plan made of it; see the module of each noun."""

from cases.assessments.models.assessment import Answer, Assessment, AssessmentPart, CopyWay, FamilyCopy, State
from cases.assessments.models.definition import (
    About,
    FormDefinition,
    FormQuestion,
    FormSection,
    FormVersion,
    Kind,
    Prefill,
)
from cases.assessments.models.meeting import Attendance, MeetingInvitee, TeamMeeting
from cases.assessments.models.plan import (
    Area,
    Doing,
    GoalProgress,
    Plan,
    PlanAction,
    PlanGoal,
    PlanNeed,
    PlanReview,
    Progress,
)

__all__ = [
    "About",
    "Answer",
    "Area",
    "Assessment",
    "AssessmentPart",
    "Attendance",
    "CopyWay",
    "Doing",
    "FamilyCopy",
    "FormDefinition",
    "FormQuestion",
    "FormSection",
    "FormVersion",
    "GoalProgress",
    "Kind",
    "MeetingInvitee",
    "Plan",
    "PlanAction",
    "PlanGoal",
    "PlanNeed",
    "PlanReview",
    "Prefill",
    "Progress",
    "State",
    "TeamMeeting",
]
