"""The duties app."""

from django.apps import AppConfig


class DutiesConfig(AppConfig):
    """Complaints about data (DPA 2018 s164A) and the breach log (UK GDPR Article 33(5))."""

    name = "privacy.duties"
    label = "duties"
    default_auto_field = "django.db.models.BigAutoField"
    home_panels = ("privacy.duties.panels.DutiesToDo",)
