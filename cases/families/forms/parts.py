"""The parts of a person's record, each by the word in its address: which model, which form, which words."""

from dataclasses import dataclass

from accounts.records import Record
from cases.families.forms import rows
from cases.families.forms.reason import ChangeForm
from cases.families.models import (
    Address,
    Email,
    EqualityProfile,
    HealthNeed,
    PersonLanguage,
    PersonName,
    Phone,
    SchoolAttendance,
    SpecialRequirement,
)


@dataclass(frozen=True)
class Part:
    """Rows of one kind that belong to a person. Dated rows are ended; undated ones are removed."""

    slug: str
    model: type[Record]
    form: type[ChangeForm]
    noun: str
    title: str
    is_dated: bool = True
    is_single: bool = False
    is_sensitive: bool = False

    @property
    def with_article(self) -> str:
        """The noun as "Add …" needs it: an address, another name; no article for what stands in the plural."""
        if self.is_single:
            return self.noun
        if self.noun.startswith("other "):
            return f"an{self.noun}"
        return f"{'an' if self.noun[0] in 'aeio' else 'a'} {self.noun}"

    @property
    def end_word(self) -> str:
        """The word on the link that takes a row out of force."""
        return "End" if self.is_dated else "Remove"


PARTS: dict[str, Part] = {
    part.slug: part
    for part in (
        Part("names", PersonName, rows.NameForm, "other name", "Other names", is_dated=False),
        Part("addresses", Address, rows.AddressForm, "address", "Addresses"),
        Part("phones", Phone, rows.PhoneForm, "phone", "Phones"),
        Part("emails", Email, rows.EmailForm, "email address", "Email addresses"),
        Part("schools", SchoolAttendance, rows.SchoolForm, "school", "Schools"),
        Part("languages", PersonLanguage, rows.LanguageForm, "language", "Languages", is_dated=False),
        Part(
            "requirements", SpecialRequirement, rows.RequirementForm, "special requirement",
            "Special requirements", is_dated=False,
        ),
        Part("health", HealthNeed, rows.HealthForm, "health need", "Health and disability", is_sensitive=True),
        Part(
            "equality", EqualityProfile, rows.EqualityForm, "equality details", "Equality",
            is_dated=False, is_single=True, is_sensitive=True,
        ),
    )
}  # fmt: skip
