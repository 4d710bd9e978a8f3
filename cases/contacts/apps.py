"""The contacts app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    """Visits, calls, meetings, interventions and group sessions, and the chronology."""

    name = "cases.contacts"
    chronology_source = "cases.contacts.chronology.Contacts"
    due_source = "cases.contacts.due.ContactsDue"
    last_contact = "cases.contacts.due.last_contact_on"
    draft_forms = {"contact_record": ("Contact", "contacts:record")}
    task_sources = {"contact": ("contacts.Contact", "contacts:contact")}
