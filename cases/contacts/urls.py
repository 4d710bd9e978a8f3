"""Routes about contacts, below the family they are with. Ids are keys without meaning."""

from django.urls import path

from cases.contacts.views import chronology, contact, export, filtering, picture, record, significant

app_name = "contacts"

urlpatterns = [
    path("chronology/", chronology.chronology, name="chronology"),
    path("chronology/csv/", export.chronology_csv, name="chronology_csv"),
    path("chronology/search/", filtering.search, name="search"),
    path("chronology/mark/<slug:strand>/<uuid:entry_id>/", significant.mark, name="mark"),
    path("chronology/picture/", picture.picture, name="picture"),
    path("contacts/record/", record.record, name="record"),
    path("contacts/record/draft/", record.draft, name="draft"),
    path("contacts/record/discard/", record.discard, name="discard"),
    path("contacts/<uuid:contact_id>/", contact.contact, name="contact"),
    path("contacts/<uuid:contact_id>/correct/", contact.correct, name="correct"),
]
