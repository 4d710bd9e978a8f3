"""The two names a notice fills in: a council changes them once and every page follows."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError

PLACEHOLDER = re.compile(r"\{(\w*)\}")
KNOWN = ("organisation", "service")


def filled(text: str, names: Mapping[str, str]) -> str:
    """The text with `{organisation}` and `{service}` replaced; anything else in curly brackets is left alone."""
    return PLACEHOLDER.sub(lambda found: names.get(found[1], found[0]), text)


def validate_placeholders(text: str) -> None:
    """Raise ValidationError for a name in curly brackets that nothing would be put in place of."""
    unknown = [found[0] for found in PLACEHOLDER.finditer(text) if found[1] not in KNOWN]
    if unknown:
        raise ValidationError(
            f"Only {{organisation}} and {{service}} are filled in, not {', '.join(unknown)}."
        )
