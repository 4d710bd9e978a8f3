"""Signing in, out and changing a password: allauth's views, with our words and with typed work carried across."""

from typing import Any

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.actions.sessions import session_renew, sessions_end
from accounts.adapter import TOO_MANY
from accounts.forms import ChangePasswordForm, SignInForm
from accounts.holding import FIELD, held_post
from accounts.models import User


class SignInView(LoginView):  # type: ignore[misc]
    """The sign-in page. A form that met an expired session is offered again once its writer is back."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The held form, if there is one, rides along through every failed try."""
        return {
            **super().get_context_data(**kwargs),
            "held": self.request.POST.get(FIELD, ""),
            "sign_in": reverse("account_login"),
            "next": self.request.POST.get("next") or self.request.GET.get("next", ""),
        }

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Sign in; then go on, or show what was held with a button that sends it."""
        response: HttpResponse = super().form_valid(form)
        held = held_post(self.request.POST.get(FIELD))
        if held is None or not self.request.user.is_authenticated:
            return response
        page = render(self.request, "account/carry_on.html", {"held_post": held})
        page.cookies.update(response.cookies)
        return page

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """The same page with what was wrong; 429 when there were too many tries."""
        response: HttpResponse = super().form_invalid(form)
        if form.has_error(NON_FIELD_ERRORS, TOO_MANY):
            response.status_code = 429
        return response


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
        """Change it and end the other sessions, which may be somebody else's by now."""
        user, was = self.request.user, self.request.session.session_key
        response: HttpResponse = super().form_valid(form)
        key = self.request.session.session_key
        session_renew(user=user, was=was, session_key=key)
        sessions_end(user=user, but=key)
        return response

    def get_success_url(self) -> str:
        """Back to the account page."""
        return reverse("account")
