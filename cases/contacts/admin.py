"""Contacts in Django admin, to read, by whoever sees their family on any other page."""

from django.contrib import admin

from accounts.admin_site import CaseworkAdmin
from cases.contacts.models import Contact, ContactAbout, ContactPresent, SignificantEvent


@admin.register(Contact, ContactAbout, ContactPresent, SignificantEvent)
class ContactsAdmin(CaseworkAdmin):
    """Visits, calls, meetings and the people in them."""

    list_per_page = 50
