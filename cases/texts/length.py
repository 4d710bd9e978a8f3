"""How long a text is in the way GOV.UK Notify counts and charges: used by the send form and by the sandbox.

A text travels in the GSM alphabet (3GPP TS 23.038) when every character is in it: 160 characters go as one
text, longer ones in parts of 153. One character outside the alphabet turns the whole text into UTF-16, where
one text holds 70 and parts hold 67. Sources: Notify's pricing page for texts and its published limits.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

MAXIMUM_CHARACTERS = 918
"""Notify refuses anything longer, however it would be charged."""

PENCE_PER_TEXT = Decimal("2.4")
"""Pence without VAT for one text to a UK mobile from April 2026, once the free yearly allowance is used."""

_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_DOUBLE = frozenset("^{}\\[~]|€")

# Characters Notify swaps for a plain one of the same meaning before it counts.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u2018\u2019\u201a", "'"),
        **dict.fromkeys("\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u00a0\u202f\t", " "),
        **dict.fromkeys("\u180e\u200b\u200c\u2060\ufeff\u2028\u2029", ""),
        "\u2026": "...",
    }
)


@dataclass(frozen=True)
class TextLength:
    """What a finished text costs, and which characters make it dearer."""

    characters: int
    texts: int
    dear_characters: tuple[str, ...]
    """Characters outside the GSM alphabet: any one of them cuts a text from 160 characters to 70."""
    double_characters: tuple[str, ...]
    """Characters of the GSM alphabet that take the room of two."""

    @property
    def pence(self) -> Decimal:
        """The charge without VAT, ignoring the free allowance."""
        return self.texts * PENCE_PER_TEXT

    @property
    def is_too_long(self) -> bool:
        """Whether Notify would refuse it."""
        return self.characters > MAXIMUM_CHARACTERS


def plain_text(text: str) -> str:
    """Curly quotes, long dashes, odd spaces and ellipses as the phone will get them."""
    return text.translate(_PLAIN)


def text_length(text: str) -> TextLength:
    """Measure a text whose placeholders are already filled in."""
    plain = plain_text(text)
    dear = tuple(dict.fromkeys(c for c in plain if c not in _GSM and c not in _GSM_DOUBLE))
    double = tuple(dict.fromkeys(c for c in plain if c in _GSM_DOUBLE))
    return TextLength(
        characters=len(plain),
        texts=_texts(plain, dear=bool(dear)),
        dear_characters=dear,
        double_characters=double,
    )


def _texts(plain: str, *, dear: bool) -> int:
    if dear:
        units = len(plain.encode("utf-16-be", "surrogatepass")) // 2
        return 1 if units <= 70 else math.ceil(units / 67)
    units = len(plain) + sum(c in _GSM_DOUBLE for c in plain)
    return 1 if units <= 160 else math.ceil(units / 153)
