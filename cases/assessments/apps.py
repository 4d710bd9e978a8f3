"""The assessments app."""

from django.apps import AppConfig

from accounts.permissions import Permission
from cases.families.doors import Door


class AssessmentsConfig(AppConfig):
    """Assessments: what is going well, what worries, how far a family has come; and the forms that ask."""

    name = "cases.assessments"
    family_doors = (Door("Assessments and plans", "assessments:list", Permission.ASSESSMENT_VIEW),)
    home_panels = ("cases.assessments.panels.Awaiting",)
    due_source = "cases.assessments.due.AssessmentsDue"
    chronology_source = "cases.assessments.chronology.Assessments"
    diary_source = "cases.assessments.diary.Meetings"
    draft_forms = {
        "assessment": ("Part of an assessment", "assessments:list"),
        "plan": ("Review or minutes", "assessments:list"),
    }
