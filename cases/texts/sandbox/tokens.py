"""Signed tokens: who is calling, with which kind of key. Checked in Notify's order, with Notify's answers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID, uuid4

import jwt

from cases.texts.sandbox.errors import NotifyError

CLOCK_TOLERANCE_SECONDS = 30
_UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_KEY = re.compile(rf"(?P<name>.+)-(?P<service>{_UUID})-(?P<secret>{_UUID})", re.IGNORECASE)


class KeyKind(StrEnum):
    """Live keys reach anyone, team keys only the team and its guest list, test keys nobody at all."""

    LIVE = "live"
    TEAM = "team"
    TEST = "test"


@dataclass(frozen=True)
class ApiKey:
    """One key of a service. The secret never shows in a repr."""

    name: str
    service_id: UUID
    secret: str = field(repr=False)
    kind: KeyKind

    @classmethod
    def parse(cls, text: str, kind: KeyKind) -> "ApiKey":
        """Read `name-service uuid-secret uuid`; ValueError when it has another form."""
        match = _KEY.fullmatch(text.strip())
        if match is None:
            raise ValueError("An API key has the form name-serviceuuid-secretuuid")
        return cls(
            name=match["name"],
            service_id=UUID(match["service"]),
            secret=match["secret"],
            kind=kind,
        )

    @classmethod
    def generate(cls, service_id: UUID, kind: KeyKind) -> "ApiKey":
        """A fresh random key."""
        return cls(
            name=f"sandbox_{kind}",
            service_id=service_id,
            secret=str(uuid4()),
            kind=kind,
        )

    @property
    def text(self) -> str:
        """The whole key, as the official client takes it."""
        return f"{self.name}-{self.service_id}-{self.secret}"


def key_for(authorization: str | None, keys: Sequence[ApiKey], *, now: float) -> ApiKey:
    """The key that signed this `Authorization` header; NotifyError 401 or 403 when none did."""
    token = _bearer_token(authorization)
    service_keys = _keys_of_issuer(token, keys)
    for key in service_keys:
        try:
            claims = jwt.decode(token, key.secret, algorithms=["HS256"], options={"verify_iat": False})
        except jwt.InvalidAlgorithmError:
            raise _refused("Invalid token: algorithm used is not HS256") from None
        except jwt.InvalidTokenError:
            continue
        _check_issued_at(claims.get("iat"), now=now)
        return key
    raise _refused("Invalid token: API key not found")


def _bearer_token(authorization: str | None) -> str:
    if not authorization:
        raise NotifyError(401, "AuthError", "Unauthorized: authentication token must be provided")
    scheme, _, token = authorization.partition(" ")
    if scheme.title() != "Bearer":
        raise NotifyError(401, "AuthError", "Unauthorized: authentication bearer scheme must be used")
    return token


def _keys_of_issuer(token: str, keys: Sequence[ApiKey]) -> list[ApiKey]:
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        raise _refused("Invalid token: signature, api token is not valid") from None
    if "iss" not in claims:
        raise _refused("Invalid token: iss field not provided")
    try:
        service_id = UUID(str(claims["iss"]))
    except ValueError:
        raise _refused("Invalid token: service id is not the right data type") from None
    found = [key for key in keys if key.service_id == service_id]
    if not found:
        raise _refused("Invalid token: service not found")
    return found


def _check_issued_at(issued_at: object, *, now: float) -> None:
    if issued_at is None:
        raise _refused("Invalid token: iat field not provided")
    # A boolean is an int to Python but no time to Notify; whole seconds are what the standard client sends.
    is_number = isinstance(issued_at, int | float) and not isinstance(issued_at, bool)
    if not is_number or abs(now - float(str(issued_at))) > CLOCK_TOLERANCE_SECONDS:
        raise _refused("Error: Your system clock must be accurate to within 30 seconds")


def _refused(message: str) -> NotifyError:
    return NotifyError(403, "AuthError", message)
