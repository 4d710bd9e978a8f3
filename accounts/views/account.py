"""Signing in, out and changing a password: allauth's views, with our words and with typed work carried across."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from accounts.access import FORM, StaffRequest, requires
from accounts.actions.alerts import alerts_raise
from accounts.actions.sessions import session_renew, sessions_end
from accounts.adapter import TOO_MANY
from accounts.forms.sign_in import ChangePasswordForm, SignInForm
from accounts.holding import FIELD, keep, kept, other_doors
from accounts.models import AlertKind, User
from accounts.permissions import Permission


class SignInView(LoginView):  # type: ignore[misc]
    """The sign-in page. A form that met an expired session is offered again once its writer is back."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The held form, if there is one, rides along through every failed try."""
        return {
            **super().get_context_data(**kwargs),
            **other_doors(),
            "held": self.request.POST.get(FIELD, ""),
            "sign_in": reverse("account_login"),
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
        }

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """The same page with what was wrong; 429 when there were too many tries."""
        response: HttpResponse = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, TOO_MANY):
            response.status_code = 429
        return response

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep what was held through the steps that may follow the password."""
        keep(request, request.POST.get(FIELD, ""))
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_authenticated_redirect_url(self) -> str:
        """Where somebody goes who is signed in already, perhaps in another tab."""
        url: str = super().get_authenticated_redirect_url()
        return reverse("account_carry_on") if kept(self.request) else url


@requires(Permission.OWN_ACCOUNT, FORM)
def carry_on(request: StaffRequest) -> HttpResponse:
    """What was typed before a session ended, with a button that sends it and one that throws it away."""
    held = kept(request)
    if request.method == "POST":
        request.session.pop(FIELD, None)
        held = None
    return render(request, "account/carry_on.html", {"held_post": held}) if held else redirect("home")


class SignOutView(LogoutView):  # type: ignore[misc]
    """Ends the session. The page asks first when it is opened by a link."""

    template_name = "account/logout.html"


class ChangePasswordView(PasswordChangeView):  # type: ignore[misc]
    """Changes one's own password; other sessions of the same person end."""

    template_name = "account/change_password.html"
    form_class = ChangePasswordForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Who has no password here, because they sign in another way, is sent back to their account."""
        if isinstance(request.user, User) and not request.user.has_usable_password():
            return redirect("account")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Change it, end the other sessions, which may be somebody else's by now, and say so until it is read."""
        user, was = self.request.user, self.request.session.session_key
        alerts_raise(to=[user], kind=AlertKind.SIGN_IN_CHANGED, at=timezone.now(), route="account")
        response: HttpResponse = super().form_valid(form)
        key = self.request.session.session_key
        session_renew(user=user, was=was, session_key=key)
        sessions_end(user=user, but=key)
        return response

    def get_success_url(self) -> str:
        """Back to the account page."""
        return reverse("account")
