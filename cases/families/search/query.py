"""Reading what somebody typed into the one search box: which part is a name, a date, a number, a place."""

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from django.core.exceptions import ValidationError

from govuk.dates import EARLIEST, FULL_MONTHS, MONTHS
from govuk.fields import PostcodeField, UKPhoneField

LONGEST_QUERY = 200
MOST_NAMES = 6

REFERENCE = re.compile(r"\b(FH|PN)-\s?([A-Z0-9]{1,12})\b|\b(FH|PN)\s?(\d{5,})\b", re.IGNORECASE)
MONTH = rf"(?P<month>{'|'.join(FULL_MONTHS)}|{'|'.join(MONTHS)}|sept)"
DATES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<![\d/.-])(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\d/-])",
        r"(?<![\d/.-])(?P<day>\d{1,2})[-/.](?P<month>\d{1,2})[-/.](?P<year>\d{4}|\d{2})(?![\d/-])",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{MONTH}\.?,?[\s-]+(?P<year>\d{{4}})\b",
        rf"\b{MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
    )
)
PHONE = re.compile(r"(?<![\w+])(?:\+|00)?\(?\d(?:[\s().-]*\d){8,14}(?!\d)")
POSTCODE = re.compile(r"\b[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][A-Z]{2}\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
NOISE = re.compile(r"\b(?:d\.?o\.?b\.?|born|date of birth|tel|phone|mobile|postcode)\b[.:]?", re.IGNORECASE)
JOINED_PREFIX = re.compile(r"\b(o|mc|mac)[\s'’‘`]+(?=[^\W\d_]{3,})", re.IGNORECASE)


@dataclass(frozen=True)
class SearchQuery:
    """One search, taken apart.

    ``name_text`` is the name as typed; ``problems`` says in words what looked like a date or a number and is none.
    """

    names: tuple[str, ...] = ()
    name_text: str = ""
    birth_date: datetime.date | None = None
    birth_year: int | None = None
    phone: str | None = None
    postcode: str | None = None
    reference: str | None = None
    problems: tuple[str, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        parts = (self.names, self.birth_date, self.birth_year, self.phone, self.postcode, self.reference)
        return not any(parts)

    @property
    def is_year_alone(self) -> bool:
        """Whether only a year was given: thousands share it, so a name must come with it."""
        return self.birth_year is not None and replace(self, birth_year=None).is_empty


def read_query(text: str, *, today: datetime.date) -> SearchQuery:
    """Take a search apart; what is no date, number or place is a name.

    ``today`` (Europe/London) tells which century a year of two figures belongs to and which years are possible.
    """
    rest = NOISE.sub(" ", text[:LONGEST_QUERY])
    found = SearchQuery()
    for read in (_reference, _date, _phone, _postcode, _year):
        found, rest = read(found, rest, today)
    return replace(found, names=name_words(rest), name_text=" ".join(rest.replace(",", " ").split()))


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name as they are searched: hyphens part them, O' and Mc belong to what follows."""
    joined = JOINED_PREFIX.sub(lambda found: found[1], text)
    words = [word.strip("'’‘`´.") for word in re.split(r"[^\w'’‘`´.]+", joined)]
    words = [word for word in words if re.search(r"[^\W\d_]", word)]
    longer = [word for word in words if len(word) > 1]
    return tuple(dict.fromkeys((longer or words)[:MOST_NAMES]))


Reading = tuple[SearchQuery, str]


def _take(pattern: re.Pattern[str], rest: str) -> tuple[re.Match[str] | None, str]:
    found = pattern.search(rest)
    return (found, f"{rest[: found.start()]} {rest[found.end() :]}") if found else (None, rest)


def _reference(query: SearchQuery, rest: str, today: datetime.date) -> Reading:
    found, left = _take(REFERENCE, rest)
    if not found:
        return query, rest
    kind, number = found[1] or found[3], found[2] or found[4]
    return replace(query, reference=f"{kind}-{number}".upper()), left


def _date(query: SearchQuery, rest: str, today: datetime.date) -> Reading:
    for pattern in DATES:
        found, left = _take(pattern, rest)
        if found:
            return _dated(query, found, today), left
    return query, rest


def _dated(query: SearchQuery, found: re.Match[str], today: datetime.date) -> SearchQuery:
    year = int(found["year"])
    if len(found["year"]) == 2:
        year += today.year // 100 * 100
        year -= 100 if year > today.year else 0
    try:
        return replace(query, birth_date=datetime.date(year, _month(found["month"]), int(found["day"])))
    except ValueError:
        known = year if EARLIEST.year <= year <= today.year + 1 else None
        return replace(
            query, birth_year=known, problems=(*query.problems, f"“{found[0].strip()}” is not a real date")
        )


def _month(text: str) -> int:
    if text.isdecimal():
        return int(text)
    return MONTHS.index(text[:3].lower()) + 1


def _cleaned(clean: Callable[[str], str], text: str) -> str | None:
    try:
        return clean(text) or None
    except ValidationError:
        return None


def _phone(query: SearchQuery, rest: str, today: datetime.date) -> Reading:
    found, left = _take(PHONE, rest)
    if not found:
        return query, rest
    number = _cleaned(UKPhoneField(required=False).clean, found[0])
    if number is None:
        return replace(query, problems=(*query.problems, f"“{found[0]}” is not a UK telephone number")), left
    return replace(query, phone=number), left


def _postcode(query: SearchQuery, rest: str, today: datetime.date) -> Reading:
    found, left = _take(POSTCODE, rest)
    postcode = _cleaned(PostcodeField(required=False).clean, found[0]) if found else None
    return (replace(query, postcode=postcode), left) if postcode else (query, rest)


def _year(query: SearchQuery, rest: str, today: datetime.date) -> Reading:
    found, left = _take(YEAR, rest)
    if not found or query.birth_date or not EARLIEST.year <= int(found[0]) <= today.year + 1:
        return query, rest
    return replace(query, birth_year=int(found[0])), left
