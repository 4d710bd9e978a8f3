"""The release app: sending an answer, by a secure link or on paper."""

from django.apps import AppConfig


class ReleaseConfig(AppConfig):
    """How an answer went out, who opened it when, and taking a link back."""

    name = "privacy.release"
    label = "release"
    verbose_name = "Release"
    default_auto_field = "django.db.models.BigAutoField"
