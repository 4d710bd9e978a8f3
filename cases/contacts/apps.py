"""The contacts app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Visits, calls, meetings, interventions and group sessions, and the chronology."""

    name = "cases.contacts"
    chronology_source = "cases.contacts.chronology.Contacts"
    draft_forms = {"contact_record": ("Contact", "contacts:record")}
