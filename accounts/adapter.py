"""How allauth is bent to staff sign-in: nobody signs up by themselves, and nobody is told which part was wrong."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.entra import refused
from accounts.holding import kept
from accounts.models import User
from accounts.second_factor import proved_recently


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

    def get_login_stages(self) -> list[str]:
        """The stages between the password and the session, with our own second step."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "accounts.second_factor.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """On to the page that was wanted, or back to what was typed before a session ended."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return redirect("account_carry_on") if kept(request) else answer

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        """Somebody who has left learns no more than somebody unknown."""
        return refused(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Changing how one signs in asks for a fresh proof; having just signed in is one."""
        return not proved_recently(context.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """The ways to show once more who is sitting here, in our words."""
        words = {"reauthenticate": "Use your password instead", "mfa_reauthenticate": "Use a code instead"}
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": words.get(way["id"], "Use a passkey instead")} for way in ways]

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The portal says what it has to say on its own pages."""
