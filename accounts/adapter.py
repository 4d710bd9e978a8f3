"""How allauth is bent to staff sign-in: nobody signs up by themselves, and nobody is told which part was wrong."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; one message answers every failed sign-in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Check your email address and password and try again",
        "too_many_login_attempts": "Too many tries. Wait five minutes, then try again, or ask your administrator",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account comes with a job and ends with it."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person with this email and password; one who has left is answered like a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and not user.is_active:
            self.authentication_failed(request, **credentials)
            return None
        return user

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The portal says what it has to say on its own pages."""
