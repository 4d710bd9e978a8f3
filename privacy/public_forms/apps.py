"""The public forms app."""

from django.apps import AppConfig


class PublicFormsConfig(AppConfig):
    """Forms by which anybody uses a right over their data, without an account; nothing on file is looked up."""

    name = "privacy.public_forms"
    label = "public_forms"
    verbose_name = "What people send us about their data"
    default_auto_field = "django.db.models.BigAutoField"
