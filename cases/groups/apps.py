"""The groups app."""

from django.apps import AppConfig

from accounts.permissions import Permission
from cases.families.doors import Door


class GroupsConfig(AppConfig):
    """Programmes, cohorts, sessions, registers and what came of them."""

    name = "cases.groups"
    chronology_source = "cases.groups.chronology.Groups"
    family_doors = (Door("Groups", "groups:family", Permission.GROUP_VIEW),)
    draft_forms = {"group_register": ("Register of a group", "groups:register")}
    drafts_of_many = ("group_register",)
    home_panels = ("cases.groups.panels.SessionsThisWeek",)
