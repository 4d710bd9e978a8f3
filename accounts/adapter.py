"""How allauth is bent to staff sign-in: nobody signs up by themselves, and nobody is told which part was wrong."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from accounts.actions.alerts import alerts_raise
from accounts.actions.sessions import session_note
from accounts.actor import name_again
from accounts.devices import device_remember, known_device
from accounts.entra import refused
from accounts.holding import kept
from accounts.models import AlertKind, User
from accounts.second_factor import proved_recently
from accounts.sessions import STARTED, browser_of
from accounts.tries import TooManyTries, is_first_today, use_a_try

TOO_MANY = "too_many_login_attempts"


class StaffAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by an administrator; one message answers every failed sign-in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Check your email address and password and try again",
        TOO_MANY: "Too many tries. Wait five minutes, then try again, or ask your administrator",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never: an account comes with a job and ends with it."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before looking at the password. Raises ``ValidationError`` when there have been too many."""
        email = credentials.get("email", "")
        try:
            self._login_failed_rl_usage = use_a_try(request, email)
        except TooManyTries as refusal:
            if refusal.is_guessed and is_first_today(request, email):
                owner = User.objects.filter(email__iexact=email.strip(), is_active=True)
                alerts_raise(
                    to=owner, kind=AlertKind.SIGN_IN_GUESSED, at=timezone.now(), route="account_sessions"
                )
            raise ValidationError(
                f"Too many tries. Wait {refusal.minutes} minutes, then try again. You can also use a device you have"
                " signed in with before, or ask your administrator",
                code=TOO_MANY,
            ) from None

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:
        """The person with this email and password; one who has left is answered like a wrong password."""
        user: User | None = super().authenticate(request, **credentials)
        if user is not None and (not user.is_active or user.has_left()):
            self.pre_authenticate(
                request, **credentials
            )  # allauth took the try back, as the password was right
            self.authentication_failed(request, **credentials)
            return None
        return user

    def login(self, request: HttpRequest, user: User) -> None:
        """Begin the session: note it for its owner, and tell them if the device is new to their account."""
        is_first, now = user.last_login is None, timezone.now()
        super().login(request, user)
        name_again(user)
        request.session[STARTED] = int(now.timestamp())
        if not request.session.session_key:  # somebody else's session was just thrown away
            request.session.save()
        browser = browser_of(request)
        session_note(user=user, session_key=str(request.session.session_key), browser=browser, at=now)
        if not is_first and not known_device(request, user.email):
            alerts_raise(
                to=[user], kind=AlertKind.NEW_DEVICE, at=now, route="account_sessions", detail=browser
            )

    def get_login_stages(self) -> list[str]:
        """The stages between the password and the session, with our own second step."""
        ours = {"allauth.mfa.stages.AuthenticateStage": "accounts.second_factor.SecondStep"}
        return [ours.get(stage, stage) for stage in super().get_login_stages()]

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        """On to the page that was wanted, or back to what was typed; and know the device from now on."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        answer = redirect("account_carry_on") if kept(request) else answer
        device_remember(request, answer, user.email)
        return answer

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
