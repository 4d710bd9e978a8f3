"""The oversight app."""

from django.apps import AppConfig

from accounts.permissions import Permission
from cases.families.doors import Door


class OversightConfig(AppConfig):
    """Management oversight, case audits, step-up and step-down, and what is missing on files."""

    name = "cases.oversight"
    chronology_source = "cases.oversight.chronology.Oversight"
    home_panels = ("cases.oversight.panels.AuditsToDo",)
    family_doors = (Door("Supervision and hand-overs", "oversight:file", Permission.CONTACT_VIEW),)
