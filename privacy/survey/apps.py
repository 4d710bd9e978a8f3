"""The survey app."""

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """Surveys, their questions, and answers that belong to nobody."""

    name = "privacy.survey"
    label = "survey"
    default_auto_field = "django.db.models.BigAutoField"
