"""allauth's forms in our words: no text inside a box, which vanishes as soon as somebody types."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account import forms
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from accounts.actor import acting_as
from govuk.forms import word_fields
from govuk.widgets import TextInput

LONGEST_NAME = 60
NOT_USED = "The passkey could not be used. Try again, or choose another way"


class InOurWords:
    """Labels of our own, GOV.UK's wording of errors, and nothing inside the boxes."""

    labels: ClassVar[dict[str, str]] = {}
    hints: ClassVar[dict[str, str]] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, field.help_text)
            if name == "code":
                field.widget = TextInput(width=10, autocomplete="one-time-code", inputmode="numeric")
            if name == "credential":
                field.error_messages |= {"required": NOT_USED, "invalid": NOT_USED}
        word_fields(self.fields)


class SignInForm(InOurWords, forms.LoginForm):  # type: ignore[misc]
    """Email address and password."""

    labels: ClassVar = {"login": "Email address"}


class ChangePasswordForm(InOurWords, forms.ChangePasswordForm):  # type: ignore[misc]
    """The password of today, and the next one twice. The page itself says what makes a good one."""

    labels: ClassVar = {
        "oldpassword": "Current password",
        "password1": "New password",
        "password2": "New password again",
    }
    hints: ClassVar = {"password1": ""}


class ProveByPasswordForm(InOurWords, forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before the way somebody signs in is changed."""

    labels: ClassVar = {"password": "Password"}


class SecondStepForm(InOurWords, AuthenticateForm):  # type: ignore[misc]
    """The code that follows the password."""

    labels: ClassVar = {"code": "Code"}
    hints: ClassVar = {"code": "Six numbers from your authenticator app, or one of your recovery codes"}


class ProveByCodeForm(InOurWords, ReauthenticateForm):  # type: ignore[misc]
    """A code, before the way somebody signs in is changed."""

    labels: ClassVar = SecondStepForm.labels
    hints: ClassVar = SecondStepForm.hints


class SetUpAppForm(InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, which shows that it has read the key."""

    labels: ClassVar = {"code": "Code from the app"}
    hints: ClassVar = {"code": "Six numbers, new every half minute"}


class AddPasskeyForm(InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    """What a device made, and what its owner calls it. Each passkey can sign in by itself."""

    passwordless = None
    labels: ClassVar = {"name": "Name of this passkey"}
    hints: ClassVar = {"name": "So that you know it again, for example “work laptop”"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "initial": {"name": ""}})
        self.fields["name"].max_length = LONGEST_NAME

    def clean(self) -> dict[str, Any]:
        """Refuse what no device made."""
        cleaned: dict[str, Any] = _or_refuse(super().clean)
        return cleaned


class UsesPasskey(InOurWords):
    """What a passkey signed."""

    def clean_credential(self) -> Any:
        """The passkey that signed it."""
        return _or_refuse(super().clean_credential)  # type: ignore[misc]


class SecondStepPasskeyForm(UsesPasskey, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """After the password."""


class ProveByPasskeyForm(UsesPasskey, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """Before the way somebody signs in is changed."""


class PasskeyForm(UsesPasskey, LoginWebAuthnForm):  # type: ignore[misc]
    """Instead of a password."""

    def clean_credential(self) -> Any:
        """The passkey that fits, among those of the person it says it belongs to."""
        return _or_refuse(self._passkey)

    def _passkey(self) -> Any:
        credential = self.cleaned_data["credential"]
        auth.parse_authentication_response(credential)
        with acting_as(auth.extract_user_from_response(credential)):
            return super().clean_credential()


def _or_refuse(check: Any) -> Any:
    # The libraries expect what browsers send; anybody may send anything.
    try:
        return check()
    except (ValueError, TypeError, KeyError, AttributeError):
        raise ValidationError(NOT_USED) from None
