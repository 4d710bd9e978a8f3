"""Why somebody was found, in words."""

from enum import StrEnum


class Reason(StrEnum):
    """One reason, by the code that ``find_people`` in PostgreSQL gives it."""

    REFERENCE = "reference"
    NAME_SAME = "name_same"
    NICKNAME = "nickname"
    ALIAS = "alias"
    NAME_SOUNDS = "name_sounds"
    NAME_SPELT = "name_spelt"
    NAME_BEGINS = "name_begins"
    NAME_PART = "name_part"
    BIRTH_DATE = "birth_date"
    BIRTH_DATE_SWAPPED = "birth_date_swapped"
    BIRTH_YEAR = "birth_year"
    BIRTH_YEAR_NEAR = "birth_year_near"
    PHONE = "phone"
    POSTCODE = "postcode"

    @property
    def words(self) -> str:
        """The reason as the page says it."""
        return WORDS[self]


WORDS = {
    Reason.REFERENCE: "Reference",
    Reason.NAME_SAME: "Same name",
    Reason.NICKNAME: "Short for the same name",
    Reason.ALIAS: "Also known by a name like this",
    Reason.NAME_SOUNDS: "Name sounds alike",
    Reason.NAME_SPELT: "Name is spelt alike",
    Reason.NAME_BEGINS: "Name begins like this",
    Reason.NAME_PART: "Part of the name",
    Reason.BIRTH_DATE: "Same date of birth",
    Reason.BIRTH_DATE_SWAPPED: "Date of birth with day and month changed round",
    Reason.BIRTH_YEAR: "Same year of birth",
    Reason.BIRTH_YEAR_NEAR: "Year of birth one off",
    Reason.PHONE: "Phone number",
    Reason.POSTCODE: "Postcode",
}
NAME_REASONS = frozenset(
    {
        Reason.NAME_SAME,
        Reason.NICKNAME,
        Reason.ALIAS,
        Reason.NAME_SOUNDS,
        Reason.NAME_SPELT,
        Reason.NAME_BEGINS,
        Reason.NAME_PART,
    }
)
