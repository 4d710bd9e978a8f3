"""Form fields beyond Django's own: dates, times, UK phone numbers, postcodes and long notes."""

import re
from datetime import time
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError

from govuk.dates import DateError, DateField
from govuk.widgets import CharacterCount, TextInput

__all__ = ["DateError", "DateField", "LongTextField", "PostcodeField", "TimeField", "UKPhoneField"]

# Ofcom keeps these for drama; made-up families use them, so that no real phone ever rings.
DRAMA_NUMBERS = re.compile(
    r"^\+44(7700900\d{3}|1632960\d{3}|8081570\d{3}|2079460\d{3}|1134960\d{3}|1164960\d{3}|1214960\d{3})$"
)
COUNTRY_CODE = 44
MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)
POSTCODE = re.compile(r"^([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})$")
TIME = re.compile(r"^(\d{1,2})(?:[:.]?(\d{2}))?\s*(am|pm)?$")
NAMED_TIMES = {"midday": time(12), "noon": time(12), "midnight": time(0)}


class UKPhoneField(forms.CharField):
    """A phone number of the United Kingdom; cleans to E.164 (+447700900123), shown as people write it.

    ``mobile_only`` refuses numbers that cannot get a text.
    """

    widget = TextInput

    def __init__(self, *, mobile_only: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("widget", TextInput(width=20, input_type="tel"))
        super().__init__(**kwargs)
        self.mobile_only = mobile_only

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        if not text:
            return ""
        example = "07700 900982" if self.mobile_only else "01632 960001 or 07700 900982"
        kind = "mobile" if self.mobile_only else "telephone"
        number = _uk_number(text)
        if number is None or (self.mobile_only and not _is_mobile(number)):
            raise ValidationError(f"Enter a UK {kind} number, like {example}", "invalid")
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def prepare_value(self, value: Any) -> Any:
        """A stored number in its usual spacing; what was typed stays as typed."""
        if isinstance(value, str) and re.fullmatch(r"\+44\d+", value):
            return phone_as_written(value)
        return value


def phone_as_written(e164: str) -> str:
    """A stored number as people write it: 07700 900123 for +447700900123; anything else unchanged."""
    try:
        number = phonenumbers.parse(e164, None)
    except phonenumbers.NumberParseException:
        return e164
    if number.country_code != COUNTRY_CODE:
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)


def _uk_number(text: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, "GB")
    except phonenumbers.NumberParseException:
        return None
    e164 = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    valid = phonenumbers.is_valid_number(number) or DRAMA_NUMBERS.match(e164)
    return number if number.country_code == COUNTRY_CODE and valid and not number.extension else None


def _is_mobile(number: phonenumbers.PhoneNumber) -> bool:
    return phonenumbers.number_type(number) in MOBILE or str(number.national_number).startswith("7700900")


class PostcodeField(forms.CharField):
    """A UK postcode in any spacing or case; cleans to the written form, "SW1A 1AA"."""

    default_error_messages = {"required": "Enter a postcode"}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 20)
        kwargs.setdefault("widget", TextInput(width=10))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        if not text:
            return ""
        found = POSTCODE.match(re.sub(r"[\s\-.()]", "", text).upper())
        if not found:
            raise ValidationError("Enter a full UK postcode, like LE1 5WW", "invalid")
        return f"{found[1]} {found[2]}"


class LongTextField(forms.CharField):
    """Notes of several lines up to ``max_length`` characters; a line break counts as one, as the counter shows it."""

    def __init__(self, *, max_length: int, rows: int = 8, **kwargs: Any) -> None:
        kwargs.setdefault("widget", CharacterCount(max_length=max_length, rows=rows))
        super().__init__(**kwargs)
        self.limit = max_length

    def to_python(self, value: Any) -> str:
        text: str = super().to_python(value) or ""
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def validate(self, value: str) -> None:
        super().validate(value)
        over = len(value) - self.limit
        if over > 0:
            unit = "character" if over == 1 else "characters"
            name = self.label or "Text"
            raise ValidationError(
                f"{name} must be {self.limit:,} characters or fewer. It is {over:,} {unit} too long.",
                "too_long",
            )


class TimeField(forms.Field):
    """A time of day, typed as people write it: 14:30, 2.30pm, 9am, midday. Cleans to a ``time``, Europe/London."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", TextInput(width=5))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if not value or isinstance(value, time):
            return value or None
        text = str(value).strip().lower().replace("a.m.", "am").replace("p.m.", "pm")
        if text in NAMED_TIMES:
            return NAMED_TIMES[text]
        found = TIME.match(text)
        read = (
            _time(int(found[1]), int(found[2] or 0), found[3]) if found and (found[2] or found[3]) else None
        )
        if read is None:
            raise ValidationError(f"{self.label or 'Time'} must be a time, like 9:30am or 14:30", "invalid")
        return read

    def prepare_value(self, value: Any) -> Any:
        """A stored time in 24 hours; what was typed stays as typed."""
        return f"{value:%H:%M}" if isinstance(value, time) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def _time(hour: int, minute: int, half: str | None) -> time | None:
    if half and not 1 <= hour <= 12:
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
