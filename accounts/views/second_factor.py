"""One's own second steps: an authenticator app, passkeys, recovery codes. Each change raises an alert to its owner."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.account.stages import LoginStageController
from allauth.account.views import ReauthenticateView
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView, IndexView
from allauth.mfa.base.views import ReauthenticateView as ReauthenticateByCodeView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import GenerateRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView, RemoveWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.safestring import mark_safe

from accounts.access import FORM, StaffRequest, requires
from accounts.actions.alerts import alerts_raise
from accounts.actor import acting_as
from accounts.forms.sign_in import (
    AddPasskeyForm,
    ProveByCodeForm,
    ProveByPasskeyForm,
    ProveByPasswordForm,
    SecondStepForm,
    SecondStepPasskeyForm,
    SetUpAppForm,
)
from accounts.models import AlertKind
from accounts.permissions import Permission
from accounts.second_factor import MAIN_TYPES, SecondStep, is_missing


def own(
    view: Callable[..., HttpResponseBase], takes: tuple[str, ...] = FORM
) -> Callable[..., HttpResponseBase]:
    """Open to whoever signs in with a password here; Entra ID looks after the others."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return view(request, *args, **kwargs) if request.user.has_usable_password() else redirect("account")

    return requires(Permission.OWN_ACCOUNT, takes)(guarded)


def changed(request: HttpRequest, *, added: str = "") -> None:
    """Tell the person, on every page until they read it; who has just shown a new factor has signed in by it."""
    alerts_raise(to=[request.user], kind=AlertKind.SIGN_IN_CHANGED, at=timezone.now(), route="account")  # type: ignore[list-item]
    if added:
        record_authentication(request, request.user, "mfa", type=added)


class SecondStepView(AuthenticateView):  # type: ignore[misc]
    """The page between the password and the session."""

    form_class = SecondStepForm
    webauthn_form_class = SecondStepPasskeyForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """PostgreSQL shows the factors of the person who gave the right password, to check one of them."""
        stage = LoginStageController.enter(request, SecondStep.key)
        with acting_as(stage.login.user if stage else None):
            answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The code's form, and what a passkey is asked to sign."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        factors = Authenticator.objects.filter(user_id=self.stage.login.user.pk)
        types = set(factors.values_list("type", flat=True))
        return context | {
            "has_passkey": Authenticator.Type.WEBAUTHN in types,
            "passkey_options": json.dumps(context["js_data"]["request_options"]),
        }


class SecondFactorView(IndexView):  # type: ignore[misc]
    """What there is, and what may be added or removed; the only page of somebody who has none yet."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The factors by their kind."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        found = context["authenticators"]
        main = Authenticator.objects.filter(user_id=self.request.user.pk, type__in=MAIN_TYPES).count()
        return context | {
            "app": found.get(Authenticator.Type.TOTP),
            "passkeys": found.get(Authenticator.Type.WEBAUTHN, []),
            "recovery": found.get(Authenticator.Type.RECOVERY_CODES),
            "may_remove": main > 1,
            "is_missing": is_missing(self.request),
        }


class SetUpAppView(ActivateTOTPView):  # type: ignore[misc]
    """Give an authenticator app the key, by a picture or by hand, and show its first code."""

    form_class = SetUpAppForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The key in groups of four, to be typed, and as a picture."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        key = context["form"].secret
        groups = " ".join(key[start : start + 4] for start in range(0, len(key), 4))
        return context | {"key": groups, "picture": mark_safe(context["totp_svg"])}  # noqa: S308 - made of squares

    def form_valid(self, form: SetUpAppForm) -> HttpResponse:
        """Keep it."""
        answer: HttpResponse = super().form_valid(form)
        changed(self.request, added="totp")
        return answer


class RemoveAppView(DeactivateTOTPView):  # type: ignore[misc]
    """Take the app away, while something else is left."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Forget its key."""
        answer: HttpResponse = super().form_valid(form)
        changed(self.request)
        return answer


class AddPasskeyView(AddWebAuthnView):  # type: ignore[misc]
    """Have a device make a passkey. It needs JavaScript; an authenticator app does not."""

    form_class = AddPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the device is asked for: a passkey it finds by itself, opened by a face, a finger or a PIN."""
        context: dict[str, Any] = super().get_context_data(**kwargs) | kwargs
        return context | {"passkey_options": json.dumps(auth.begin_registration(self.request.user, True))}

    def form_valid(self, form: AddPasskeyForm) -> HttpResponse:
        """Keep it."""
        answer: HttpResponse = super().form_valid(form)
        changed(self.request, added="webauthn")
        return answer


class RemovePasskeyView(RemoveWebAuthnView):  # type: ignore[misc]
    """Take a passkey away, while something else is left."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Forget it; the last factor stays."""
        if get_adapter().can_delete_authenticator(self.object):
            super().form_valid(form)
            changed(self.request)
        else:
            messages.error(self.request, get_adapter().error_messages["cannot_delete_authenticator"])
        return redirect("mfa_index")


class NewRecoveryCodesView(GenerateRecoveryCodesView):  # type: ignore[misc]
    """Make new ones; the old ones stop working."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Replace them."""
        answer: HttpResponse = super().form_valid(form)
        changed(self.request)
        return answer


class ProveByPasswordView(ReauthenticateView):  # type: ignore[misc]
    """Show once more who is sitting here."""

    form_class = ProveByPasswordForm


class ProveByCodeView(ReauthenticateByCodeView):  # type: ignore[misc]
    """The same by a code."""

    form_class = ProveByCodeForm


class ProveByPasskeyView(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """The same by a passkey."""

    form_class = ProveByPasskeyForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the passkey is asked to sign."""
        context: dict[str, Any] = super().get_context_data(**kwargs) | kwargs
        return context | {"passkey_options": json.dumps(context["js_data"]["request_options"])}

    def form_invalid(self, form: Any) -> HttpResponse:
        """Ask again, or for something else."""
        answer: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return answer
