"""Recipients: which numbers Notify takes, and the ones with a meaning of their own."""

from dataclasses import dataclass

import phonenumbers

from cases.texts.sandbox.errors import bad_request, invalid

_ALLOWED = frozenset("0123456789()-+ \t\u00a0")
_UK = 44

SMOKE_NUMBERS = frozenset({"447700900000", "447700900111", "447700900222"})
"""Work with any key; the request is checked, nothing is kept or sent, and no receipt follows."""

OUTCOMES = {"447700900003": "temporary-failure", "447700900002": "permanent-failure"}
"""What a test key's message to these numbers comes to; any other number ends as delivered."""


@dataclass(frozen=True)
class Recipient:
    """A number Notify accepts: digits with the country code and no plus."""

    digits: str
    is_international: bool

    @property
    def is_smoke_test(self) -> bool:
        """Whether this is one of Notify's smoke test numbers."""
        return self.digits in SMOKE_NUMBERS


def recipient(phone_number: str) -> Recipient:
    """Read a recipient's number; NotifyError 400 ValidationError says what is wrong with it."""
    if set(phone_number) - _ALLOWED:
        raise _wrong("Must not contain letters or symbols")
    if not any(character.isdigit() for character in phone_number):
        raise _wrong("Not enough digits")
    try:
        number = phonenumbers.parse(phone_number, "GB")
    except phonenumbers.NumberParseException as error:
        raise _wrong(_parse_reason(error)) from None
    if number.country_code == _UK:
        _check_uk_mobile(str(number.national_number))
    elif not phonenumbers.is_possible_number(number):
        reason = phonenumbers.is_possible_number_with_reason(number)
        too_long = reason == phonenumbers.ValidationResult.TOO_LONG
        raise _wrong("Too many digits" if too_long else "Not enough digits")
    digits = f"{number.country_code}{phonenumbers.national_significant_number(number)}"
    return Recipient(digits=digits, is_international=number.country_code != _UK)


def check_allowed(to: Recipient, *, is_team_key: bool, team: frozenset[str], international: bool) -> None:
    """Whether this service may write to that number; NotifyError 400 BadRequestError when not."""
    if to.is_smoke_test:
        return
    if to.is_international and not international:
        raise bad_request("Cannot send to international mobile numbers")
    if is_team_key and to.digits not in team:
        raise bad_request("Can’t send to this recipient using a team-only API key")


def _check_uk_mobile(national: str) -> None:
    if len(national) < 10:
        raise _wrong("Not enough digits")
    if len(national) > 10:
        raise _wrong("Too many digits")
    # 070 is personal numbering and 076 is pagers, apart from 07624: the Isle of Man's mobiles.
    is_pager = national.startswith("76") and not national.startswith("7624")
    if not national.startswith("7") or national.startswith("70") or is_pager:
        raise _wrong("Not a UK mobile number")


def _parse_reason(error: phonenumbers.NumberParseException) -> str:
    if error.error_type == phonenumbers.NumberParseException.INVALID_COUNTRY_CODE:
        return "Not a valid country prefix"
    if error.error_type == phonenumbers.NumberParseException.TOO_LONG:
        return "Too many digits"
    return "Not enough digits"


def _wrong(reason: str) -> Exception:
    return invalid(f"phone_number {reason}")
