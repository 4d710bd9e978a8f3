"""The telling app."""

from django.apps import AppConfig


class TellingConfig(AppConfig):
    """Who was given which notice, and who is told when it changes."""

    name = "privacy.telling"
    label = "telling"
    verbose_name = "Telling people about the notice"
    default_auto_field = "django.db.models.BigAutoField"
    family_panel = "privacy.telling.panels.NoticesGiven"
    person_panel = "privacy.telling.panels.NoticesOfPerson"
    home_panels = ("privacy.telling.panels.PeopleToTell",)
