"""What is kept of a contact with a family; see the module of each noun."""

from cases.contacts.models.contact import Contact, ContactKind, ContactSource
from cases.contacts.models.people import ContactAbout, ContactPresent
from cases.contacts.models.significant import SignificantEvent

__all__ = ["Contact", "ContactAbout", "ContactKind", "ContactPresent", "ContactSource", "SignificantEvent"]
