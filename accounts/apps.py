"""The accounts app."""

from django.apps import AppConfig

from accounts import checks


class AccountsConfig(AppConfig):
    """Staff, access and need-to-know; importing the checks registers them."""

    name = "accounts"
    system_checks = checks
