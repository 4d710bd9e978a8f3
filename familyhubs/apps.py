"""The project as an app: it owns the database roles and the commands that run the whole."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class FamilyHubsConfig(AppConfig):
    """Settings, pages of the whole portal, the demo and the database roles."""

    name = "familyhubs"


class FamilyHubsAdminConfig(admin.AdminConfig):
    """Puts our own admin site in place of Django's default."""

    default = False
    default_site = "familyhubs.admin.FamilyHubsAdmin"
