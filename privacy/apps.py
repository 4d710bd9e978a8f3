"""The privacy app: what we promise people about their data, and how we keep it."""

from django.apps import AppConfig

from privacy import checks


class PrivacyConfig(AppConfig):
    """The notice, the data map, requests about data and disclosures."""

    name = "privacy"
    verbose_name = "Privacy"
    default_auto_field = "django.db.models.BigAutoField"
    system_checks = checks
