"""Signing in with Entra ID: OpenID Connect by django-allauth, made as strict as a single directory allows.

Who somebody is comes from the ``oid`` of a token whose signature, issuer, audience, directory and nonce were checked.
An administrator has entered that id on the person's account beforehand; names and addresses in the token are not read.
Sources: OpenID Connect Core 1.0, 3.1.3.7; Microsoft's reference of ID token claims (``oid`` and ``tid`` never change).
"""

from __future__ import annotations

import hashlib
import logging
from typing import Any, NoReturn
from uuid import UUID

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.holding import FIELD, sign_in_page
from accounts.models import User

logger = logging.getLogger(__name__)

MUST_SAY = ["exp", "iat", "iss", "aud", "tid", "oid", "nonce"]
CLOCKS_DIFFER = 60  # seconds


def nonce_of(code_verifier: str) -> str:
    """What the token must repeat, so that one issued to another browser is worth nothing here."""
    return hashlib.sha256(b"nonce of " + code_verifier.encode()).hexdigest()


class EntraOAuth2Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks to the directory: where its pages are, what a code is worth, whether a token is genuine."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the issuer says about itself; raises ``OAuth2Error`` when it says it is another one."""
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer")).rstrip("/") != self.get_provider().app.settings["server_url"]:
            raise OAuth2Error("another issuer answers there")
        return config

    def get_access_token_data(
        self, request: HttpRequest, app: Any, client: Any, pkce_code_verifier: str
    ) -> dict[str, Any]:
        """Trade the code; only the browser that asked for it has the verifier in its session."""
        self.nonce = nonce_of(pkce_code_verifier)
        answer: dict[str, Any] = super().get_access_token_data(request, app, client, pkce_code_verifier)
        return answer

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        """Who signed in, by the token that came with the access token; raises ``OAuth2Error``."""
        claims = self.checked_claims(app, kwargs["response"].get("id_token"))
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def checked_claims(self, app: Any, id_token: Any) -> dict[str, Any]:
        """The claims of a genuine token for us; allauth itself would not look at the signature here."""
        config = self.openid_config
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                self._signing_key(config["jwks_uri"], jwt.get_unverified_header(id_token)["kid"]),
                algorithms=["RS256"],
                audience=app.client_id,
                issuer=config["issuer"],
                leeway=CLOCKS_DIFFER,
                options={"require": MUST_SAY},
            )
        except (jwt.PyJWTError, KeyError, TypeError) as error:
            raise OAuth2Error("the token is not genuine") from error
        if claims["tid"] != app.settings["tenant"] or claims["nonce"] != self.nonce:
            raise OAuth2Error("the token is not for this directory or this browser")
        return claims

    def _signing_key(self, keys_url: str, key_id: str) -> jwt.PyJWK:
        with EntraAccountAdapter().get_requests_session() as session:
            answer = session.get(keys_url)
            answer.raise_for_status()
            return jwt.PyJWKSet.from_dict(answer.json())[key_id]


class EntraProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """The directory as allauth sees it. Nothing in a visitor's address changes what is asked of it."""

    oauth2_adapter_class = EntraOAuth2Adapter
    pkce_enabled_default = True

    def get_default_scope(self) -> list[str]:
        """``profile`` brings the ``oid``; an email address is not asked for."""
        return ["openid", "profile"]

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        """Always a sign-in: nobody connects a directory account to their own by themselves."""
        asked = super().get_redirect_from_request_kwargs(request)
        return {"process": "login", "next_url": asked.get("next_url")}

    def get_pkce_params(self) -> dict[str, Any]:
        """The challenge, and a nonce that follows from the same secret."""
        params: dict[str, Any] = super().get_pkce_params()
        return {**params, "nonce": nonce_of(params["code_verifier"])}

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        """Nothing of the token is kept."""
        return {}

    def extract_common_fields(self, data: Any) -> dict[str, Any]:
        """Neither name nor address is read."""
        return {}

    def extract_email_addresses(self, data: Any) -> list[Any]:
        """See ``extract_common_fields``: nobody is found by email."""
        return []


class EntraAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Finds the member of staff an administrator entered this id for; everybody else meets the same closed door."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Never: an account comes with a job."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Name who is signing in."""
        try:
            key = UUID(sociallogin.account.uid)
        except ValueError:
            refuse(request)
        user = User.objects.filter(entra_object_id=key, is_active=True).first()
        if user is None or user.has_left():
            refuse(request)
        sociallogin.user = user

    def on_authentication_error(
        self,
        request: HttpRequest,
        provider: Any,
        error: Any = None,
        exception: Exception | None = None,
        extra_context: Any = None,
    ) -> NoReturn:
        """A page of ours for whatever went wrong on the way; the log learns what kind of thing it was."""
        logger.warning("Entra sign-in failed: %s, %s", error, type(exception).__name__)
        if isinstance(exception, OSError):
            raise ImmediateHttpResponse(unavailable(request))
        raise ImmediateHttpResponse(render(request, "socialaccount/authentication_error.html", status=400))


def refuse(request: HttpRequest) -> NoReturn:
    """End the sign-in on the page that says who can help."""
    raise ImmediateHttpResponse(refused(request))


def refused(request: HttpRequest) -> HttpResponse:
    """403, the same for an account nobody entered, one that was closed, and one that never was."""
    return render(request, "socialaccount/refused.html", status=403)


def unavailable(request: HttpRequest) -> HttpResponse:
    """503: the directory does not answer. The other ways in are offered, with whatever was held still there."""
    held = request.POST.get(FIELD) or request.session.get(FIELD, "")
    errors = [{"text": "The council’s sign-in service does not answer. Try again in a few minutes"}]
    return sign_in_page(request, held=held, status=503, errors=errors, has_errors=True)
