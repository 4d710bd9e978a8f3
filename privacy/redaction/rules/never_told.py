"""Finding an address, telephone number or email that is told to nobody, however it is written.

Whoever types a note writes "7 Refuge Rd" for "7 Refuge Road", leaves out the space of a postcode or breaks a number
over two lines. A safe address that leaves in another spelling leaves all the same.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence

import phonenumbers

# Ways to write one and the same word of an address; a word may stand in two lines (St is a street and a saint).
ALIKE = tuple(
    frozenset(line.split())
    for line in (
        "road rd", "street st str", "avenue ave av", "lane ln la", "close cl clo", "drive dr drv", "court ct crt",
        "crescent cres cresc cr", "place pl", "square sq", "terrace terr ter tce", "gardens gdns garden gdn",
        "grove gr grv gro", "park pk", "house hse ho", "buildings building bldgs bldg",
        "flat flt fl apartment apt unit",
        "saint st snt", "mount mt", "north n", "south s", "east e", "west w", "way wy", "walk wlk", "view vw",
        "mews mws", "parade pde", "hill hl", "green grn", "lodge ldg", "cottage cott", "farm fm", "estate est",
        "boulevard blvd", "heights hts", "upper upr", "lower lwr", "great gt", "little lt", "rise ri", "row rw",
        "one 1", "two 2", "three 3", "four 4", "five 5", "six 6", "seven 7", "eight 8", "nine 9", "ten 10",
        "eleven 11", "twelve 12",
    )
)  # fmt: skip
STREETS = (
    "road|rd|street|str|st|avenue|ave|lane|ln|close|cl|drive|dr|court|ct|crescent|cres|place|pl|square|sq|terrace|terr"
    "|gardens|gdns|grove|gr|way|walk|mews|parade|hill|rise|row|view|green|boulevard"
)
UNITS = "flat|flt|apartment|apt|unit|room|floor"
WORD = r"[^\W\d_][\w'’]*"
STREET = re.compile(
    rf"\b\d{{1,4}}\s?[a-z]?\b[\s,.-]{{1,3}}(?P<street>(?:{WORD}[\s.-]{{1,2}}){{1,4}}?(?:{STREETS}))\b\.?",
    re.IGNORECASE,
)
UNIT = re.compile(rf"(?:{UNITS})\s*\w{{1,4}}", re.IGNORECASE)
POSTCODE = re.compile(r"\b[a-z]{1,2}\d[a-z\d]?\s?\d[a-z]{2}\b", re.IGNORECASE)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"(?<![\w+])(?:\+|0)[\d\s()-]{8,18}\d(?!\d)")
IS_PHONE = re.compile(r"[+\d\s()./-]{8,}")

LETTERS = re.compile(r"[^\W_]+")
INSIDE = r"(?:['’\u00ad-]\s?)?"  # an apostrophe, or the hyphen of a word that is broken at the end of a line
BETWEEN = r"[\W_]{0,6}"
OF_DIGITS = r"[\s().,/\u2010-\u2015-]*"
OF_POSTCODE, OVER_LINES = r"[\s.-]*", r"(?:-?\s)?"
SHORTEST_HOUSE, SHORTEST_PART, SHORTEST_LOCAL = 8, 5, 6


class NeverTold:
    """Texts that are told to nobody, found in any words: whatever their capitals, spaces, hyphens, line breaks, with
    +44 or 0, Road or Rd, a postcode with its space or without."""

    def __init__(self, secrets: Iterable[str]) -> None:
        told = {canonical(secret): secret for secret in secrets if canonical(secret)}
        found = {_written(secret) for secret in told.values()}
        anchors = {anchor for secret in told.values() for anchor in _anchors(secret)}
        self._anchors = sorted(anchors)
        self._pattern = re.compile(
            "|".join(sorted(found, key=lambda part: (-len(part), part))), re.IGNORECASE
        )

    def spans(self, text: str) -> list[list[int]]:
        """Where one stands, from and to."""
        # Most words hold none: their letters alone, searched for one word of each, say so at a tenth of the price.
        letters = _letters(text)
        if not any(anchor in letters for anchor in self._anchors):
            return []
        return [list(found.span()) for found in self._pattern.finditer(text)]


def canonical(secret: str) -> str:
    """One spelling of what may be written in many, to see that two are the same."""
    if digits := _number(secret):
        return digits
    if "@" in secret or POSTCODE.fullmatch(secret.strip()):
        return _letters(secret)
    return " ".join(min(_alike(word)) for word in _words(secret))


def parts_of_address(lines: str) -> Iterator[str]:
    """An address as a whole, and each part that tells the house: the name of a town alone is no secret."""
    yield lines
    parts = [part.strip() for part in re.split(r"[,;\n]", lines) if part.strip()]
    units = [part for part in parts if UNIT.fullmatch(part)]
    for part, after in zip(parts, [*parts[1:], ""], strict=True):
        if part in units:
            yield f"{part}, {after}".strip(", ")
        elif any(letter.isdigit() for letter in part) and len(part) >= SHORTEST_PART:
            yield part
    if parts and len(parts[0]) >= SHORTEST_HOUSE and parts[0] not in units:
        yield parts[0]
    for found in STREET.finditer(lines):
        yield found.group()
        yield from (f"{unit}, {found['street']}" for unit in units)


def streets_of(secrets: Iterable[str]) -> set[str]:
    """Streets without their numbers: many live there, so they are no secret, but somebody should look."""
    return {found["street"] for secret in secrets for found in STREET.finditer(secret)}


def told_in(narrative: str) -> Iterator[str]:
    """Addresses, postcodes, numbers and emails inside a warning that says where somebody is safe."""
    for pattern in (STREET, POSTCODE, EMAIL, PHONE):
        yield from (found.group() for found in pattern.finditer(narrative))


def _written(secret: str) -> str:
    """The pattern of one of them."""
    if _number(secret):
        return _as_number(secret)
    if "@" in secret:
        # Typed with spaces, or broken at the end of a line; "at" and "dot" hide it from programs, not from readers.
        signs = {"@": r"\s?(?:@|[\[(]?\s?at\s?[\])]?)\s?", ".": r"\s?(?:\.|[\[(]?\s?dot\s?[\])]?)\s?"}
        letters = (signs.get(letter, re.escape(letter)) for letter in secret.strip())
        return rf"(?<![\w.+]){OVER_LINES.join(letters)}(?!\w)"
    if POSTCODE.fullmatch(secret.strip()):
        return rf"(?<!\w){OF_POSTCODE.join(_letters(secret))}(?!\w)"
    return rf"(?<!\w){_joined(_words(secret))}(?!\w)"


def _joined(words: Sequence[str]) -> str:
    told = [_one(words[0])]
    for before, word in itertools.pairwise(words):
        apart = r"[\W_]{1,6}" if before[-1:].isdigit() and word[0].isdigit() else BETWEEN
        told.append(f"{apart}{_one(word)}")
    return "".join(told)


def _one(word: str) -> str:
    """A word of an address in its spellings."""
    if word == "and":
        return "(?:and)?"  # or the sign, which stands between words as commas do
    ways = sorted(_alike(word), key=lambda way: (-len(way), way))
    told = "|".join(INSIDE.join(map(re.escape, way)) for way in ways)
    return rf"(?:{told})" if len(ways) > 1 else told


def _alike(word: str) -> frozenset[str]:
    return frozenset({word}).union(*(line for line in ALIKE if word in line))


def _words(address: str) -> list[str]:
    plain = re.sub(r"['’\u00ad]", "", address.replace("&", " and ")).lower()
    return re.findall(r"\d+|[^\W\d_]+", plain)


def _as_number(secret: str) -> str:
    """A number of this country with +44, 0044 or 0, one of the street without its town; another as it is."""
    digits = _number(secret)
    if not digits.startswith("44"):
        return rf"(?<!\d)(?:\+|00)?{OF_DIGITS.join(digits)}(?!\d)"
    local = digits[2:]
    town = _of_town(digits)
    code = rf"(?:(?:\+|00)?{OF_DIGITS}44{OF_DIGITS}(?:0{OF_DIGITS})?|0{OF_DIGITS})"
    if town and len(local) - town >= SHORTEST_LOCAL:
        here, there = OF_DIGITS.join(local[town:]), OF_DIGITS.join(local[:town])
        return rf"(?<!\d)(?:{code}{there}{OF_DIGITS})?{here}(?!\d)"
    return rf"(?<!\d){code}{OF_DIGITS.join(local)}(?!\d)"


def _of_town(digits: str) -> int:
    """How many of the digits are those of a town."""
    try:
        return phonenumbers.length_of_geographical_area_code(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        return 0


def _number(secret: str) -> str:
    """The digits of a telephone number with those of its country; empty for anything else."""
    told = secret.strip()
    if not IS_PHONE.fullmatch(told):
        return ""
    digits = re.sub(r"\D", "", told.replace("(0)", ""))
    if len(digits) < SHORTEST_LOCAL:
        return ""
    if told.startswith("+") or digits.startswith("00"):
        return digits.removeprefix("00")
    return f"44{digits.removeprefix('0')}" if digits.startswith("0") else digits


def _anchors(secret: str) -> list[str]:
    """What stands in the letters of any text that holds the secret: its longest word, the end of its number."""
    if digits := _number(secret):
        return [digits[-SHORTEST_LOCAL:]]
    if "@" in secret:
        return [max(re.split(r"[\W_]+", secret.lower().split("@")[0]), key=len)]
    if POSTCODE.fullmatch(secret.strip()):
        return [_letters(secret)]
    fixed = [word for word in _words(secret) if len(_alike(word)) == 1 and word != "and"]
    return [max(fixed, key=len)] if fixed else sorted(_alike(max(_words(secret), key=len)))


def _letters(text: str) -> str:
    return "".join(LETTERS.findall(text.lower()))
