"""How allauth is bent to staff sign-in: nobody signs up by themselves, and nobody is told which part was wrong."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; one message answers every failed sign-in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Check your email address and password and try again",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again, or ask your administrator",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account comes with a job and ends with it."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The portal says what it has to say on its own pages."""
