"""The rights app."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    """Decisions on rights, statements beside opinions, and telling recipients of each change (Article 19)."""

    name = "privacy.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"
    home_panels = ("privacy.rights.panels.RightsToDo",)
    request_panels = ("privacy.rights.panels.WhoWasGiven",)
    record_notes = "privacy.rights.panels.StatementsBeside"
