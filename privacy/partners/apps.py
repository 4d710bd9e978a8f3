"""The partners app: files for those we share with, each behind a link that ends."""

from django.apps import AppConfig


class PartnersConfig(AppConfig):
    """What a sharing gives to a partner organisation, who opened it when, and taking it back."""

    name = "privacy.partners"
    label = "partners"
    verbose_name = "Downloads for partners"
    default_auto_field = "django.db.models.BigAutoField"
