"""Names the app to Django."""

from django.apps import AppConfig


class GovukConfig(AppConfig):
    """The design system; it knows nothing of families, staff or the law."""

    name = "govuk"
    verbose_name = "GOV.UK Design System"
