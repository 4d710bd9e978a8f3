"""The second step of signing in with a password: a code from an app, a passkey, or one of the recovery codes.

NCSC asks for it wherever a password opens sensitive data. Who signs in with Entra ID did it there. The session
remembers how its owner signed in, so no page costs a query to find out.
"""

from __future__ import annotations

import base64
import time
from typing import Any

import qrcode
from allauth.account import app_settings
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from qrcode.image.svg import SvgPathImage

from accounts.actor import acting_as

ENTRA, SECOND = "socialaccount", "mfa"  # allauth's names of ways to sign in
MAIN_TYPES = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def is_missing(request: HttpRequest) -> bool:
    """Whether this session still owes a second step, and may do nothing but set one up."""
    return (
        settings.SECOND_FACTOR_REQUIRED
        and request.user.is_authenticated
        and not _signed_in_by(request, ENTRA, SECOND)
    )


def signed_in_by_entra(request: HttpRequest, user: Any) -> bool:
    """Whether Entra ID vouched for this person in this session."""
    return any(record["method"] == ENTRA for record in get_authentication_records(request, user))


def proved_recently(request: HttpRequest) -> bool:
    """Whether the person signed in, or proved who they are again, within the last five minutes."""
    records = get_authentication_records(request, request.user)
    return bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT


def _signed_in_by(request: HttpRequest, *methods: str) -> bool:
    return any(record["method"] in methods for record in get_authentication_records(request, request.user))


class SecondStep(AuthenticateStage):  # type: ignore[misc]
    """Asks for the second step between the password and the session; not of somebody Entra ID has asked."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """The page that asks, or nothing and on to the next stage."""
        if signed_in_by_entra(self.request, self.login.user):
            return None, True
        with acting_as(self.login.user):
            answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets encrypted, and never lets go of the last second factor."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": "Set up another way to sign in before you remove this one",
        "incorrect_code": "The code is not right, or it has been used. Wait for the next one and try again",
        "unreadable": "Your second step cannot be read any more. Ask your administrator to reset it",
    }

    def encrypt(self, text: str) -> str:
        """What is stored instead of a secret."""
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; raises ``ValidationError`` when it was stored under another key."""
        try:
            return _cipher().decrypt(encrypted_text).decode()
        except InvalidToken:
            raise self.validation_error("unreadable") from None

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whether something else would be left to sign in with."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id, type__in=MAIN_TYPES)
        return bool(others.exclude(pk=authenticator.pk).exists())

    def build_totp_svg(self, url: str) -> str:
        """The picture an app reads, to stand inside the page."""
        picture: str = qrcode.make(url, image_factory=SvgPathImage).to_string(encoding="unicode")
        return picture

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """What a passkey is tied to: this host name, shown as the name of the service."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.SERVICE_NAME}


def _cipher() -> Fernet:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"secrets of second factors")
    return Fernet(base64.urlsafe_b64encode(kdf.derive(settings.SECOND_FACTOR_KEY.encode())))
