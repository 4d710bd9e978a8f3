"""The notices app."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Versions of the notices: written, compared, checked against the code and published by a second person."""

    name = "privacy.notices"
    label = "notices"
    verbose_name = "Versions of the notices"
    default_auto_field = "django.db.models.BigAutoField"
