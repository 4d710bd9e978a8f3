"""The privacy app: what we promise people about their data, and how we keep it."""

from django.apps import AppConfig

from accounts.permissions import Permission
from cases.families.doors import Door
from privacy import checks


class PrivacyConfig(AppConfig):
    """The notice, the data map, requests about data and disclosures."""

    name = "privacy"
    verbose_name = "Privacy"
    default_auto_field = "django.db.models.BigAutoField"
    system_checks = checks
    chronology_source = "privacy.chronology.Disclosures"
    family_panel = "privacy.panels.SharedWith"
    home_panels = ("privacy.panels.SharingToDo",)
    family_doors = (Door("Shared with others", "privacy:disclosures", Permission.FAMILY_VIEW),)
