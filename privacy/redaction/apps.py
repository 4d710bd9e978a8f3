"""The redaction app: looking through a pack before it goes out."""

from django.apps import AppConfig


class RedactionConfig(AppConfig):
    """Passages of a pack, what is held back and why, the second reader, and what the program finds at the end."""

    name = "privacy.redaction"
    label = "redaction"
    verbose_name = "Redaction"
    default_auto_field = "django.db.models.BigAutoField"
