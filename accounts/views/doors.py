"""Signing in without a password of ours: Entra ID, a passkey, and in the demo the personas' buttons."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import get_login_redirect_url
from allauth.mfa.webauthn.views import LoginWebAuthnView
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect

from accounts.access import POST, READ, public
from accounts.actor import acting_as
from accounts.entra import EntraOAuth2Adapter, unavailable
from accounts.forms.sign_in import NOT_USED, PasskeyForm
from accounts.holding import FIELD, keep, kept, sign_in_page
from accounts.models import User


@public("nobody is signed in yet", POST)
def entra(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Off to the council's own sign-in page; what was typed before a session ended waits here."""
    keep(request, request.POST.get(FIELD, ""))
    if request.user.is_authenticated:
        return _signed_in(request)
    return _ask_entra(OAuth2LoginView, request, provider_id)


@public("Entra ID sends people back here; they are signed in by what it vouches for", READ)
def entra_callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from there, with a code to trade for who they are."""
    return _ask_entra(OAuth2CallbackView, request, provider_id)


def _ask_entra(view: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    if settings.ENTRA is None:
        raise Http404
    try:
        answer: HttpResponseBase = view.adapter_view(EntraOAuth2Adapter(request, provider_id))(request)
    except (
        OSError,
        OAuth2Error,
    ):  # nobody answers in time, or not in JSON, or somebody else (requests' errors are OSErrors)
        return unavailable(request)
    return answer


@public("the demo alone: 404 anywhere else", POST)
def persona(request: HttpRequest) -> HttpResponse:
    """Be one of the made-up people, without password or second step."""
    if not settings.DEMO_MODE:
        raise Http404
    keep(request, request.POST.get(FIELD, ""))
    user = get_object_or_404(User.objects.personas(), email=request.POST.get("persona", ""))
    get_adapter().login(request, user)
    return _signed_in(request)


def _signed_in(request: HttpRequest) -> HttpResponse:
    return redirect("account_carry_on" if kept(request) else get_login_redirect_url(request))


class PasskeyView(LoginWebAuthnView):  # type: ignore[misc]
    """Signs in by a passkey alone: the device has checked a face, a finger or a PIN, so it is two factors in one."""

    form_class = PasskeyForm

    def form_valid(self, form: PasskeyForm) -> HttpResponse:
        """Sign in as its owner."""
        keep(self.request, self.request.POST.get(FIELD, ""))
        with acting_as(form.cleaned_data["credential"].user):
            answer: HttpResponse = super().form_valid(form)
        return answer

    def form_invalid(self, form: PasskeyForm) -> HttpResponse:
        """The sign-in page, where another way may work."""
        return sign_in_page(
            self.request, held=self.request.POST.get(FIELD, ""), errors=[{"text": NOT_USED}], has_errors=True
        )
