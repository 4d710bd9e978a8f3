"""The spine of the portal; see the module of each noun."""

from cases.families.models.access_pattern import AccessPattern, AccessPatternSubject
from cases.families.models.break_glass import BreakGlass
from cases.families.models.contact_points import Address, Email, Phone
from cases.families.models.draft import Draft
from cases.families.models.family import Family, FamilyMembership, Relationship
from cases.families.models.involvement import Involvement, Service
from cases.families.models.needs import (
    EqualityProfile,
    HealthNeed,
    PersonLanguage,
    SchoolAttendance,
    SpecialRequirement,
)
from cases.families.models.person import Person, PersonName
from cases.families.models.restriction import NamedStaff, Restriction
from cases.families.models.timescale import Timescale
from cases.families.models.use_lock import UseLock
from cases.families.models.warning import WarningNote

__all__ = [
    "AccessPattern",
    "AccessPatternSubject",
    "Address",
    "BreakGlass",
    "Draft",
    "Email",
    "EqualityProfile",
    "Family",
    "FamilyMembership",
    "HealthNeed",
    "Involvement",
    "NamedStaff",
    "Person",
    "PersonLanguage",
    "PersonName",
    "Phone",
    "Relationship",
    "Restriction",
    "SchoolAttendance",
    "Service",
    "SpecialRequirement",
    "Timescale",
    "UseLock",
    "WarningNote",
]
