"""The families app."""

from django.apps import AppConfig

from accounts.permissions import Permission
from cases.families.doors import Door


class FamiliesConfig(AppConfig):
    """People, families, relationships, contact points and involvements."""

    name = "cases.families"
    chronology_source = "cases.families.status.Status"
    family_doors = (Door("Warnings", "families:warnings", Permission.FAMILY_VIEW),)
    family_panel = "cases.families.warnings.FamilyWarnings"
    home_panels = (
        "cases.families.due_now.DueNow",
        "cases.families.team_work.WaitingForWorker",
        "cases.families.warnings.WarningsToReview",
        "cases.families.team_work.TeamLoad",
    )
    draft_forms = {"family_create": ("New record", "families:create")}
